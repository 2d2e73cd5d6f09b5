package org.gwageo.benchmark.mathematics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.mathematics.Expression.Constant;
import org.gwageo.benchmark.mathematics.Expression.Function;
import org.gwageo.benchmark.mathematics.Expression.Literal;
import org.gwageo.benchmark.mathematics.Expression.Power;
import org.gwageo.benchmark.mathematics.Expression.Product;
import org.gwageo.benchmark.mathematics.Expression.Quotient;
import org.gwageo.benchmark.mathematics.Expression.Root;
import org.gwageo.benchmark.mathematics.Expression.Sum;
import org.gwageo.benchmark.mathematics.Expression.Symbol;

/**
 * Reads one scalar expression from tokens, by recursive descent of bounded depth.
 *
 * <pre>
 * sum     = ["+"|"-"] product {("+"|"-") product}
 * product = power {["*"|"/"] power}              two things side by side are a product
 * power   = ["-"] primary {"!"} ["^" exponent]
 * primary = number | mixed number | name | constant | "(" sum ")" | "|" sum "|"
 *         | \frac a b | \sqrt[n] a | \binom n k | function argument
 * </pre>
 */
final class ExpressionParser {

  private static final int DEEPEST = 80;

  private final List<Token> tokens;
  private int at;
  private int depth;
  private int bars;

  ExpressionParser(List<Token> tokens) {
    this.tokens = new ArrayList<>(tokens);
    if (tokens.isEmpty() || tokens.getLast().kind() != Token.Kind.END) {
      this.tokens.add(new Token(Token.Kind.END, "", null, Integer.MAX_VALUE));
    }
  }

