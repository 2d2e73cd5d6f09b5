package org.gwageo.benchmark.mathematics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The generators of one comparison and the arithmetic over them.
 *
 * <p>A generator stands for something that is not a rational number: an unknown, &pi;, the square
 * root of 2, {@code cos(x)}. Some have a relation that lowers powers: i&sup2; = -1, the cube of a
 * cube root, sin&sup2; = 1 - cos&sup2;. Both sides of a comparison share one field, so that the
 * same thing is the same generator.
 */
final class GeneratorField {

  /** What is known of a generator. */
  private record Generator(String key, int degree, @Nullable Polynomial relation) {}

  private static final int MOST_TERMS = 3_000;

  private final Work work;
  private final List<Generator> generators = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  GeneratorField(Work work) {
    this.work = work;
  }

  Work work() {
    return work;
  }

  /** Returns the generator called {@code key}, which has no relation. */
  Polynomial generator(String key) {
    return Polynomial.term(Monomial.of(number(key, 0, null), 1), Rational.ONE);
  }

  /**
   * Returns the generator called {@code key}, whose {@code degree}-th power is {@code relation}.
   */
  Polynomial generator(String key, int degree, Polynomial relation) {
    return Polynomial.term(Monomial.of(number(key, degree, relation), 1), Rational.ONE);
  }

  private int number(String key, int degree, @Nullable Polynomial relation) {
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    generators.add(new Generator(key, degree, relation));
    numbers.put(key, generators.size() - 1);
    return generators.size() - 1;
  }

  /** Returns the name of a generator. */
  String key(int number) {
    return generators.get(number).key();
  }

  Fraction plus(Fraction left, Fraction right) {
    if (left.divisor().equals(right.divisor())) {
      return quotient(left.dividend().plus(right.dividend(), work), left.divisor());
    }
    return quotient(
        times(left.dividend(), right.divisor()).plus(times(right.dividend(), left.divisor()), work),
        times(left.divisor(), right.divisor()));
  }

  /** Makes a fraction, whose normal form takes work in proportion to its terms. */
  private Fraction quotient(Polynomial dividend, Polynomial divisor) {
    int terms = dividend.terms().size() + divisor.terms().size();
    if (terms > MOST_TERMS) {
      throw new Work.Spent("a form has more than " + MOST_TERMS + " terms");
    }
    work.spend(20L * terms);
    return Fraction.of(dividend, divisor);
  }

  Fraction minus(Fraction left, Fraction right) {
    return plus(left, times(right, Fraction.of(Rational.of(-1))));
  }

  Fraction times(Fraction left, Fraction right) {
    return quotient(
        times(left.dividend(), right.dividend()), times(left.divisor(), right.divisor()));
  }

  Fraction over(Fraction left, Fraction right) {
    return times(left, inverse(right));
  }

  Fraction inverse(Fraction fraction) {
    return Fraction.of(fraction.divisor(), fraction.dividend());
  }

  Fraction power(Fraction base, int exponent) {
    if (base.isConstant() && !(base.isZero() && exponent < 0)) {
      return Fraction.of(base.constantValue().power(exponent));
    }
    if (Math.abs(exponent) > 400) {
      throw new Work.Spent("the power " + exponent + " is above 400");
    }
    Fraction factor = exponent < 0 ? inverse(base) : base;
    Fraction power = Fraction.ONE;
    for (int i = 0; i < Math.abs(exponent); i++) {
      power = times(power, factor);
    }
    return power;
  }

  /** Multiplies and lowers powers by the generators' relations. */
  Polynomial times(Polynomial left, Polynomial right) {
    if (left.isConstant()) {
      return right.times(left.constantValue());
    }
    if (right.isConstant()) {
      return left.times(right.constantValue());
    }
    return reduced(left.timesFreely(right, work));
  }

  private Polynomial reduced(Polynomial polynomial) {
    Polynomial open = polynomial;
    for (; ; ) {
      int reducible = reducible(open);
      if (reducible < 0) {
        return open;
      }
      open = lowered(open, reducible);
    }
  }

  /** Returns a generator that has a power its relation lowers, or -1. */
  private int reducible(Polynomial polynomial) {
    int found = -1;
    for (Monomial monomial : polynomial.terms().keySet()) {
      work.spend(monomial.size());
      for (int i = 0; i < monomial.size(); i++) {
        int degree = generators.get(monomial.generator(i)).degree();
        if (degree > 0 && monomial.exponent(i) >= degree) {
          // The youngest first: its relation holds older generators only.
          found = Math.max(found, monomial.generator(i));
        }
      }
    }
    return found;
  }

  private Polynomial lowered(Polynomial polynomial, int number) {
    Generator generator = generators.get(number);
    Polynomial relation = generator.relation();
    if (relation == null) {
      throw new IllegalStateException(generator.key() + " has no relation");
    }
    Polynomial sum = Polynomial.ZERO;
    for (Map.Entry<Monomial, Rational> term : polynomial.terms().entrySet()) {
      Monomial monomial = term.getKey();
      int exponent = monomial.exponentOf(number);
      Polynomial part = Polynomial.term(monomial, term.getValue());
      if (exponent >= generator.degree()) {
        int times = exponent / generator.degree();
        Monomial rest = monomial.over(Monomial.of(number, times * generator.degree()));
        part = Polynomial.term(rest, term.getValue());
        for (int i = 0; i < times; i++) {
          part = part.timesFreely(relation, work);
        }
      }
      sum = sum.plus(part, work);
    }
    return sum;
  }

  /** Returns a writing of {@code fraction} that is the same whenever the fraction is. */
  String text(Fraction fraction) {
    return fraction.divisor().equals(Polynomial.ONE)
        ? text(fraction.dividend())
        : "(" + text(fraction.dividend()) + ")/(" + text(fraction.divisor()) + ")";
  }

  private String text(Polynomial polynomial) {
    StringBuilder text = new StringBuilder();
    polynomial
        .terms()
        .forEach(
            (monomial, coefficient) -> {
              text.append(text.isEmpty() ? "" : "+").append(coefficient);
              for (int i = 0; i < monomial.size(); i++) {
                text.append('*').append(key(monomial.generator(i)));
                text.append('^').append(monomial.exponent(i));
              }
            });
    work.spend(text.length());
    if (text.length() > 20_000) {
      throw new Work.Spent("an inner expression is longer than 20000 characters");
    }
    return text.isEmpty() ? "0" : text.toString();
  }
}
