package org.gwageo.benchmark.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template that writes something or sets a name. */
sealed interface Statement {

  void write(Scope scope, StringBuilder out) throws JinjaException;

  /** Text as it stands. */
  record Text(String text) implements Statement {
    @Override
    public void write(Scope scope, StringBuilder out) {
      out.append(text);
    }
  }

  /** <code>{{ expression }}</code>. */
  record Output(Expression expression) implements Statement {
    @Override
    public void write(Scope scope, StringBuilder out) throws JinjaException {
      Object value = expression.value(scope);
      if (value instanceof String text) {
        out.append(text);
      } else {
        out.append(Operations.printed(value));
      }
    }
  }

  /** {@code if}, its {@code elif} being an {@code if} in {@code otherwise}. */
  record If(Expression condition, List<Statement> then, List<Statement> otherwise)
      implements Statement {
    @Override
    public void write(Scope scope, StringBuilder out) throws JinjaException {
      for (Statement statement : Operations.truth(condition.value(scope)) ? then : otherwise) {
        statement.write(scope, out);
      }
    }
  }

  /** {@code for names in list if filter}. */
  record For(
      List<String> names,
      Expression list,
      @Nullable Expression filter,
      List<Statement> body,
      List<Statement> otherwise)
      implements Statement {
    @Override
    public void write(Scope scope, StringBuilder out) throws JinjaException {
      List<?> all = Operations.iterate(list.value(scope));
      if (filter != null) {
        List<@Nullable Object> some = new ArrayList<>();
        for (Object element : all) {
          Scope inner = scope.inner();
          bind(names, element, inner);
          if (Operations.truth(filter.value(inner))) {
            some.add(element);
          }
        }
        all = some;
      }
      for (int i = 0; i < all.size(); i++) {
        Scope inner = scope.inner();
        bind(names, all.get(i), inner);
        inner.set("loop", new Loop(all, i));
        for (Statement statement : body) {
          statement.write(inner, out);
        }
      }
      if (all.isEmpty()) {
        for (Statement statement : otherwise) {
          statement.write(scope, out);
        }
      }
    }
  }

  /** {@code set names = value}. */
  record Set(List<String> names, Expression value) implements Statement {
    @Override
    public void write(Scope scope, StringBuilder out) throws JinjaException {
      bind(names, value.value(scope), scope);
    }
  }

  /** {@code set object.attribute = value} of a {@code namespace()}. */
  record SetAttribute(String object, String attribute, Expression value) implements Statement {
    @Override
    public void write(Scope scope, StringBuilder out) throws JinjaException {
      if (!(scope.get(object) instanceof Namespace namespace)) {
        throw new JinjaException("only the attributes of a namespace() can be set, not " + object);
      }
      namespace.values().put(attribute, value.value(scope));
    }
  }

  /** {@code set name} … {@code endset}. */
  record SetBlock(String name, List<Statement> body) implements Statement {
    @Override
    public void write(Scope scope, StringBuilder out) throws JinjaException {
      var text = new StringBuilder();
      Scope inner = scope.inner();
      for (Statement statement : body) {
        statement.write(inner, text);
      }
      scope.set(name, text.toString());
    }
  }

  private static void bind(List<String> names, @Nullable Object value, Scope scope)
      throws JinjaException {
    if (names.size() == 1) {
      scope.set(names.getFirst(), value);
      return;
    }
    List<?> parts = Operations.iterate(value);
    if (parts.size() != names.size()) {
      throw new JinjaException(
          parts.size() + " values cannot be given to " + names.size() + " names");
    }
    for (int i = 0; i < parts.size(); i++) {
      scope.set(names.get(i), parts.get(i));
    }
  }
}
