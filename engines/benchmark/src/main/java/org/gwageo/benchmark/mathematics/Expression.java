package org.gwageo.benchmark.mathematics;

import java.util.List;
import java.util.Set;

/** A scalar expression as it was written. Trees are at most 80 levels deep. */
sealed interface Expression {

  /** A number; {@code decimal} when it was written with a decimal point. */
  record Literal(Rational value, boolean decimal) implements Expression {}

  /** A named unknown such as {@code x}, {@code x_1} or {@code \alpha}. */
  record Symbol(String name) implements Expression {}

  /** A constant with a name. */
  enum Constant implements Expression {
    PI,
    E,
    I,
    INFINITY
  }

  /** The sum of its terms. */
  record Sum(List<Expression> terms) implements Expression {}

  /** The product of its factors. */
  record Product(List<Expression> factors) implements Expression {}

  /** A quotient. */
  record Quotient(Expression dividend, Expression divisor) implements Expression {}

  /** A power. */
  record Power(Expression base, Expression exponent) implements Expression {}

  /** A root; an odd root of a negative number is the real one. */
  record Root(Expression radicand, Expression index) implements Expression {}

  /** A named function of its arguments. */
  record Call(Function function, List<Expression> arguments) implements Expression {}

  /** The functions that expressions may use. */
  enum Function {
    SIN,
    COS,
    TAN,
    COT,
    SEC,
    CSC,
    ARCSIN,
    ARCCOS,
    ARCTAN,
    SINH,
    COSH,
    TANH,
    EXP,
    /** The logarithm; of two arguments the first is the base. */
    LOG,
    ABS,
    FLOOR,
    CEILING,
    FACTORIAL,
    BINOMIAL,
    GCD,
    LCM,
    MAX,
    MIN,
    MOD,
    /** An angle in degrees, in radians. */
    DEGREES
  }

  static Expression number(long value) {
    return new Literal(Rational.of(value), false);
  }

  static Expression negate(Expression expression) {
    if (expression instanceof Literal(Rational value, boolean decimal)) {
      return new Literal(value.negate(), decimal);
    }
    return new Product(List.of(number(-1), expression));
  }

  static Expression call(Function function, Expression argument) {
    return new Call(function, List.of(argument));
  }

  static Expression minus(Expression left, Expression right) {
    return new Sum(List.of(left, negate(right)));
  }

  /** Adds the names of all unknowns in {@code expression} to {@code names}. */
  static void collectSymbols(Expression expression, Set<String> names) {
    switch (expression) {
      case Literal literal -> {}
      case Constant constant -> {}
      case Symbol(String name) -> names.add(name);
      case Sum(List<Expression> terms) -> terms.forEach(term -> collectSymbols(term, names));
      case Product(List<Expression> factors) ->
          factors.forEach(factor -> collectSymbols(factor, names));
      case Quotient(Expression dividend, Expression divisor) -> {
        collectSymbols(dividend, names);
        collectSymbols(divisor, names);
      }
      case Power(Expression base, Expression exponent) -> {
        collectSymbols(base, names);
        collectSymbols(exponent, names);
      }
      case Root(Expression radicand, Expression index) -> {
        collectSymbols(radicand, names);
        collectSymbols(index, names);
      }
      case Call(Function function, List<Expression> arguments) ->
          arguments.forEach(argument -> collectSymbols(argument, names));
    }
  }

  /** Returns the sign of the infinity that {@code expression} is, or 0. */
  static int infinity(Expression expression) {
    return switch (expression) {
      case Constant constant -> constant == Constant.INFINITY ? 1 : 0;
      case Product(List<Expression> factors) -> {
        int sign = 1;
        boolean infinite = false;
        for (Expression factor : factors) {
          if (factor instanceof Literal(Rational value, boolean decimal)) {
            sign *= value.signum();
          } else {
            infinite |= infinity(factor) != 0;
            sign *= infinity(factor) < 0 ? -1 : 1;
          }
        }
        yield infinite ? sign : 0;
      }
      default -> 0;
    };
  }
}
