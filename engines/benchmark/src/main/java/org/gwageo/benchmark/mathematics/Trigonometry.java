package org.gwageo.benchmark.mathematics;

import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exact sines and cosines at rational multiples of &pi;, and generators for all others. */
final class Trigonometry {

  static final String PI_KEY = "pi";

  private final GeneratorField field;
  private final PrimePowers primes;

  Trigonometry(GeneratorField field, PrimePowers primes) {
    this.field = field;
    this.primes = primes;
  }

  /** Returns whether the first coefficient, in the order of the terms, is negative. */
  static boolean hasNegativeLead(Fraction fraction) {
    return !fraction.isZero() && fraction.dividend().terms().lastEntry().getValue().signum() < 0;
  }

  Fraction cosine(Fraction argument) {
    Fraction exact = exact(argument, Rational.ZERO);
    if (exact != null) {
      return exact;
    }
    Fraction positive = hasNegativeLead(argument) ? negate(argument) : argument;
    return Fraction.of(field.generator("cos(" + field.text(positive) + ")"));
  }

  Fraction sine(Fraction argument) {
    Fraction exact = exact(argument, Rational.HALF);
    if (exact != null) {
      return exact;
    }
    boolean negative = hasNegativeLead(argument);
    String text = field.text(negative ? negate(argument) : argument);
    // The cosine is made first, so that the relation of the sine holds an older generator.
    Polynomial cosine = field.generator("cos(" + text + ")");
    Polynomial square =
        Polynomial.ONE.plus(field.times(cosine, cosine).times(Rational.of(-1)), field.work());
    Fraction sine = Fraction.of(field.generator("sin(" + text + ")", 2, square));
    return negative ? negate(sine) : sine;
  }

  private Fraction negate(Fraction fraction) {
    return field.minus(Fraction.ZERO, fraction);
  }

  /**
   * Returns cos((r - shift) pi) where {@code argument} is r pi, or null where it is no known value.
   */
  private @Nullable Fraction exact(Fraction argument, Rational shift) {
    if (!argument.isPolynomial() || argument.dividend().terms().size() > 1) {
      return null;
    }
    Rational turns = Rational.ZERO;
    if (!argument.isZero()) {
      Map.Entry<Monomial, Rational> term = argument.polynomial().terms().firstEntry();
      Monomial monomial = term.getKey();
      if (monomial.size() != 1
          || monomial.exponent(0) != 1
          || !field.key(monomial.generator(0)).equals(PI_KEY)) {
        return null;
      }
      turns = term.getValue();
    }
    return cosineOfTurns(turns.minus(shift));
  }

  private @Nullable Fraction cosineOfTurns(Rational halfTurns) {
    Rational two = Rational.of(2);
    Rational rest =
        halfTurns.minus(two.times(Rational.of(halfTurns.over(two).floor(), BigInteger.ONE)));
    if (rest.compareTo(Rational.ONE) > 0) {
      rest = two.minus(rest);
    }
    boolean negative = rest.compareTo(Rational.HALF) > 0;
    Fraction value = firstQuadrant(negative ? Rational.ONE.minus(rest) : rest);
    return value == null ? null : negative ? negate(value) : value;
  }

  private @Nullable Fraction firstQuadrant(Rational halfTurns) {
    return switch (halfTurns.toString()) {
      case "0" -> Fraction.ONE;
      case "1/2" -> Fraction.ZERO;
      case "1/3" -> Fraction.of(Rational.HALF);
      case "1/4" -> surds(2, 0, 1, 2);
      case "1/6" -> surds(3, 0, 1, 2);
      case "1/12" -> surds(6, 2, 1, 4);
      case "5/12" -> surds(6, 2, -1, 4);
      case "1/5" -> surds(5, 1, 1, 4);
      case "2/5" -> surds(5, 1, -1, 4);
      default -> null;
    };
  }

  /** Returns (sqrt(first) + sign sqrt(second)) / divisor. */
  private Fraction surds(long first, long second, long sign, long divisor) {
    Fraction sum =
        field.plus(
            primes.power(Fraction.of(Rational.of(first)), Rational.HALF),
            field.times(
                primes.power(Fraction.of(Rational.of(second)), Rational.HALF),
                Fraction.of(Rational.of(sign))));
    return field.times(sum, Fraction.of(Rational.of(1, divisor)));
  }
}
