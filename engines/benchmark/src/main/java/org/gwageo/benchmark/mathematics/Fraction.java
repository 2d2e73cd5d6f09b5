package org.gwageo.benchmark.mathematics;

/**
 * A quotient of two polynomials; two equal quotients may have different writings.
 *
 * @param dividend the dividend
 * @param divisor the divisor, not zero
 */
record Fraction(Polynomial dividend, Polynomial divisor) {

  static final Fraction ZERO = of(Rational.ZERO);
  static final Fraction ONE = of(Rational.ONE);

  static Fraction of(Rational value) {
    return new Fraction(Polynomial.constant(value), Polynomial.ONE);
  }

  static Fraction of(Polynomial polynomial) {
    return new Fraction(polynomial, Polynomial.ONE);
  }

  /** Returns the quotient with whole divisors and common monomials taken out. */
  static Fraction of(Polynomial dividend, Polynomial divisor) {
    if (divisor.isZero()) {
      throw new ArithmeticException("division by zero");
    }
    if (dividend.isZero()) {
      return ZERO;
    }
    Monomial common = dividend.commonMonomial().common(divisor.commonMonomial());
    Polynomial above = dividend.over(common);
    Polynomial below = divisor.over(common);
    Rational content = below.content();
    if (below.terms().lastEntry().getValue().signum() < 0) {
      content = content.negate();
    }
    Rational factor = Rational.ONE.over(content);
    return new Fraction(above.times(factor), below.times(factor));
  }

  boolean isZero() {
    return dividend.isZero();
  }

  /** Returns whether this is a rational number. */
  boolean isConstant() {
    return dividend.isConstant() && divisor.isConstant();
  }

  /** Returns the value of a fraction that {@link #isConstant}. */
  Rational constantValue() {
    return dividend.constantValue().over(divisor.constantValue());
  }

  boolean isPolynomial() {
    return divisor.isConstant();
  }

  /** Returns the polynomial that a fraction with a constant divisor is. */
  Polynomial polynomial() {
    return dividend.times(Rational.ONE.over(divisor.constantValue()));
  }
}
