package org.gwageo.benchmark.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/** A compiled expression; null is Python's {@code None}, {@link Undefined} what does not exist. */
sealed interface Expression {

  @Nullable Object value(Scope scope) throws JinjaException;

  /** A literal. */
  record Constant(@Nullable Object constant) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) {
      return constant;
    }
  }

  /** A name. */
  record Name(String name) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) {
      return scope.get(name);
    }
  }

  /** {@code [a, b]} or {@code (a, b)}. */
  record Elements(List<Expression> elements) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      List<@Nullable Object> values = new ArrayList<>(elements.size());
      for (Expression element : elements) {
        values.add(element.value(scope));
      }
      return values;
    }
  }

  /** <code>{a: b}</code>. */
  record Pairs(List<Expression> keys, List<Expression> values) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        map.put(Operations.defined(keys.get(i).value(scope)), values.get(i).value(scope));
      }
      return map;
    }
  }

  /** {@code object.name}. */
  record Attribute(Expression object, String name) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      return Operations.attribute(Operations.defined(object.value(scope)), name);
    }
  }

  /** {@code object[key]}. */
  record Item(Expression object, Expression key) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      return Operations.item(
          Operations.defined(object.value(scope)), Operations.defined(key.value(scope)));
    }
  }

  /** {@code object[start:stop:step]}. */
  record Slice(
      Expression object,
      @Nullable Expression start,
      @Nullable Expression stop,
      @Nullable Expression step)
      implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      Object sliced = Operations.defined(object.value(scope));
      if (sliced == null) {
        throw new JinjaException("None cannot be sliced");
      }
      try {
        return PythonValue.slice(
            sliced, bound(start, scope), bound(stop, scope), bound(step, scope));
      } catch (PythonException e) {
        throw Operations.failed(e);
      }
    }

    private static @Nullable Long bound(@Nullable Expression expression, Scope scope)
        throws JinjaException {
      Object value = expression == null ? null : expression.value(scope);
      if (value == null || value instanceof Long) {
        return (Long) value;
      }
      throw new JinjaException("a slice is bounded by integers, not " + PythonValue.type(value));
    }
  }

  /** {@code object.method(…)}. */
  record Method(Expression object, String name, Arguments arguments) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      Object on = Operations.defined(object.value(scope));
      return Methods.call(on, name, arguments.in(scope));
    }
  }

  /** {@code range(…)}, {@code dict(…)}, {@code namespace(…)}. */
  record Call(String function, Arguments arguments) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      Arguments.Given given = arguments.in(scope);
      return switch (function) {
        case "range" -> Operations.range(given);
        case "namespace" -> new Namespace(new LinkedHashMap<>(given.named()));
        default -> new LinkedHashMap<>(given.named());
      };
    }
  }

  /** {@code value|filter(…)}. */
  record Filtered(Expression input, Filters.Filter filter, Arguments arguments)
      implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      try {
        return filter.apply(input.value(scope), arguments.in(scope));
      } catch (PythonException e) {
        throw Operations.failed(e);
      }
    }
  }

  /** {@code value is test(…)}. */
  record Tested(Expression input, Conditions.Condition condition, Arguments arguments)
      implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      try {
        return condition.holds(input.value(scope), arguments.in(scope));
      } catch (PythonException e) {
        throw Operations.failed(e);
      }
    }
  }

  /** {@code not a}. */
  record Not(Expression operand) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      return !Operations.truth(operand.value(scope));
    }
  }

  /** {@code a and b}, {@code a or b}: the operand that decides. */
  record Both(Expression left, boolean or, Expression right) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      Object first = left.value(scope);
      return Operations.truth(first) == or ? first : right.value(scope);
    }
  }

  /** {@code a < b <= c} and so on. */
  record Comparison(Expression first, List<String> operators, List<Expression> rest)
      implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      Object left = Operations.defined(first.value(scope));
      for (int i = 0; i < operators.size(); i++) {
        Object right = Operations.defined(rest.get(i).value(scope));
        if (!Operations.compare(operators.get(i), left, right)) {
          return false;
        }
        left = right;
      }
      return true;
    }
  }

  /** {@code a + b} and so on. */
  record Arithmetic(Expression left, String operator, Expression right) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      return Operations.arithmetic(
          Operations.defined(left.value(scope)), operator, Operations.defined(right.value(scope)));
    }
  }

  /** {@code -a}, {@code +a}. */
  record Sign(boolean minus, Expression operand) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      Object value = Operations.defined(operand.value(scope));
      return switch (value) {
        case Long number -> minus ? -number : number;
        case Double number -> minus ? -number : number;
        case Boolean truth -> truth ? (minus ? -1L : 1L) : 0L;
        case null, default -> throw new JinjaException("a sign before " + PythonValue.type(value));
      };
    }
  }

  /** {@code a ~ b}. */
  record Concatenation(List<Expression> parts) implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      var out = new StringBuilder();
      for (Expression part : parts) {
        out.append(Operations.printed(part.value(scope)));
      }
      return out.toString();
    }
  }

  /** {@code a if b else c}. */
  record Choice(Expression condition, Expression then, @Nullable Expression otherwise)
      implements Expression {
    @Override
    public @Nullable Object value(Scope scope) throws JinjaException {
      if (Operations.truth(condition.value(scope))) {
        return then.value(scope);
      }
      return otherwise == null
          ? new Undefined(
              "an inline if without else has no value where its condition is false", true)
          : otherwise.value(scope);
    }
  }
}
