package org.gwageo.benchmark.jinja;

import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.jinja.Arguments.Given;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonText;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/** Jinja's tests: what may stand after {@code is}. */
final class Conditions {

  /** One test. */
  @FunctionalInterface
  interface Condition {
    boolean holds(@Nullable Object value, Given given) throws JinjaException, PythonException;
  }

  private static final Map<String, Condition> ALL =
      Map.ofEntries(
          Map.entry("defined", (v, a) -> !(v instanceof Undefined)),
          Map.entry("undefined", (v, a) -> v instanceof Undefined),
          Map.entry("none", (v, a) -> v == null),
          Map.entry("string", (v, a) -> v instanceof String),
          Map.entry("number", (v, a) -> v instanceof Number || v instanceof Boolean),
          Map.entry("integer", (v, a) -> v instanceof Long),
          Map.entry("float", (v, a) -> v instanceof Double),
          Map.entry("boolean", (v, a) -> v instanceof Boolean),
          Map.entry("true", (v, a) -> Boolean.TRUE.equals(v)),
          Map.entry("false", (v, a) -> Boolean.FALSE.equals(v)),
          Map.entry("mapping", (v, a) -> v instanceof Map),
          Map.entry("sequence", (v, a) -> iterable(Operations.defined(v))),
          Map.entry("iterable", (v, a) -> iterable(Operations.defined(v))),
          Map.entry("even", (v, a) -> Math.floorMod(whole(v), 2) == 0),
          Map.entry("odd", (v, a) -> Math.floorMod(whole(v), 2) == 1),
          Map.entry("divisibleby", (v, a) -> Math.floorMod(whole(v), a.whole(0, "num", 1)) == 0),
          Map.entry("eq", (v, a) -> PythonValue.equal(Operations.defined(v), a.get(0, "b"))),
          Map.entry("equalto", (v, a) -> PythonValue.equal(Operations.defined(v), a.get(0, "b"))),
          Map.entry("sameas", (v, a) -> PythonValue.equal(Operations.defined(v), a.get(0, "b"))),
          Map.entry("ne", (v, a) -> !PythonValue.equal(Operations.defined(v), a.get(0, "b"))),
          Map.entry("lt", (v, a) -> PythonValue.compare(Operations.defined(v), a.get(0, "b")) < 0),
          Map.entry("le", (v, a) -> PythonValue.compare(Operations.defined(v), a.get(0, "b")) <= 0),
          Map.entry("gt", (v, a) -> PythonValue.compare(Operations.defined(v), a.get(0, "b")) > 0),
          Map.entry("ge", (v, a) -> PythonValue.compare(Operations.defined(v), a.get(0, "b")) >= 0),
          Map.entry("in", (v, a) -> PythonValue.contains(a.get(0, "seq"), Operations.defined(v))),
          Map.entry("lower", (v, a) -> PythonText.isLower(PythonValue.str(Operations.defined(v)))),
          Map.entry("upper", (v, a) -> PythonText.isUpper(PythonValue.str(Operations.defined(v)))));

  private Conditions() {}

  static Condition named(String name) throws JinjaException {
    Condition condition = ALL.get(name);
    if (condition == null) {
      throw new JinjaException("the test '" + name + "' is not supported");
    }
    return condition;
  }

  private static boolean iterable(@Nullable Object value) {
    return value instanceof String || value instanceof List || value instanceof Map;
  }

  private static long whole(@Nullable Object value) throws JinjaException {
    if (Operations.defined(value) instanceof Long number) {
      return number;
    }
    throw new JinjaException("an integer is tested, not " + PythonValue.type(value));
  }
}
