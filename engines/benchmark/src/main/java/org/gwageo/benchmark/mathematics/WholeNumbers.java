package org.gwageo.benchmark.mathematics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.benchmark.mathematics.Expression.Function;

/** Functions of number theory and combinatorics, at rational arguments. */
final class WholeNumbers {

  private static final int LARGEST_FACTORIAL = 2_000;

  private WholeNumbers() {}

  /** Returns the value at constants, or a generator that stands for the call. */
  static Fraction call(Function function, List<Fraction> arguments, GeneratorField field) {
    if (!arguments.stream().allMatch(Fraction::isConstant)) {
      StringBuilder key = new StringBuilder(function.name().toLowerCase(Locale.ROOT));
      arguments.forEach(argument -> key.append(',').append(field.text(argument)));
      return Fraction.of(field.generator(key.toString()));
    }
    List<Rational> values = new ArrayList<>();
    arguments.forEach(argument -> values.add(argument.constantValue()));
    field.work().spend(5_000);
    return Fraction.of(value(function, values));
  }

  /**
   * Returns the value of {@code function}.
   *
   * @throws ArithmeticException where it is not defined
   */
  static Rational value(Function function, List<Rational> values) {
    Rational first = values.getFirst();
    return switch (function) {
      case FLOOR -> whole(first.floor());
      case CEILING -> whole(first.negate().floor().negate());
      case FACTORIAL -> whole(factorial(integer(first)));
      case BINOMIAL -> whole(binomial(integer(first), integer(values.get(1))));
      case GCD, LCM -> common(function, values);
      case MAX, MIN -> {
        Rational best = first;
        for (Rational value : values) {
          boolean better =
              function == Function.MAX ? value.compareTo(best) > 0 : value.compareTo(best) < 0;
          best = better ? value : best;
        }
        yield best;
      }
      case MOD -> {
        Rational modulus = values.get(1);
        yield first.minus(modulus.times(whole(first.over(modulus).floor())));
      }
      default -> throw new ArithmeticException(function + " is no function of whole numbers");
    };
  }

  private static Rational whole(BigInteger value) {
    return Rational.of(value, BigInteger.ONE);
  }

  private static int integer(Rational value) {
    if (!value.isSmallInteger()) {
      throw new ArithmeticException(value + " is no small whole number");
    }
    return value.numerator().intValueExact();
  }

  private static BigInteger factorial(int n) {
    if (n < 0 || n > LARGEST_FACTORIAL) {
      throw new ArithmeticException(
          "the factorial of " + n + " is outside 0 to " + LARGEST_FACTORIAL);
    }
    BigInteger product = BigInteger.ONE;
    for (int i = 2; i <= n; i++) {
      product = product.multiply(BigInteger.valueOf(i));
    }
    return product;
  }

  private static BigInteger binomial(int n, int k) {
    if (n < 0 || n > 20_000) {
      throw new ArithmeticException("the binomial of " + n + " is outside 0 to 20000");
    }
    if (k < 0 || k > n) {
      return BigInteger.ZERO;
    }
    int steps = Math.min(k, n - k);
    if (steps > LARGEST_FACTORIAL) {
      throw new ArithmeticException("the binomial takes more than " + LARGEST_FACTORIAL + " steps");
    }
    BigInteger product = BigInteger.ONE;
    for (int i = 1; i <= steps; i++) {
      product = product.multiply(BigInteger.valueOf(n - steps + i)).divide(BigInteger.valueOf(i));
    }
    return product;
  }

  private static Rational common(Function function, List<Rational> values) {
    BigInteger result = values.getFirst().numerator().abs();
    for (Rational value : values) {
      if (!value.isInteger()) {
        throw new ArithmeticException(value + " is no whole number");
      }
      BigInteger divisor = result.gcd(value.numerator());
      result =
          function == Function.GCD
              ? divisor
              : divisor.signum() == 0
                  ? BigInteger.ZERO
                  : result.divide(divisor).multiply(value.numerator().abs());
    }
    return whole(result);
  }
}
