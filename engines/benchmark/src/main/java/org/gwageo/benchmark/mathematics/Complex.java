package org.gwageo.benchmark.mathematics;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A complex number to about 60 digits; functions take principal values.
 *
 * @param real the real part
 * @param imaginary the imaginary part
 */
record Complex(BigDecimal real, BigDecimal imaginary) {

  static final Complex ZERO = of(BigDecimal.ZERO);
  static final Complex ONE = of(BigDecimal.ONE);
  static final Complex I = new Complex(BigDecimal.ZERO, BigDecimal.ONE);

  private static final MathContext PRECISION = Elementary.PRECISION;

  /** Parts below this are taken as zero where a function has a cut or a pole. */
  private static final BigDecimal TINY = new BigDecimal("1e-50");

  static Complex of(BigDecimal real) {
    return new Complex(real, BigDecimal.ZERO);
  }

  static Complex of(Rational real) {
    return of(real.decimal(PRECISION));
  }

  Complex plus(Complex other) {
    return new Complex(real.add(other.real, PRECISION), imaginary.add(other.imaginary, PRECISION));
  }

  Complex minus(Complex other) {
    return plus(other.negate());
  }

  Complex negate() {
    return new Complex(real.negate(), imaginary.negate());
  }

  Complex times(Complex other) {
    return new Complex(
        real.multiply(other.real, PRECISION)
            .subtract(imaginary.multiply(other.imaginary, PRECISION), PRECISION),
        real.multiply(other.imaginary, PRECISION)
            .add(imaginary.multiply(other.real, PRECISION), PRECISION));
  }

  Complex over(Complex other) {
    BigDecimal size = other.squaredSize();
    if (size.compareTo(TINY.multiply(TINY)) < 0) {
      throw new ArithmeticException("division by zero");
    }
    Complex product = times(new Complex(other.real, other.imaginary.negate()));
    return new Complex(
        product.real.divide(size, PRECISION), product.imaginary.divide(size, PRECISION));
  }

  private BigDecimal squaredSize() {
    return real.multiply(real, PRECISION).add(imaginary.multiply(imaginary, PRECISION), PRECISION);
  }

  /** Returns the absolute value. */
  BigDecimal size() {
    return imaginary.signum() == 0 ? real.abs() : squaredSize().sqrt(PRECISION);
  }

  boolean isReal() {
    return imaginary.abs().compareTo(TINY) < 0;
  }

  Complex exp() {
    Complex size = of(Elementary.exp(real));
    return imaginary.signum() == 0
        ? size
        : size.times(new Complex(Elementary.cos(imaginary), Elementary.sin(imaginary)));
  }

  Complex log() {
    if (size().compareTo(TINY) < 0) {
      throw new ArithmeticException("logarithm of zero");
    }
    BigDecimal height = isReal() ? BigDecimal.ZERO : imaginary;
    return new Complex(Elementary.log(size()), Elementary.angle(height, real));
  }

  Complex power(Complex exponent) {
    if (exponent.imaginary.signum() == 0
        && exponent.real.stripTrailingZeros().scale() <= 0
        && exponent.real.abs().compareTo(BigDecimal.valueOf(1_000)) <= 0) {
      return wholePower(exponent.real.intValueExact());
    }
    if (size().compareTo(TINY) < 0) {
      if (exponent.real.signum() > 0) {
        return ZERO;
      }
      throw new ArithmeticException("a power of zero");
    }
    return log().times(exponent).exp();
  }

  private Complex wholePower(int exponent) {
    Complex result = ONE;
    Complex square = this;
    for (int rest = Math.abs(exponent); rest > 0; rest /= 2) {
      result = rest % 2 == 1 ? result.times(square) : result;
      square = rest > 1 ? square.times(square) : square;
    }
    return exponent < 0 ? ONE.over(result) : result;
  }

  Complex sqrt() {
    return isReal() && real.signum() >= 0
        ? of(real.sqrt(PRECISION))
        : power(of(new BigDecimal("0.5")));
  }

  Complex sin() {
    if (imaginary.signum() == 0) {
      return of(Elementary.sin(real));
    }
    Complex up = times(I).exp();
    return up.minus(ONE.over(up)).over(I.plus(I));
  }

  Complex cos() {
    if (imaginary.signum() == 0) {
      return of(Elementary.cos(real));
    }
    Complex up = times(I).exp();
    return up.plus(ONE.over(up)).over(ONE.plus(ONE));
  }

  Complex arcsin() {
    Complex inner = times(I).plus(ONE.minus(times(this)).sqrt());
    return inner.log().times(I).negate();
  }

  Complex arctan() {
    Complex turned = times(I);
    Complex difference = ONE.minus(turned).log().minus(ONE.plus(turned).log());
    return difference.times(I).over(ONE.plus(ONE));
  }
}
