package org.gwageo.benchmark.mathematics;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;

/** Fractional powers and logarithms of rational numbers, by their prime factors. */
final class PrimePowers {

  private static final int LARGEST_DIVISOR = 5_000;
  private static final int LARGEST_INDEX = 60;
  private static final String ROOT = "root";

  private final GeneratorField field;

  PrimePowers(GeneratorField field) {
    this.field = field;
  }

  /** Returns i, whose square is -1. */
  Fraction imaginaryUnit() {
    return Fraction.of(field.generator("i", 2, Polynomial.constant(Rational.of(-1))));
  }

  /**
   * Returns the exponents of the factors of a positive number. Factors are prime below 25 million;
   * a larger rest is one factor, which is the same for the same number.
   */
  Map<BigInteger, Integer> factors(Rational value) {
    TreeMap<BigInteger, Integer> factors = new TreeMap<>();
    factor(value.numerator(), 1, factors);
    factor(value.denominator(), -1, factors);
    return factors;
  }

  private void factor(BigInteger value, int sign, Map<BigInteger, Integer> factors) {
    BigInteger rest = value;
    for (int divisor = 2; divisor < LARGEST_DIVISOR; divisor++) {
      BigInteger prime = BigInteger.valueOf(divisor);
      if (rest.bitLength() < 62 && (long) divisor * divisor > rest.longValueExact()) {
        break;
      }
      field.work().spend(1 + rest.bitLength() / 64);
      while (rest.mod(prime).signum() == 0) {
        rest = rest.divide(prime);
        factors.merge(prime, sign, Integer::sum);
      }
    }
    if (rest.equals(BigInteger.ONE)) {
      return;
    }
    BigInteger root = rest.sqrt();
    boolean square = root.multiply(root).equals(rest);
    factors.merge(square ? root : rest, square ? 2 * sign : sign, Integer::sum);
  }

  /** Returns {@code base} to a power that is no whole number. */
  Fraction power(Fraction base, Rational exponent) {
    BigInteger index = exponent.denominator();
    if (index.compareTo(BigInteger.valueOf(LARGEST_INDEX)) > 0) {
      throw new Work.Spent("a root's index is above " + LARGEST_INDEX);
    }
    if (base.isZero()) {
      if (exponent.signum() < 0) {
        throw new ArithmeticException("division by zero");
      }
      return Fraction.ZERO;
    }
    return base.isConstant()
        ? constantPower(base.constantValue(), exponent)
        : openPower(base, exponent, index.intValueExact());
  }

  private Fraction constantPower(Rational base, Rational exponent) {
    if (base.signum() > 0) {
      return positivePower(base, exponent);
    }
    Fraction size = positivePower(base.negate(), exponent);
    boolean oddPower = exponent.numerator().testBit(0);
    if (exponent.denominator().testBit(0)) {
      return oddPower ? field.times(size, Fraction.of(Rational.of(-1))) : size;
    }
    if (!exponent.denominator().equals(BigInteger.TWO)) {
      throw new ArithmeticException("an even root of a negative number");
    }
    return field.times(size, field.power(imaginaryUnit(), small(exponent.numerator())));
  }

  private Fraction positivePower(Rational base, Rational exponent) {
    Fraction product = Fraction.ONE;
    for (Map.Entry<BigInteger, Integer> factor : factors(base).entrySet()) {
      Rational total = exponent.times(Rational.of(factor.getValue()));
      Rational rest = total.minus(Rational.of(total.floor(), BigInteger.ONE));
      Rational whole = Rational.of(factor.getKey(), BigInteger.ONE).power(small(total.floor()));
      product = field.times(product, Fraction.of(whole));
      if (!rest.isZero()) {
        Polynomial root =
            field.generator(
                ROOT + rest.denominator() + "(" + factor.getKey() + ")",
                rest.denominator().intValueExact(),
                Polynomial.constant(Rational.of(factor.getKey(), BigInteger.ONE)));
        product = field.times(product, field.power(Fraction.of(root), small(rest.numerator())));
      }
    }
    return product;
  }

  private Fraction openPower(Fraction base, Rational exponent, int index) {
    int times = small(exponent.numerator());
    if (!base.isPolynomial()) {
      Polynomial root = field.generator(ROOT + index + "(" + field.text(base) + ")");
      return field.power(Fraction.of(root), times);
    }
    Polynomial radicand = base.polynomial();
    Rational content = radicand.content();
    Polynomial primitive = radicand.times(Rational.ONE.over(content));
    Polynomial root =
        field.generator(
            ROOT + index + "(" + field.text(Fraction.of(primitive)) + ")", index, primitive);
    return field.times(positivePower(content, exponent), field.power(Fraction.of(root), times));
  }

  private static int small(BigInteger value) {
    if (value.bitLength() > 20) {
      throw new Work.Spent("the exponent " + value + " is too large");
    }
    return value.intValueExact();
  }

  /** Returns the natural logarithm of a positive number as a sum over its factors. */
  Fraction logarithm(Rational value) {
    Fraction sum = Fraction.ZERO;
    for (Map.Entry<BigInteger, Integer> factor : factors(value).entrySet()) {
      Fraction term =
          field.times(
              Fraction.of(field.generator("ln(" + factor.getKey() + ")")),
              Fraction.of(Rational.of(factor.getValue())));
      sum = field.plus(sum, term);
    }
    return sum;
  }

  /** Returns the logarithm of a generator that is a root of a positive number, or zero. */
  Fraction logarithmOfRoot(String key) {
    int open = key.indexOf('(');
    if (!key.startsWith(ROOT) || open < 0) {
      return Fraction.ZERO;
    }
    String radicand = key.substring(open + 1, key.length() - 1);
    if (!radicand.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Fraction.ZERO;
    }
    long index = Long.parseLong(key.substring(ROOT.length(), open));
    return field.times(
        Fraction.of(field.generator("ln(" + radicand + ")")), Fraction.of(Rational.of(1, index)));
  }
}
