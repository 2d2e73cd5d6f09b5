package org.gwageo.benchmark.mathematics;

import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.mathematics.Expression.Function;

/** The commands that expressions may hold. */
final class Vocabulary {

  /** The function that each command calls. */
  static final Map<String, Function> FUNCTIONS =
      Map.ofEntries(
          Map.entry("sin", Function.SIN),
          Map.entry("cos", Function.COS),
          Map.entry("tan", Function.TAN),
          Map.entry("cot", Function.COT),
          Map.entry("sec", Function.SEC),
          Map.entry("csc", Function.CSC),
          Map.entry("arcsin", Function.ARCSIN),
          Map.entry("arccos", Function.ARCCOS),
          Map.entry("arctan", Function.ARCTAN),
          Map.entry("sinh", Function.SINH),
          Map.entry("cosh", Function.COSH),
          Map.entry("tanh", Function.TANH),
          Map.entry("exp", Function.EXP),
          Map.entry("ln", Function.LOG),
          Map.entry("log", Function.LOG),
          Map.entry("abs", Function.ABS),
          Map.entry("floor", Function.FLOOR),
          Map.entry("ceil", Function.CEILING),
          Map.entry("gcd", Function.GCD),
          Map.entry("lcm", Function.LCM),
          Map.entry("max", Function.MAX),
          Map.entry("min", Function.MIN));

  /** What the exponent -1 makes of a function. */
  static final Map<Function, Function> INVERSES =
      Map.of(
          Function.SIN,
          Function.ARCSIN,
          Function.COS,
          Function.ARCCOS,
          Function.TAN,
          Function.ARCTAN);

  /** Commands that say how their argument looks. */
  static final Set<String> DRESSINGS =
      Set.of(
          "boxed",
          "fbox",
          "mathbf",
          "mathit",
          "mathsf",
          "boldsymbol",
          "bm",
          "vec",
          "hat",
          "mathcal");

  /** Commands that begin no factor. */
  static final Set<String> CLOSING = Set.of("circ", "end", "rfloor", "rceil");

  /** Letters that are written as commands. */
  static final Set<String> GREEK =
      Set.of(
          "alpha",
          "beta",
          "gamma",
          "delta",
          "epsilon",
          "varepsilon",
          "zeta",
          "eta",
          "theta",
          "iota",
          "kappa",
          "lambda",
          "mu",
          "nu",
          "xi",
          "rho",
          "sigma",
          "tau",
          "upsilon",
          "phi",
          "varphi",
          "chi",
          "psi",
          "omega",
          "Gamma",
          "Delta",
          "Theta",
          "Lambda",
          "Xi",
          "Sigma",
          "Phi",
          "Psi",
          "Omega",
          "ell");

  private Vocabulary() {}
}
