package org.gwageo.benchmark.mathematics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.gwageo.benchmark.mathematics.Expression.Literal;
import org.gwageo.benchmark.mathematics.Expression.Symbol;
import org.gwageo.benchmark.mathematics.MathVerdict.Different;
import org.gwageo.benchmark.mathematics.MathVerdict.Equal;
import org.gwageo.benchmark.mathematics.MathVerdict.Stage;
import org.gwageo.benchmark.mathematics.MathVerdict.Unreadable;

/** Compares scalar expressions: exactly where that decides, by values where it does not. */
final class Scalars {

  private static final long SEED = 20_260_101L;
  private static final int POINTS = 8;
  private static final int FEWEST_POINTS = 3;
  private static final int DECIMALS = 6;
  private static final BigDecimal RELATIVE = new BigDecimal("1e-35");
  private static final BigDecimal ABSOLUTE = new BigDecimal("1e-55");
  private static final BigDecimal WRITTEN = new BigDecimal("0.001");
  private static final long GRID = 1_048_583L;

  private final Work work;

  Scalars(Work work) {
    this.work = work;
  }

  /** Compares two values without units. */
  MathVerdict compare(Expression gold, Expression answer) {
    int infinity = Expression.infinity(gold);
    if (infinity != 0 || Expression.infinity(answer) != 0) {
      return infinity == Expression.infinity(answer)
          ? new Equal(Stage.TEXT, "the same infinity")
          : new Different("only one is that infinity");
    }
    if (gold instanceof Symbol(String left) && answer instanceof Symbol(String right)) {
      return left.equalsIgnoreCase(right)
          ? new Equal(Stage.TEXT, "the same name")
          : new Different(left + " and " + right + " are two names");
    }
    TreeSet<String> names = new TreeSet<>();
    Expression.collectSymbols(gold, names);
    Expression.collectSymbols(answer, names);
    if (names.isEmpty() && (isDecimal(gold) || isDecimal(answer))) {
      return asDecimals(gold, answer);
    }
    MathVerdict exact = exactly(gold, answer);
    return exact instanceof Unreadable ? byValues(gold, answer, names) : exact;
  }

  private static boolean isDecimal(Expression expression) {
    return switch (expression) {
      case Literal(Rational value, boolean decimal) -> decimal;
      case Expression.Product(List<Expression> factors) ->
          factors.stream().allMatch(Literal.class::isInstance)
              && factors.stream().anyMatch(Scalars::isDecimal);
      default -> false;
    };
  }

  private MathVerdict asDecimals(Expression gold, Expression answer) {
    try {
      Evaluation evaluation = new Evaluation(Map.of(), work);
      Complex left = evaluation.of(gold);
      Complex right = evaluation.of(answer);
      if (!left.isReal() || !right.isReal()) {
        return new Different("only one is a real number");
      }
      BigDecimal difference = left.real().subtract(right.real()).abs();
      BigDecimal size = left.real().abs().max(right.real().abs());
      boolean same =
          difference.signum() == 0
              || (rounded(left.real()).compareTo(rounded(right.real())) == 0
                  && difference.compareTo(size.multiply(WRITTEN)) <= 0);
      return same
          ? new Equal(Stage.NUMBER, "the same number to " + DECIMALS + " decimals")
          : new Different("the numbers differ by " + shortened(difference));
    } catch (ArithmeticException e) {
      return new Unreadable("a value does not exist: " + e.getMessage());
    }
  }

  private static BigDecimal rounded(BigDecimal value) {
    return value.setScale(DECIMALS, RoundingMode.HALF_EVEN);
  }

  private static String shortened(BigDecimal value) {
    return value.round(new java.math.MathContext(3)).toString();
  }

  /** Decides by canonical forms, or returns that they do not decide. */
  private MathVerdict exactly(Expression gold, Expression answer) {
    try {
      CanonicalForm forms = new CanonicalForm(new Work(Work.COMPARISON / 2));
      Fraction left = forms.of(gold);
      Fraction right = forms.of(answer);
      Fraction difference = forms.field().minus(left, right);
      if (difference.isZero()) {
        return left.isConstant()
            ? new Equal(Stage.NUMBER, "both are " + clipped(left.constantValue().toString()))
            : new Equal(Stage.SYMBOLIC, "the difference of the canonical forms is zero");
      }
      return forms.isIndependent(difference)
          ? new Different("the difference is not zero: " + clipped(forms.field().text(difference)))
          : new Unreadable("the canonical forms do not decide");
    } catch (ArithmeticException | Work.Spent e) {
      return new Unreadable("no canonical form: " + e.getMessage());
    }
  }

  private static String clipped(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private MathVerdict byValues(Expression gold, Expression answer, Set<String> names) {
    SplittableRandom random = new SplittableRandom(SEED);
    int points = names.isEmpty() ? 1 : POINTS;
    int compared = 0;
    for (int i = 0; i < points; i++) {
      Map<String, Rational> point = point(names, i >= POINTS / 2, random);
      Evaluation evaluation = new Evaluation(point, work);
      try {
        Complex left = evaluation.of(gold);
        Complex right = evaluation.of(answer);
        if (!near(left, right)) {
          return new Different(
              "the values differ by " + shortened(left.minus(right).size()) + " at " + point);
        }
        compared++;
      } catch (ArithmeticException e) {
        // No value at this point; the others decide.
      }
    }
    return compared >= Math.min(points, FEWEST_POINTS)
        ? new Equal(Stage.EVALUATION, "the same to 35 digits at " + compared + " points")
        : new Unreadable("too few points where both have a value");
  }

  /** Returns a point of rational numbers in 1 to 5 or, with {@code signs}, also -5 to -1. */
  static Map<String, Rational> point(Set<String> names, boolean signs, SplittableRandom random) {
    Map<String, Rational> point = new HashMap<>();
    for (String name : new TreeSet<>(names)) {
      long numerator = random.nextLong(GRID, 5 * GRID);
      boolean negative = random.nextBoolean() && signs;
      point.put(name, Rational.of(negative ? -numerator : numerator, GRID));
    }
    return point;
  }

  static boolean near(Complex left, Complex right) {
    BigDecimal difference = left.minus(right).size();
    BigDecimal size = left.size().max(right.size());
    return difference.compareTo(size.multiply(RELATIVE).max(ABSOLUTE)) <= 0;
  }
}
