package org.gwageo.benchmark.mathematics;

import java.util.List;
import org.gwageo.benchmark.mathematics.Answer.Scalar;
import org.gwageo.benchmark.mathematics.Expression.Literal;

/**
 * Reads the units behind a number: {@code 5 cm^2}, {@code 60 km/h}, {@code 1시간 30분}, {@code 20%}.
 */
final class Quantities {

  private Quantities() {}

  /**
   * Returns {@code value} with the unit that {@code rest} names.
   *
   * @throws UnreadableMath if {@code rest} is no unit
   */
  static Scalar read(Expression value, List<Token> rest) throws UnreadableMath {
    int at = 0;
    StringBuilder words = new StringBuilder();
    int exponent = 1;
    while (at < rest.size() && rest.get(at).kind() != Token.Kind.NUMBER) {
      Token token = rest.get(at);
      if (token.is("^")) {
        int[] raised = exponent(rest, at);
        exponent = raised[0];
        at = raised[1];
        continue;
      }
      boolean word = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NAME;
      if (!word && !token.is("/") && !token.is("(") && !token.is(")") && !token.is(".")) {
        throw new UnreadableMath("'" + token.text() + "' is no unit");
      }
      boolean bracket = token.is("(") || token.is(")") || token.is(".");
      words.append(bracket ? "" : token.is("/") ? "/" : " " + token.text());
      at++;
    }
    String name = words.toString().replace("/ ", "/").strip();
    if (name.isEmpty()) {
      throw new UnreadableMath("'" + rest.getFirst().text() + "' is no unit");
    }
    Unit unit = Unit.of(name).power(exponent);
    if (at == rest.size()) {
      return new Scalar(value, unit);
    }
    return joined(value, unit, new ExpressionParser(rest.subList(at, rest.size())));
  }

  /** Adds a smaller part in another unit of the same kind. */
  private static Scalar joined(Expression value, Unit unit, ExpressionParser parser)
      throws UnreadableMath {
    Expression next = parser.sum();
    if (parser.rest().isEmpty()) {
      throw new UnreadableMath("two numbers stand side by side");
    }
    Scalar smaller = read(next, parser.rest());
    Unit part = smaller.unit();
    if (part == null || unit.isCounter() || !part.dimension().equals(unit.dimension())) {
      throw new UnreadableMath("two quantities stand side by side");
    }
    Expression ratio = new Literal(part.factor().over(unit.factor()), false);
    Expression added = new Expression.Product(List.of(ratio, smaller.value()));
    return new Scalar(new Expression.Sum(List.of(value, added)), unit);
  }

  /** Returns the exponent that starts at {@code at} and where it ends. */
  private static int[] exponent(List<Token> rest, int at) throws UnreadableMath {
    boolean braced = at + 1 < rest.size() && rest.get(at + 1).is("{");
    int number = braced ? at + 2 : at + 1;
    if (number < rest.size()) {
      Rational value = rest.get(number).value();
      if (value != null && (value.equals(Rational.of(2)) || value.equals(Rational.of(3)))) {
        return new int[] {value.numerator().intValueExact(), braced ? number + 2 : number + 1};
      }
    }
    throw new UnreadableMath("a unit's exponent is 2 or 3");
  }
}
