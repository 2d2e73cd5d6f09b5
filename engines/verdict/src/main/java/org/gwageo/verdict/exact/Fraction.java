package org.gwageo.verdict.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * An exact rational number in lowest terms.
 *
 * <p>Means and ratios of decimals have no finite decimal form in general. Rounding them on the way
 * would make the last digit of a total depend on the order of the steps, so every value of a
 * verdict stays a fraction until a rule of the rulebook rounds it.
 *
 * @param numerator any integer
 * @param denominator a positive integer without a common factor with {@code numerator}
 */
public record Fraction(BigInteger numerator, BigInteger denominator)
    implements Comparable<Fraction> {

  /** Zero. */
  public static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

  /** One. */
  public static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);

  private static final BigInteger FIVE = BigInteger.valueOf(5);

  /**
   * Brings the fraction to lowest terms.
   *
   * @throws ArithmeticException if {@code denominator} is zero
   */
  public Fraction {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("a fraction's denominator is not zero: " + numerator + "/0");
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    numerator = numerator.divide(divisor);
    denominator = denominator.divide(divisor);
  }

  /** Returns the fraction equal to a decimal. */
  public static Fraction of(BigDecimal decimal) {
    return decimal.scale() <= 0
        ? new Fraction(decimal.toBigIntegerExact(), BigInteger.ONE)
        : new Fraction(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  /** Returns the fraction equal to an integer. */
  public static Fraction of(long integer) {
    return new Fraction(BigInteger.valueOf(integer), BigInteger.ONE);
  }

  /** Returns the sum of {@code addends}, zero when there are none. */
  public static Fraction sum(Collection<Fraction> addends) {
    Fraction sum = ZERO;
    for (Fraction addend : addends) {
      sum = sum.plus(addend);
    }
    return sum;
  }

  /** Returns this plus {@code other}. */
  public Fraction plus(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  /** Returns this minus {@code other}. */
  public Fraction minus(Fraction other) {
    return plus(new Fraction(other.numerator.negate(), other.denominator));
  }

  /** Returns this times {@code other}. */
  public Fraction times(Fraction other) {
    return new Fraction(
        numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /**
   * Returns this divided by {@code other}.
   *
   * @throws ArithmeticException if {@code other} is zero
   */
  public Fraction dividedBy(Fraction other) {
    return new Fraction(
        numerator.multiply(other.denominator), denominator.multiply(other.numerator));
  }

  /** Returns the smaller of this and {@code other}. */
  public Fraction min(Fraction other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** Returns -1, 0 or 1 as this is negative, zero or positive. */
  public int signum() {
    return numerator.signum();
  }

  /**
   * Returns the decimal with {@code places} digits after the point, rounded once from the exact
   * value.
   */
  public BigDecimal round(int places, RoundingMode mode) {
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), places, mode);
  }

  /**
   * Answers whether this has a finite decimal form: no prime but 2 and 5 divides the denominator.
   */
  public boolean isDecimal() {
    BigInteger rest = denominator.shiftRight(denominator.getLowestSetBit());
    while (rest.mod(FIVE).signum() == 0) {
      rest = rest.divide(FIVE);
    }
    return rest.equals(BigInteger.ONE);
  }

  /**
   * Returns a decimal for reading: the exact one when it has at most {@code places} digits after
   * the point, otherwise the nearest with that many.
   */
  public BigDecimal approximate(int places) {
    BigDecimal rounded = round(places, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  @Override
  public int compareTo(Fraction other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** Returns the finite decimal form when there is one, such as {@code 28.5}, else {@code 94/3}. */
  @Override
  public String toString() {
    if (!isDecimal()) {
      return numerator + "/" + denominator;
    }
    BigDecimal exact =
        new BigDecimal(numerator).divide(new BigDecimal(denominator)).stripTrailingZeros();
    return exact.toPlainString();
  }
}
