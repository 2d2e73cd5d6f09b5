package org.gwageo.benchmark.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/** The arguments of a call as they are written. */
record Arguments(List<Expression> positional, Map<String, Expression> named) {

  static final Arguments NONE = new Arguments(List.of(), Map.of());
  private static final Given NOTHING = new Given(List.of(), Map.of());

  Given in(Scope scope) throws JinjaException {
    if (positional.isEmpty() && named.isEmpty()) {
      return NOTHING;
    }
    List<@Nullable Object> values = new ArrayList<>(positional.size());
    for (Expression expression : positional) {
      values.add(Operations.defined(expression.value(scope)));
    }
    Map<String, @Nullable Object> byName = new LinkedHashMap<>();
    for (Map.Entry<String, Expression> entry : named.entrySet()) {
      byName.put(entry.getKey(), Operations.defined(entry.getValue().value(scope)));
    }
    return new Given(values, byName);
  }

  /** The arguments' values. */
  record Given(List<? extends @Nullable Object> positional, Map<String, @Nullable Object> named) {

    /** Refuses more positional arguments, or other names, than there are parameters. */
    void expect(String function, int least, int most, String... names) throws JinjaException {
      if ((positional.size() < least && named.isEmpty()) || positional.size() > most) {
        throw new JinjaException(
            function
                + "() takes "
                + (least == most ? "" : least + " to ")
                + most
                + " arguments, not "
                + positional.size());
      }
      for (String name : named.keySet()) {
        if (!List.of(names).contains(name)) {
          throw new JinjaException(function + "() has no argument '" + name + "'");
        }
      }
    }

    @Nullable Object get(int position, String name) {
      return position < positional.size() ? positional.get(position) : named.get(name);
    }

    boolean has(int position, String name) {
      return position < positional.size() || named.containsKey(name);
    }

    @Nullable String text(int position, String name) throws JinjaException {
      Object value = get(position, name);
      if (value == null || value instanceof String) {
        return (String) value;
      }
      throw new JinjaException("'" + name + "' is a string, not " + PythonValue.type(value));
    }

    String needText(int position, String name) throws JinjaException {
      String value = text(position, name);
      if (value == null) {
        throw new JinjaException("'" + name + "' is a string, not None");
      }
      return value;
    }

    long whole(int position, String name, long otherwise) throws JinjaException {
      if (!has(position, name)) {
        return otherwise;
      }
      return switch (get(position, name)) {
        case Long number -> number;
        case Boolean truth -> truth ? 1 : 0;
        case null, default ->
            throw new JinjaException(
                "'" + name + "' is an integer, not " + PythonValue.type(get(position, name)));
      };
    }

    boolean flag(int position, String name, boolean otherwise) {
      return has(position, name) ? PythonValue.truth(get(position, name)) : otherwise;
    }
  }
}