  /** Returns the tokens after the expression, without the END token. */
  List<Token> rest() {
    return tokens.subList(at, tokens.size() - 1);
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  private boolean take(String sign) {
    if (peek().is(sign)) {
      at++;
      return true;
    }
    return false;
  }

  private void need(String sign) throws UnreadableMath {
    if (!take(sign)) {
      throw new UnreadableMath("'" + sign + "' is missing before '" + peek().text() + "'");
    }
  }

  private void enter() throws UnreadableMath {
    if (++depth > DEEPEST) {
      throw new UnreadableMath("nested more than " + DEEPEST + " deep");
    }
  }

  /** Reads a sum. */
  Expression sum() throws UnreadableMath {
    enter();
    List<Expression> terms = new ArrayList<>();
    boolean negative = false;
    while (peek().is("+") || peek().is("-")) {
      negative ^= next().is("-");
    }
    Expression first = product();
    terms.add(negative ? Expression.negate(first) : first);
    while (peek().is("+") || peek().is("-")) {
      boolean minus = next().is("-");
      Expression term = product();
      terms.add(minus ? Expression.negate(term) : term);
    }
    depth--;
    return terms.size() == 1 ? terms.getFirst() : new Sum(terms);
  }

  private Expression product() throws UnreadableMath {
    Expression product = power();
    for (; ; ) {
      if (take("*")) {
        product = times(product, signedPower());
      } else if (take("/")) {
        product = new Quotient(product, signedPower());
      } else if (startsFactor()) {
        product = times(product, power());
      } else {
        return product;
      }
    }
  }

  private static Expression times(Expression left, Expression right) {
    if (left instanceof Product(List<Expression> factors)) {
      List<Expression> all = new ArrayList<>(factors);
      all.add(right);
      return new Product(all);
    }
    return new Product(List.of(left, right));
  }

  private boolean startsFactor() {
    Token token = peek();
    return switch (token.kind()) {
      case NAME -> true;
      case COMMAND -> !Vocabulary.CLOSING.contains(token.text());
      case SIGN -> token.is("(") || token.is("{") || token.is("[") || (token.is("|") && bars == 0);
      case NUMBER, WORD, END -> false;
    };
  }

  private Expression signedPower() throws UnreadableMath {
    boolean negative = false;
    while (peek().is("+") || peek().is("-")) {
      negative ^= next().is("-");
    }
    Expression power = power();
    return negative ? Expression.negate(power) : power;
  }

  private Expression power() throws UnreadableMath {
    enter();
    Expression base = primary();
    for (; ; ) {
      if (take("!")) {
        base = Expression.call(Function.FACTORIAL, base);
      } else if (peek().is("^")) {
        next();
        base = raised(base);
      } else {
        depth--;
        return base;
      }
    }
  }

  private Expression raised(Expression base) throws UnreadableMath {
    if (takeCircle()) {
      return Expression.call(Function.DEGREES, base);
    }
    return new Power(base, exponent());
  }

  /** Takes a degree sign, with or without braces. */
  private boolean takeCircle() {
    if (peek().isCommand("circ")) {
      at++;
      return true;
    }
    if (peek().is("{")
        && at + 2 < tokens.size()
        && tokens.get(at + 1).isCommand("circ")
        && tokens.get(at + 2).is("}")) {
      at += 3;
      return true;
    }
    return false;
  }

  private Expression exponent() throws UnreadableMath {
    enter();
    boolean negative = take("-");
    Expression exponent = primary();
    if (peek().is("^")) {
      next();
      exponent = raised(exponent);
    }
    depth--;
    return negative ? Expression.negate(exponent) : exponent;
  }

  private Expression primary() throws UnreadableMath {
    Token token = next();
    return switch (token.kind()) {
      case NUMBER -> number(token);
      case NAME -> name(token.text());
      case COMMAND -> command(token.text());
      case SIGN -> group(token);
      case WORD, END -> throw new UnreadableMath("no expression at '" + token.text() + "'");
    };
  }

  private Expression group(Token token) throws UnreadableMath {
    if (token.is("|")) {
      bars++;
      Expression inner = sum();
      bars--;
      need("|");
      return Expression.call(Function.ABS, inner);
    }
    String close = token.is("(") ? ")" : token.is("{") ? "}" : token.is("[") ? "]" : "";
    if (close.isEmpty()) {
      throw new UnreadableMath("no expression at '" + token.text() + "'");
    }
    int outside = bars;
    bars = 0;
    Expression inner = sum();
    bars = outside;
    need(close);
    return inner;
  }

  private static Expression name(String name) {
    return switch (name) {
      case "e" -> Constant.E;
      case "i" -> Constant.I;
      default -> new Symbol(name);
    };
  }

  /** Reads a number, together with a fraction that makes it a mixed number. */
  private Expression number(Token token) throws UnreadableMath {
    Rational value = value(token);
    boolean decimal = token.text().indexOf('.') >= 0;
    Expression number = new Literal(value, decimal);
    if (decimal || !value.isInteger()) {
      return number;
    }
    if (peek().isCommand("frac")) {
      int before = at;
      next();
      Expression above = argument();
      Expression below = argument();
      if (above instanceof Literal(Rational n, boolean d)
          && below instanceof Literal(Rational m, boolean f)
          && m.signum() > 0) {
        return new Sum(List.of(number, new Quotient(above, below)));
      }
      at = before;
    }
    if (peek().kind() == Token.Kind.NUMBER
        && at + 2 < tokens.size()
        && tokens.get(at + 1).is("/")
        && tokens.get(at + 2).kind() == Token.Kind.NUMBER) {
      Rational above = value(next());
      next();
      Rational below = value(next());
      return new Sum(
          List.of(number, new Quotient(new Literal(above, false), new Literal(below, false))));
    }
    return number;
  }

  private static Rational value(Token token) throws UnreadableMath {
    Rational value = token.value();
    if (value == null) {
      throw new UnreadableMath("no number at '" + token.text() + "'");
    }
    return value;
  }

  private Expression command(String name) throws UnreadableMath {
    Function function = Vocabulary.FUNCTIONS.get(name);
    if (function != null) {
      return function(function);
    }
    if (Vocabulary.GREEK.contains(name)) {
      return new Symbol("\\" + name + greekSubscript());
    }
    if (Vocabulary.DRESSINGS.contains(name)) {
      return argument();
    }
    return switch (name) {
      case "pi" -> Constant.PI;
      case "infty" -> Constant.INFINITY;
      case "imath" -> Constant.I;
      case "frac", "dfrac", "tfrac", "cfrac" -> {
        Expression above = argument();
        yield new Quotient(above, argument());
      }
      case "sqrt" -> root();
      case "rootof" -> new Root(power(), Expression.number(2));
      case "cbrt" -> new Root(argument(), Expression.number(3));
      case "binom", "dbinom", "tbinom" -> {
        Expression above = argument();
        yield new Expression.Call(Function.BINOMIAL, List.of(above, argument()));
      }
      case "lfloor" -> closed(Function.FLOOR, "rfloor");
      case "lceil" -> closed(Function.CEILING, "rceil");
      default -> throw new UnreadableMath("\\" + name + " is not read");
    };
  }

  private String greekSubscript() throws UnreadableMath {
    if (!take("_")) {
      return "";
    }
    Token token = next();
    if (!token.is("{")) {
      return "_" + token.text();
    }
    StringBuilder subscript = new StringBuilder("_");
    while (!peek().is("}")) {
      if (peek().kind() == Token.Kind.END) {
        throw new UnreadableMath("a brace is never closed");
      }
      subscript.append(next().text());
    }
    next();
    return subscript.toString();
  }

  private Expression closed(Function function, String close) throws UnreadableMath {
    Expression inner = sum();
    if (!next().isCommand(close)) {
      throw new UnreadableMath("\\" + close + " is missing");
    }
    return Expression.call(function, inner);
  }

  private Expression root() throws UnreadableMath {
    Expression index = Expression.number(2);
    if (take("[")) {
      index = sum();
      need("]");
    }
    return new Root(argument(), index);
  }

  /** Reads one argument as TeX does: a group, or a single digit, letter or command. */
  private Expression argument() throws UnreadableMath {
    enter();
    Token token = peek();
    Expression argument;
    if (token.kind() == Token.Kind.NUMBER
        && token.text().length() > 1
        && token.text().chars().allMatch(c -> c >= '0' && c <= '9')) {
      String digits = token.text();
      Rational rest = Rational.of(new BigInteger(digits.substring(1)), BigInteger.ONE);
      tokens.set(at, new Token(Token.Kind.NUMBER, digits.substring(1), rest, token.start() + 1));
      argument = Expression.number(digits.charAt(0) - '0');
    } else {
      argument = primary();
    }
    depth--;
    return argument;
  }

  private Expression function(Function function) throws UnreadableMath {
    enter();
    List<Expression> arguments = new ArrayList<>();
    if (take("_")) {
      arguments.add(argument());
    }
    Expression exponent = null;
    if (peek().is("^") && !(at + 1 < tokens.size() && tokens.get(at + 1).isCommand("circ"))) {
      next();
      exponent = exponent();
    }
    Function called = function;
    Function inverse = Vocabulary.INVERSES.get(function);
    if (inverse != null
        && exponent instanceof Literal(Rational value, boolean decimal)
        && value.equals(Rational.of(-1))) {
      called = inverse;
      exponent = null;
    }
    functionArguments(arguments);
    Expression call = new Expression.Call(called, arguments);
    depth--;
    return exponent == null ? call : new Power(call, exponent);
  }

  private void functionArguments(List<Expression> arguments) throws UnreadableMath {
    if (take("(")) {
      int outside = bars;
      bars = 0;
      arguments.add(sum());
      while (take(",")) {
        arguments.add(sum());
      }
      bars = outside;
      need(")");
      return;
    }
    if (peek().is("{")) {
      // In ln{8}^2 the power belongs to the logarithm.
      arguments.add(argument());
      return;
    }
    boolean negative = take("-");
    Expression argument = power();
    while (startsPlainFactor()) {
      argument = times(argument, power());
    }
    arguments.add(negative ? Expression.negate(argument) : argument);
  }

  /** A function's argument without brackets ends before the next function or bracket. */
  private boolean startsPlainFactor() {
    Token token = peek();
    return token.kind() == Token.Kind.NAME
        || (token.kind() == Token.Kind.COMMAND
            && !Vocabulary.FUNCTIONS.containsKey(token.text())
            && (token.text().equals("pi") || Vocabulary.GREEK.contains(token.text())));
  }
}
