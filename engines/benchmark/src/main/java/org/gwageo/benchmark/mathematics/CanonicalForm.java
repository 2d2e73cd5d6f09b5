package org.gwageo.benchmark.mathematics;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.mathematics.Expression.Call;
import org.gwageo.benchmark.mathematics.Expression.Constant;
import org.gwageo.benchmark.mathematics.Expression.Literal;
import org.gwageo.benchmark.mathematics.Expression.Power;
import org.gwageo.benchmark.mathematics.Expression.Product;
import org.gwageo.benchmark.mathematics.Expression.Quotient;
import org.gwageo.benchmark.mathematics.Expression.Root;
import org.gwageo.benchmark.mathematics.Expression.Sum;
import org.gwageo.benchmark.mathematics.Expression.Symbol;

/**
 * Turns expressions into quotients of polynomials over generators.
 *
 * <p>Only identities that hold for every real value of the unknowns are used: the square root of
 * x&sup2; does not become x, and the logarithm of a product is taken apart only where all factors
 * are positive constants. A zero difference of two forms is therefore a proof of equality; a
 * difference that is not zero proves nothing unless {@link #isIndependent} holds.
 */
final class CanonicalForm {

  private static final String E_KEY = "e";

  private final GeneratorField field;
  private final PrimePowers primes;
  private final Trigonometry trigonometry;

  CanonicalForm(Work work) {
    this.field = new GeneratorField(work);
    this.primes = new PrimePowers(field);
    this.trigonometry = new Trigonometry(field, primes);
  }

  GeneratorField field() {
    return field;
  }

  /** Returns the form of {@code expression}. */
  Fraction of(Expression expression) {
    field.work().spend(1);
    return switch (expression) {
      case Literal(Rational value, boolean decimal) -> Fraction.of(value);
      case Symbol(String name) -> Fraction.of(field.generator("$" + name));
      case Constant constant -> constant(constant);
      case Sum(List<Expression> terms) -> {
        Fraction sum = Fraction.ZERO;
        for (Expression term : terms) {
          sum = field.plus(sum, of(term));
        }
        yield sum;
      }
      case Product(List<Expression> factors) -> {
        Fraction product = Fraction.ONE;
        for (Expression factor : factors) {
          product = field.times(product, of(factor));
        }
        yield product;
      }
      case Quotient(Expression dividend, Expression divisor) ->
          field.over(of(dividend), of(divisor));
      case Power(Expression base, Expression exponent) -> power(of(base), of(exponent));
      case Root(Expression radicand, Expression index) -> root(of(radicand), of(index));
      case Call call -> call(call);
    };
  }

  private Fraction constant(Constant constant) {
    return switch (constant) {
      case PI -> Fraction.of(field.generator(Trigonometry.PI_KEY));
      case E -> Fraction.of(field.generator(E_KEY));
      case I -> primes.imaginaryUnit();
      case INFINITY -> throw new ArithmeticException("infinity is no number");
    };
  }

  private Fraction root(Fraction radicand, Fraction index) {
    if (!index.isConstant() || !index.constantValue().isInteger() || index.isZero()) {
      throw new ArithmeticException("a root's index is a whole number");
    }
    return power(radicand, Fraction.of(Rational.ONE.over(index.constantValue())));
  }

  /** Returns {@code base} to the power {@code exponent}. */
  Fraction power(Fraction base, Fraction exponent) {
    if (exponent.isConstant()) {
      Rational constant = exponent.constantValue();
      if (constant.isInteger()) {
        return field.power(base, smallInteger(constant));
      }
      if (!isE(base)) {
        return primes.power(base, constant);
      }
    }
    if (isE(base)) {
      return exponential(E_KEY, exponent);
    }
    if (base.isConstant() && base.constantValue().signum() > 0) {
      Fraction product = Fraction.ONE;
      for (Map.Entry<BigInteger, Integer> factor :
          primes.factors(base.constantValue()).entrySet()) {
        Fraction times = Fraction.of(Rational.of(factor.getValue()));
        product =
            field.times(
                product, exponential(factor.getKey().toString(), field.times(exponent, times)));
      }
      return product;
    }
    return exponential("(" + field.text(base) + ")", exponent);
  }

  private static int smallInteger(Rational value) {
    if (!value.isSmallInteger()) {
      throw new Work.Spent("the exponent " + value + " is too large");
    }
    return value.numerator().intValueExact();
  }

  private boolean isE(Fraction base) {
    return base.equals(Fraction.of(field.generator(E_KEY)));
  }

  /**
   * Returns the power of a base with the generator name {@code key}, each term of the exponent on
   * its own.
   */
  private Fraction exponential(String key, Fraction exponent) {
    if (!exponent.isPolynomial()) {
      return Fraction.of(field.generator(key + "^(" + field.text(exponent) + ")"));
    }
    Fraction product = Fraction.ONE;
    for (Map.Entry<Monomial, Rational> term : exponent.polynomial().terms().entrySet()) {
      product = field.times(product, exponential(key, term.getKey(), term.getValue()));
    }
    return product;
  }

