package org.gwageo.benchmark.jinja;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.jinja.Arguments.Given;
import org.gwageo.benchmark.python.PythonException;
import org.gwageo.benchmark.python.PythonValue;
import org.jspecify.annotations.Nullable;

/** Operators, subscripts and iteration. */
final class Operations {

  private static final int MOST_ELEMENTS = 1_000_000;

  private Operations() {}

  static JinjaException failed(PythonException e) {
    return new JinjaException(String.valueOf(e.getMessage()));
  }

  static @Nullable Object defined(@Nullable Object value) throws JinjaException {
    if (value instanceof Undefined undefined) {
      throw undefined.used();
    }
    return value;
  }

  static String printed(@Nullable Object value) throws JinjaException {
    return value instanceof Undefined undefined && undefined.empty()
        ? ""
        : PythonValue.str(defined(value));
  }

  static boolean truth(@Nullable Object value) throws JinjaException {
    if (value instanceof Undefined undefined && undefined.empty()) {
      return false;
    }
    return value instanceof Boolean truth ? truth : PythonValue.truth(defined(value));
  }

  /** What a {@code for} walks over: elements, characters or keys. */
  static List<?> iterate(@Nullable Object value) throws JinjaException {
    if (value instanceof Undefined undefined && undefined.empty()) {
      return List.of();
    }
    return switch (defined(value)) {
      case List<?> list -> list;
      case Map<?, ?> map -> new ArrayList<>(map.keySet());
      case String text -> text.codePoints().mapToObj(Character::toString).toList();
      case null, default ->
          throw new JinjaException(PythonValue.type(value) + " cannot be iterated over");
    };
  }

  static @Nullable Object attribute(@Nullable Object object, String name) {
    return switch (object) {
      case Loop loop -> loop.attribute(name);
      case Namespace namespace when namespace.values().containsKey(name) ->
          namespace.values().get(name);
      case Map<?, ?> map when map.containsKey(name) && !Methods.ofMap(name) -> map.get(name);
      case null, default ->
          new Undefined(
              "'" + PythonValue.type(object) + " object' has no attribute '" + name + "'");
    };
  }

  static @Nullable Object item(@Nullable Object object, @Nullable Object key) {
    if (object instanceof Map<?, ?> map) {
      Object value = key == null ? null : map.get(key);
      if (value != null || (key != null && map.containsKey(key))) {
        return value;
      }
    } else if ((object instanceof List<?> || object instanceof String)
        && (key instanceof Long || key instanceof Boolean)) {
      long index = key instanceof Long number ? number : Boolean.TRUE.equals(key) ? 1 : 0;
      try {
        return PythonValue.at(object, index);
      } catch (PythonException e) {
        return new Undefined(String.valueOf(e.getMessage()));
      }
    }
    if (key instanceof String name) {
      return attribute(object, name);
    }
    return new Undefined(
        "'" + PythonValue.type(object) + " object' has no element " + PythonValue.repr(key));
  }

  static boolean compare(String operator, @Nullable Object left, @Nullable Object right)
      throws JinjaException {
    try {
      return switch (operator) {
        case "==" -> PythonValue.equal(left, right);
        case "!=" -> !PythonValue.equal(left, right);
        case "<" -> PythonValue.compare(left, right) < 0;
        case "<=" -> PythonValue.compare(left, right) <= 0;
        case ">" -> PythonValue.compare(left, right) > 0;
        case ">=" -> PythonValue.compare(left, right) >= 0;
        case "in" -> PythonValue.contains(right, left);
        default -> !PythonValue.contains(right, left);
      };
    } catch (PythonException e) {
      throw failed(e);
    }
  }

  static @Nullable Object arithmetic(@Nullable Object left, String operator, @Nullable Object right)
      throws JinjaException {
    Object a = left instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : left;
    Object b = right instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : right;
    try {
      if (a instanceof Long x && b instanceof Long y) {
        return whole(x, operator, y);
      }
    } catch (ArithmeticException e) {
      throw new JinjaException(x(operator) + " of " + a + " and " + b + ": " + e.getMessage());
    }
    if (a instanceof Number x && b instanceof Number y) {
      return floating(x.doubleValue(), operator, y.doubleValue());
    }
    if (operator.equals("+") && a instanceof String x && b instanceof String y) {
      return x + y;
    }
    if (operator.equals("+") && a instanceof List<?> x && b instanceof List<?> y) {
      List<@Nullable Object> both = new ArrayList<>(x);
      both.addAll(y);
      return both;
    }
    if (operator.equals("*") && b instanceof Long times) {
      return repeated(a, times);
    }
    if (operator.equals("*") && a instanceof Long times) {
      return repeated(b, times);
    }
    if (operator.equals("%") && a instanceof String format) {
      return Formatting.percent(format, b instanceof List<?> list ? list : Arrays.asList(b));
    }
    throw new JinjaException(
        "there is no " + PythonValue.type(a) + " " + operator + " " + PythonValue.type(b));
  }

  private static String x(String operator) {
    return "'" + operator + "'";
  }

  private static Object whole(long a, String operator, long b) throws JinjaException {
    return switch (operator) {
      case "+" -> Math.addExact(a, b);
      case "-" -> Math.subtractExact(a, b);
      case "*" -> Math.multiplyExact(a, b);
      case "/" -> (double) a / nonZero(b);
      case "//" -> Math.floorDiv(a, nonZero(b));
      case "%" -> Math.floorMod(a, nonZero(b));
      default -> {
        double power = Math.pow((double) a, (double) b);
        if (b < 0) {
          yield power;
        }
        if (Math.abs(power) > 1L << 53) {
          throw new JinjaException("a power is at most 2^53 here: " + a + "**" + b);
        }
        yield (long) power;
      }
    };
  }

  private static long nonZero(long b) throws JinjaException {
    if (b == 0) {
      throw new JinjaException("division by zero");
    }
    return b;
  }

  private static Object floating(double a, String operator, double b) throws JinjaException {
    if (b == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
      throw new JinjaException("division by zero");
    }
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "//" -> Math.floor(a / b);
      case "%" -> {
        double rest = a % b;
        yield rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
      }
      default -> Math.pow(a, b);
    };
  }

  private static Object repeated(@Nullable Object value, long times) throws JinjaException {
    long length =
        switch (value) {
          case String text -> text.length();
          case List<?> list -> list.size();
          case null, default ->
              throw new JinjaException(PythonValue.type(value) + " cannot be repeated");
        };
    if (length * Math.max(0, times) > MOST_ELEMENTS) {
      throw new JinjaException("at most " + MOST_ELEMENTS + " elements are made by repeating");
    }
    int n = (int) Math.max(0, times);
    if (value instanceof String text) {
      return text.repeat(n);
    }
    List<@Nullable Object> out = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      out.addAll((List<?>) value);
    }
    return out;
  }

  static List<Object> range(Given given) throws JinjaException {
    given.expect("range", 1, 3);
    boolean one = given.positional().size() == 1;
    long start = one ? 0 : given.whole(0, "start", 0);
    long stop = given.whole(one ? 0 : 1, "stop", 0);
    long step = given.whole(2, "step", 1);
    if (step == 0) {
      throw new JinjaException("the step of a range is not 0");
    }
    List<Object> out = new ArrayList<>();
    for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
      if (out.size() >= MOST_ELEMENTS) {
        throw new JinjaException("a range has at most " + MOST_ELEMENTS + " elements");
      }
      out.add(i);
    }
    return out;
  }
}
