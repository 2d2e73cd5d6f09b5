package org.gwageo.benchmark.mathematics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * An exact fraction in lowest terms.
 *
 * @param numerator the numerator, which carries the sign
 * @param denominator the denominator, at least 1
 */
record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {

  static final Rational ZERO = of(0);
  static final Rational ONE = of(1);
  static final Rational HALF = of(1, 2);

  private static final int MOST_BITS = 60_000;

  static Rational of(long value) {
    return new Rational(BigInteger.valueOf(value), BigInteger.ONE);
  }

  static Rational of(long numerator, long denominator) {
    return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  static Rational of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("division by zero");
    }
    if (numerator.bitLength() > MOST_BITS || denominator.bitLength() > MOST_BITS) {
      throw new Work.Spent("a number has more than " + MOST_BITS + " bits");
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    return new Rational(numerator.divide(divisor), denominator.divide(divisor));
  }

  static Rational of(BigDecimal value) {
    BigInteger unscaled = value.unscaledValue();
    return value.scale() >= 0
        ? of(unscaled, BigInteger.TEN.pow(value.scale()))
        : of(unscaled.multiply(BigInteger.TEN.pow(-value.scale())), BigInteger.ONE);
  }

  Rational plus(Rational other) {
    return of(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Rational minus(Rational other) {
    return plus(other.negate());
  }

  Rational times(Rational other) {
    return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Rational over(Rational other) {
    return of(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  Rational negate() {
    return new Rational(numerator.negate(), denominator);
  }

  Rational abs() {
    return signum() < 0 ? negate() : this;
  }

  /** Returns this number to a whole power; the result has at most 60,000 bits. */
  Rational power(int exponent) {
    long bits = (long) Math.max(numerator.bitLength(), denominator.bitLength());
    if (bits * Math.abs((long) exponent) > 2L * MOST_BITS) {
      throw new Work.Spent("a power has more than " + MOST_BITS + " bits");
    }
    int size = Math.abs(exponent);
    Rational power = of(numerator.pow(size), denominator.pow(size));
    return exponent < 0 ? ONE.over(power) : power;
  }

  int signum() {
    return numerator.signum();
  }

  boolean isZero() {
    return numerator.signum() == 0;
  }

  boolean isOne() {
    return equals(ONE);
  }

  boolean isInteger() {
    return denominator.equals(BigInteger.ONE);
  }

  /** Returns whether this is a whole number of at most nine digits. */
  boolean isSmallInteger() {
    return isInteger() && numerator.bitLength() < 30;
  }

  BigInteger floor() {
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  BigDecimal decimal(MathContext precision) {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), precision);
  }

  @Override
  public int compareTo(Rational other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  @Override
  public String toString() {
    return isInteger() ? numerator.toString() : numerator + "/" + denominator;
  }
}