  private Fraction exponential(String key, Monomial monomial, Rational coefficient) {
    if (monomial.equals(Monomial.ONE) && !key.equals(E_KEY) && !key.startsWith("(")) {
      Fraction prime = Fraction.of(Rational.of(new BigInteger(key), BigInteger.ONE));
      return coefficient.isInteger()
          ? field.power(prime, smallInteger(coefficient))
          : primes.power(prime, coefficient);
    }
    Rational unit = Rational.of(BigInteger.ONE, coefficient.denominator());
    boolean plain = monomial.equals(Monomial.ONE) && unit.isOne();
    Fraction inner = Fraction.of(Polynomial.term(monomial, unit));
    Polynomial generator =
        plain ? field.generator(key) : field.generator(key + "^(" + field.text(inner) + ")");
    Rational times = Rational.of(coefficient.numerator(), BigInteger.ONE);
    return field.power(Fraction.of(generator), smallInteger(times));
  }

  private Fraction call(Call call) {
    List<Expression> arguments = call.arguments();
    Expression first = arguments.getFirst();
    return switch (call.function()) {
      case SIN -> trigonometry.sine(of(first));
      case COS -> trigonometry.cosine(of(first));
      case TAN -> field.over(trigonometry.sine(of(first)), trigonometry.cosine(of(first)));
      case COT -> field.over(trigonometry.cosine(of(first)), trigonometry.sine(of(first)));
      case SEC -> field.inverse(trigonometry.cosine(of(first)));
      case CSC -> field.inverse(trigonometry.sine(of(first)));
      case EXP -> power(Fraction.of(field.generator(E_KEY)), of(first));
      case LOG ->
          arguments.size() == 1
              ? logarithm(of(first))
              : field.over(logarithm(of(arguments.get(1))), logarithm(of(first)));
      case ABS -> absolute(of(first));
      case DEGREES ->
          field.times(
              of(first), field.times(constant(Constant.PI), Fraction.of(Rational.of(1, 180))));
      case SINH, COSH, TANH -> hyperbolic(call);
      case FLOOR, CEILING, FACTORIAL, BINOMIAL, GCD, LCM, MAX, MIN, MOD ->
          WholeNumbers.call(call.function(), arguments.stream().map(this::of).toList(), field);
      case ARCSIN, ARCCOS, ARCTAN ->
          Fraction.of(field.generator(call.function() + "(" + field.text(of(first)) + ")"));
    };
  }

  private Fraction hyperbolic(Call call) {
    Fraction argument = of(call.arguments().getFirst());
    Fraction up = exponential(E_KEY, argument);
    Fraction down = field.inverse(up);
    Fraction twiceSine = field.minus(up, down);
    Fraction twiceCosine = field.plus(up, down);
    Fraction half = Fraction.of(Rational.HALF);
    return switch (call.function()) {
      case SINH -> field.times(half, twiceSine);
      case COSH -> field.times(half, twiceCosine);
      default -> field.over(twiceSine, twiceCosine);
    };
  }

  private Fraction absolute(Fraction argument) {
    if (argument.isConstant()) {
      return Fraction.of(argument.constantValue().abs());
    }
    Fraction positive =
        Trigonometry.hasNegativeLead(argument) ? field.minus(Fraction.ZERO, argument) : argument;
    return Fraction.of(field.generator("abs(" + field.text(positive) + ")"));
  }

  private Fraction logarithm(Fraction argument) {
    if (argument.isZero()) {
      throw new ArithmeticException("logarithm of zero");
    }
    if (!argument.isPolynomial() || argument.dividend().terms().size() > 1) {
      return Fraction.of(field.generator("ln(" + field.text(argument) + ")"));
    }
    Map.Entry<Monomial, Rational> term = argument.polynomial().terms().firstEntry();
    if (term.getValue().signum() < 0) {
      return Fraction.of(field.generator("ln(" + field.text(argument) + ")"));
    }
    Fraction sum = primes.logarithm(term.getValue());
    for (int i = 0; i < term.getKey().size(); i++) {
      String key = field.key(term.getKey().generator(i));
      Fraction part = key.equals(E_KEY) ? Fraction.ONE : primes.logarithmOfRoot(key);
      if (part.isZero()) {
        return Fraction.of(field.generator("ln(" + field.text(argument) + ")"));
      }
      sum = field.plus(sum, field.times(part, Fraction.of(Rational.of(term.getKey().exponent(i)))));
    }
    return sum;
  }

  /**
   * Returns whether the difference is a rational number or a polynomial in unknowns alone, so that
   * not being zero proves that the two sides differ.
   */
  boolean isIndependent(Fraction difference) {
    for (Polynomial part : List.of(difference.dividend(), difference.divisor())) {
      for (Monomial monomial : part.terms().keySet()) {
        for (int i = 0; i < monomial.size(); i++) {
          if (!field.key(monomial.generator(i)).startsWith("$")) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
