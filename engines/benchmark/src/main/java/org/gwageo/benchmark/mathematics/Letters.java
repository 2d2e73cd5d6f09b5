package org.gwageo.benchmark.mathematics;

import java.util.List;
import org.gwageo.benchmark.mathematics.Expression.Power;
import org.gwageo.benchmark.mathematics.Expression.Product;
import org.gwageo.benchmark.mathematics.Expression.Quotient;
import org.gwageo.benchmark.mathematics.Expression.Symbol;

/** Takes letters that stand for units out of a product or quotient. */
final class Letters {

  private Letters() {}

  /** Returns {@code expression} with 1 for every letter that is a factor or a divisor. */
  static Expression asOne(Expression expression) {
    return switch (expression) {
      case Symbol(String name) -> Expression.number(1);
      case Power(Expression base, Expression exponent) ->
          base instanceof Symbol ? Expression.number(1) : expression;
      case Product(List<Expression> factors) ->
          withoutOnes(factors.stream().map(Letters::asOne).toList());
      case Quotient(Expression dividend, Expression divisor) ->
          divisor instanceof Symbol
              ? asOne(dividend)
              : new Quotient(asOne(dividend), asOne(divisor));
      default -> expression;
    };
  }

  private static Expression withoutOnes(List<Expression> factors) {
    List<Expression> rest =
        factors.stream().filter(factor -> !factor.equals(Expression.number(1))).toList();
    return rest.isEmpty()
        ? Expression.number(1)
        : rest.size() == 1 ? rest.getFirst() : new Product(rest);
  }
}
