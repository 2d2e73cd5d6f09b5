package org.gwageo.benchmark.mathematics;

import java.math.BigInteger;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A polynomial over generators with rational coefficients, without zero coefficients.
 *
 * @param terms the coefficient of each monomial; not changed after construction
 */
record Polynomial(NavigableMap<Monomial, Rational> terms) {

  static final Polynomial ZERO = new Polynomial(new TreeMap<>());
  static final Polynomial ONE = constant(Rational.ONE);

  static Polynomial constant(Rational value) {
    return term(Monomial.ONE, value);
  }

  static Polynomial term(Monomial monomial, Rational coefficient) {
    NavigableMap<Monomial, Rational> terms = new TreeMap<>();
    if (!coefficient.isZero()) {
      terms.put(monomial, coefficient);
    }
    return new Polynomial(terms);
  }

  boolean isZero() {
    return terms.isEmpty();
  }

  boolean isConstant() {
    return terms.isEmpty() || (terms.size() == 1 && terms.firstKey().equals(Monomial.ONE));
  }

  /** Returns the value of a polynomial that {@link #isConstant}. */
  Rational constantValue() {
    return terms.isEmpty() ? Rational.ZERO : terms.firstEntry().getValue();
  }

  Polynomial plus(Polynomial other, Work work) {
    work.spend(other.terms.size());
    NavigableMap<Monomial, Rational> sum = new TreeMap<>(terms);
    other.terms.forEach((monomial, coefficient) -> add(sum, monomial, coefficient));
    return new Polynomial(sum);
  }

  Polynomial times(Rational factor) {
    if (factor.isZero()) {
      return ZERO;
    }
    NavigableMap<Monomial, Rational> product = new TreeMap<>();
    terms.forEach((monomial, coefficient) -> product.put(monomial, coefficient.times(factor)));
    return new Polynomial(product);
  }

  /** Multiplies without using the relations of the generators. */
  Polynomial timesFreely(Polynomial other, Work work) {
    NavigableMap<Monomial, Rational> product = new TreeMap<>();
    for (Map.Entry<Monomial, Rational> left : terms.entrySet()) {
      for (Map.Entry<Monomial, Rational> right : other.terms.entrySet()) {
        work.spend(cost(left.getValue(), right.getValue()));
        add(product, left.getKey().times(right.getKey()), left.getValue().times(right.getValue()));
      }
    }
    return new Polynomial(product);
  }

  private static long cost(Rational left, Rational right) {
    long words = 1L + left.numerator().bitLength() / 64 + left.denominator().bitLength() / 64;
    return 8 + words * (1 + right.numerator().bitLength() / 64);
  }

  /** Returns the largest positive number that leaves whole, coprime coefficients. */
  Rational content() {
    BigInteger numerators = BigInteger.ZERO;
    BigInteger denominators = BigInteger.ONE;
    for (Rational coefficient : terms.values()) {
      numerators = numerators.gcd(coefficient.numerator());
      BigInteger divisor = denominators.gcd(coefficient.denominator());
      denominators = denominators.divide(divisor).multiply(coefficient.denominator());
    }
    return numerators.signum() == 0 ? Rational.ONE : Rational.of(numerators, denominators);
  }

  /** Returns the largest monomial that divides every term. */
  Monomial commonMonomial() {
    Monomial common = null;
    for (Monomial monomial : terms.keySet()) {
      common = common == null ? monomial : common.common(monomial);
    }
    return common == null ? Monomial.ONE : common;
  }

  Polynomial over(Monomial divisor) {
    NavigableMap<Monomial, Rational> quotient = new TreeMap<>();
    terms.forEach((monomial, coefficient) -> quotient.put(monomial.over(divisor), coefficient));
    return new Polynomial(quotient);
  }

  static void add(Map<Monomial, Rational> sum, Monomial monomial, Rational coefficient) {
    Rational before = sum.get(monomial);
    Rational after = before == null ? coefficient : before.plus(coefficient);
    if (after.isZero()) {
      sum.remove(monomial);
    } else {
      sum.put(monomial, after);
    }
  }
}
