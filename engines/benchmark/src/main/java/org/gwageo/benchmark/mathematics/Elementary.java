package org.gwageo.benchmark.mathematics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions of real numbers to about 60 significant digits.
 *
 * <p>Exponential: reduction by ln 2 and Taylor series. Logarithm and angle: Newton steps from a
 * double. Sine and cosine: reduction by 2&pi; and Taylor series. &pi;: Machin's formula.
 */
final class Elementary {

  static final MathContext PRECISION = new MathContext(70, RoundingMode.HALF_EVEN);

  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final BigDecimal SMALLEST = new BigDecimal(BigInteger.ONE, 78);
  private static final int LARGEST_EXPONENT = 20_000;

  static final BigDecimal PI = pi();
  static final BigDecimal LN_10 = newtonLogarithm(BigDecimal.TEN, Math.log(10));

  private Elementary() {}

  /** Returns e to the power {@code x}. */
  static BigDecimal exp(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.valueOf(LARGEST_EXPONENT)) > 0) {
      throw new ArithmeticException("the exponent is above " + LARGEST_EXPONENT);
    }
    BigDecimal reduced = x.divide(BigDecimal.valueOf(1024), PRECISION);
    BigDecimal result = expSeries(reduced);
    for (int i = 0; i < 10; i++) {
      result = result.multiply(result, PRECISION);
    }
    return result;
  }

  private static BigDecimal expSeries(BigDecimal x) {
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int n = 1; n < 400; n++) {
      term = term.multiply(x, PRECISION).divide(BigDecimal.valueOf(n), PRECISION);
      sum = sum.add(term, PRECISION);
      if (term.abs().compareTo(sum.abs().multiply(SMALLEST)) < 0) {
        break;
      }
    }
    return sum;
  }

  /** Returns the natural logarithm of a positive number. */
  static BigDecimal log(BigDecimal x) {
    if (x.signum() <= 0) {
      throw new ArithmeticException("logarithm of a number that is not positive");
    }
    int tens = x.precision() - x.scale() - 1;
    BigDecimal mantissa = x.movePointLeft(tens).round(PRECISION);
    return newtonLogarithm(mantissa, Math.log(mantissa.doubleValue()))
        .add(LN_10.multiply(BigDecimal.valueOf(tens)), PRECISION);
  }

  /** Solves exp(y) = x by Halley's steps, each of which triples the digits. */
  private static BigDecimal newtonLogarithm(BigDecimal x, double start) {
    BigDecimal y = BigDecimal.valueOf(start);
    for (int i = 0; i < 3; i++) {
      BigDecimal power = exp(y);
      BigDecimal step = TWO.multiply(x.subtract(power), PRECISION).divide(x.add(power), PRECISION);
      y = y.add(step, PRECISION);
    }
    return y;
  }

  /** Returns the sine. */
  static BigDecimal sin(BigDecimal x) {
    BigDecimal angle = turnedBack(x);
    return series(angle, angle, 1);
  }

  /** Returns the cosine. */
  static BigDecimal cos(BigDecimal x) {
    return series(BigDecimal.ONE, turnedBack(x), 0);
  }

  private static BigDecimal series(BigDecimal first, BigDecimal angle, int start) {
    BigDecimal square = angle.multiply(angle, PRECISION).negate();
    BigDecimal sum = first;
    BigDecimal term = first;
    for (int n = start; n < 400; n += 2) {
      term =
          term.multiply(square, PRECISION)
              .divide(BigDecimal.valueOf((long) (n + 1) * (n + 2)), PRECISION);
      sum = sum.add(term, PRECISION);
      if (term.abs().compareTo(SMALLEST) < 0) {
        break;
      }
    }
    return sum;
  }

  private static BigDecimal turnedBack(BigDecimal x) {
    if (x.precision() - x.scale() > 12) {
      throw new ArithmeticException("an angle is above 10^12");
    }
    BigDecimal turn = PI.multiply(TWO);
    BigDecimal turns = x.divide(turn, 0, RoundingMode.HALF_EVEN);
    return x.subtract(turns.multiply(turn), PRECISION);
  }

  /** Returns the angle of the point (x, y), in (-&pi;, &pi;]. */
  static BigDecimal angle(BigDecimal y, BigDecimal x) {
    BigDecimal size =
        x.multiply(x, PRECISION).add(y.multiply(y, PRECISION), PRECISION).sqrt(PRECISION);
    if (size.signum() == 0) {
      throw new ArithmeticException("the angle of zero");
    }
    BigDecimal unitX = x.divide(size, PRECISION);
    BigDecimal unitY = y.divide(size, PRECISION);
    if (unitY.signum() == 0) {
      return unitX.signum() > 0 ? BigDecimal.ZERO : PI;
    }
    BigDecimal angle = BigDecimal.valueOf(Math.atan2(unitY.doubleValue(), unitX.doubleValue()));
    for (int i = 0; i < 3; i++) {
      BigDecimal step =
          unitY
              .multiply(cos(angle), PRECISION)
              .subtract(unitX.multiply(sin(angle), PRECISION), PRECISION);
      angle = angle.add(step, PRECISION);
    }
    return angle;
  }

  private static BigDecimal pi() {
    MathContext precise = new MathContext(100, RoundingMode.HALF_EVEN);
    return BigDecimal.valueOf(16)
        .multiply(arctangentOfInverse(5, precise))
        .subtract(BigDecimal.valueOf(4).multiply(arctangentOfInverse(239, precise)), precise);
  }

  private static BigDecimal arctangentOfInverse(int n, MathContext precise) {
    BigDecimal square = BigDecimal.valueOf((long) n * n);
    BigDecimal term = BigDecimal.ONE.divide(BigDecimal.valueOf(n), precise);
    BigDecimal sum = term;
    for (int k = 1; k < 80; k++) {
      term = term.divide(square, precise).negate();
      sum = sum.add(term.divide(BigDecimal.valueOf(2L * k + 1), precise), precise);
    }
    return sum;
  }
}
