package org.gwageo.benchmark.mathematics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.mathematics.Expression.Call;
import org.gwageo.benchmark.mathematics.Expression.Constant;
import org.gwageo.benchmark.mathematics.Expression.Function;
import org.gwageo.benchmark.mathematics.Expression.Literal;
import org.gwageo.benchmark.mathematics.Expression.Power;
import org.gwageo.benchmark.mathematics.Expression.Product;
import org.gwageo.benchmark.mathematics.Expression.Quotient;
import org.gwageo.benchmark.mathematics.Expression.Root;
import org.gwageo.benchmark.mathematics.Expression.Sum;
import org.gwageo.benchmark.mathematics.Expression.Symbol;

/** Values of expressions at a point, to about 60 digits. */
final class Evaluation {

  private static final long ARITHMETIC = 20;
  private static final long TRANSCENDENTAL = 4_000;
  private static final BigDecimal NEARLY_WHOLE = new BigDecimal("1e-40");

  private final Map<String, Rational> point;
  private final Work work;

  /** Values at {@code point}, which gives every unknown a value. */
  Evaluation(Map<String, Rational> point, Work work) {
    this.point = point;
    this.work = work;
  }

  /**
   * Returns the value of {@code expression}.
   *
   * @throws ArithmeticException where it has none, such as at a pole
   */
  Complex of(Expression expression) {
    work.spend(ARITHMETIC);
    return switch (expression) {
      case Literal(Rational value, boolean decimal) -> Complex.of(value);
      case Symbol(String name) -> symbol(name);
      case Constant constant -> constant(constant);
      case Sum(List<Expression> terms) -> {
        Complex sum = Complex.ZERO;
        for (Expression term : terms) {
          sum = sum.plus(of(term));
        }
        yield sum;
      }
      case Product(List<Expression> factors) -> {
        Complex product = Complex.ONE;
        for (Expression factor : factors) {
          product = product.times(of(factor));
        }
        yield product;
      }
      case Quotient(Expression dividend, Expression divisor) -> of(dividend).over(of(divisor));
      case Power(Expression base, Expression exponent) -> power(base, exponent);
      case Root(Expression radicand, Expression index) -> root(of(radicand), of(index));
      case Call call -> call(call);
    };
  }

  private Complex symbol(String name) {
    Rational value = point.get(name);
    if (value == null) {
      throw new ArithmeticException("no value for " + name);
    }
    return Complex.of(value);
  }

  private static Complex constant(Constant constant) {
    return switch (constant) {
      case PI -> Complex.of(Elementary.PI.round(Elementary.PRECISION));
      case E -> Complex.ONE.exp();
      case I -> Complex.I;
      case INFINITY -> throw new ArithmeticException("infinity is no number");
    };
  }

  private Complex power(Expression base, Expression exponent) {
    if (exponent instanceof Literal(Rational value, boolean decimal)
        && !value.isInteger()
        && value.denominator().testBit(0)) {
      Rational inverse = Rational.of(value.denominator(), BigInteger.ONE);
      Complex root = root(of(base), Complex.of(inverse));
      return root.power(Complex.of(Rational.of(value.numerator(), BigInteger.ONE)));
    }
    work.spend(TRANSCENDENTAL);
    return of(base).power(of(exponent));
  }

  private Complex root(Complex radicand, Complex index) {
    work.spend(TRANSCENDENTAL);
    if (index.equals(Complex.of(Rational.of(2)))) {
      return radicand.sqrt();
    }
    BigDecimal degree = index.real().stripTrailingZeros();
    boolean odd = index.isReal() && degree.scale() <= 0 && degree.toBigInteger().testBit(0);
    if (odd && radicand.isReal() && radicand.real().signum() < 0) {
      return radicand.negate().power(Complex.ONE.over(index)).negate();
    }
    return radicand.power(Complex.ONE.over(index));
  }

  private Complex call(Call call) {
    work.spend(TRANSCENDENTAL);
    List<Complex> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      arguments.add(of(argument));
    }
    Complex first = arguments.getFirst();
    return switch (call.function()) {
      case SIN -> first.sin();
      case COS -> first.cos();
      case TAN -> first.sin().over(first.cos());
      case COT -> first.cos().over(first.sin());
      case SEC -> Complex.ONE.over(first.cos());
      case CSC -> Complex.ONE.over(first.sin());
      case ARCSIN -> first.arcsin();
      case ARCCOS -> constant(Constant.PI).over(Complex.of(Rational.of(2))).minus(first.arcsin());
      case ARCTAN -> first.arctan();
      case SINH, COSH, TANH -> hyperbolic(call.function(), first);
      case EXP -> first.exp();
      case LOG -> arguments.size() == 1 ? first.log() : arguments.get(1).log().over(first.log());
      case ABS -> Complex.of(first.size());
      case DEGREES -> first.times(constant(Constant.PI)).over(Complex.of(Rational.of(180)));
      case FLOOR, CEILING, FACTORIAL, BINOMIAL, GCD, LCM, MAX, MIN, MOD ->
          Complex.of(
              WholeNumbers.value(
                  call.function(), arguments.stream().map(Evaluation::rational).toList()));
    };
  }

  private static Complex hyperbolic(Function function, Complex argument) {
    Complex up = argument.exp();
    Complex down = Complex.ONE.over(up);
    Complex two = Complex.of(Rational.of(2));
    return switch (function) {
      case SINH -> up.minus(down).over(two);
      case COSH -> up.plus(down).over(two);
      default -> up.minus(down).over(up.plus(down));
    };
  }

  /** Returns the real value, which is whole where it is within 1e-40 of a whole number. */
  private static Rational rational(Complex value) {
    if (!value.isReal()) {
      throw new ArithmeticException("a function of real numbers has a complex argument");
    }
    BigDecimal whole = value.real().setScale(0, RoundingMode.HALF_EVEN);
    boolean near = value.real().subtract(whole).abs().compareTo(NEARLY_WHOLE) < 0;
    return Rational.of(near ? whole : value.real());
  }
}
