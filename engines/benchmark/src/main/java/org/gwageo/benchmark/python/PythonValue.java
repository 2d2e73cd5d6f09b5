package org.gwageo.benchmark.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Python's view of values: {@code str()}, {@code repr()}, truth, equality, order, subscripts. */
public final class PythonValue {

  private static final int MOST_NESTED = 64;

  private PythonValue() {}

  /** Returns {@code str(value)}. */
  public static String str(@Nullable Object value) {
    return value instanceof String text ? text : repr(value);
  }

  /** Returns {@code repr(value)}; lists and maps nested over 64 deep end in {@code ...}. */
  public static String repr(@Nullable Object value) {
    var out = new StringBuilder();
    repr(value, out, 0);
    return out.toString();
  }

  private static void repr(@Nullable Object value, StringBuilder out, int depth) {
    if (depth > MOST_NESTED) {
      out.append("...");
      return;
    }
    switch (value) {
      case null -> out.append("None");
      case Boolean truth -> out.append(truth ? "True" : "False");
      case Double number -> out.append(floating(number));
      case Float number -> out.append(floating(number.doubleValue()));
      case String text -> quoted(text, out);
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          out.append(i == 0 ? "" : ", ");
          repr(list.get(i), out, depth + 1);
        }
        out.append(']');
      }
      case Map<?, ?> map -> {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator);
          repr(entry.getKey(), out, depth + 1);
          out.append(": ");
          repr(entry.getValue(), out, depth + 1);
          separator = ", ";
        }
        out.append('}');
      }
      default -> out.append(value);
    }
  }

  /** Returns {@code repr} of a float: the shortest digits, an exponent from 1e16 and below 1e-4. */
  static String floating(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - exact.scale() - 1;
    String sign = number < 0 ? "-" : "";
    if (exponent < -4 || exponent >= 16) {
      String mantissa =
          digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
      String power = String.valueOf(Math.abs(exponent));
      return sign
          + mantissa
          + "e"
          + (exponent < 0 ? "-" : "+")
          + (power.length() < 2 ? "0" : "")
          + power;
    }
    String plain = exact.abs().toPlainString();
    return sign + (plain.contains(".") ? plain : plain + ".0");
  }

  private static void quoted(String text, StringBuilder out) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    out.append(quote);
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c == quote) {
            out.append('\\').append(quote);
          } else if (isPrintable(c)) {
            out.appendCodePoint(c);
          } else {
            out.append(
                c < 0x100
                    ? "\\x%02x".formatted(c)
                    : c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c));
          }
        }
      }
    }
    out.append(quote);
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /** Returns {@code bool(value)}. */
  public static boolean truth(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean truth -> truth;
      case String text -> !text.isEmpty();
      case Long number -> number != 0;
      case Double number -> number != 0;
      case BigInteger number -> number.signum() != 0;
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  /** Whether {@code a == b}: numbers and booleans by value, lists and maps by their elements. */
  public static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a instanceof String || b instanceof String || a == null || b == null) {
      return Objects.equals(a, b);
    }
    if (isNumber(a) && isNumber(b)) {
      if (a instanceof Long x && b instanceof Long y) {
        return x.equals(y);
      }
      if (isSpecial(a) || isSpecial(b)) {
        return number(a).doubleValue() == number(b).doubleValue();
      }
      return decimal(a).compareTo(decimal(b)) == 0;
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (int i = 0; i < x.size(); i++) {
        if (!equal(x.get(i), y.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      if (x.size() != y.size()) {
        return false;
      }
      for (Map.Entry<?, ?> entry : x.entrySet()) {
        if (!y.containsKey(entry.getKey()) || !equal(entry.getValue(), y.get(entry.getKey()))) {
          return false;
        }
      }
      return true;
    }
    return a.equals(b);
  }

  private static boolean isNumber(Object value) {
    return value instanceof Long
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof BigInteger;
  }

  private static boolean isSpecial(Object value) {
    return value instanceof Double number && !Double.isFinite(number);
  }

  private static Number number(Object value) {
    return value instanceof Boolean truth ? (truth ? 1L : 0L) : (Number) value;
  }

  private static BigDecimal decimal(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? BigDecimal.ONE : BigDecimal.ZERO;
      case Double number -> new BigDecimal(number);
      case BigInteger number -> new BigDecimal(number);
      default -> BigDecimal.valueOf(((Number) value).longValue());
    };
  }

  /**
   * Compares as {@code <} does.
   *
   * @throws PythonException if the two have no order
   */
  public static int compare(@Nullable Object a, @Nullable Object b) throws PythonException {
    if (a instanceof String x && b instanceof String y) {
      return compareCodePoints(x, y);
    }
    if (a != null && b != null && isNumber(a) && isNumber(b)) {
      if (a instanceof Double || b instanceof Double) {
        return Double.compare(number(a).doubleValue(), number(b).doubleValue());
      }
      return decimal(a).compareTo(decimal(b));
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      for (int i = 0; i < Math.min(x.size(), y.size()); i++) {
        if (!equal(x.get(i), y.get(i))) {
          return compare(x.get(i), y.get(i));
        }
      }
      return Integer.compare(x.size(), y.size());
    }
    throw new PythonException("there is no order between " + type(a) + " and " + type(b));
  }

  private static int compareCodePoints(String a, String b) {
    for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // Surrogates stand for code points above all other units.
        boolean high = Character.isSurrogate(x);
        return high == Character.isSurrogate(y) ? Character.compare(x, y) : high ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /**
   * Whether {@code element in container}.
   *
   * @throws PythonException if the container holds nothing
   */
  public static boolean contains(@Nullable Object container, @Nullable Object element)
      throws PythonException {
    return switch (container) {
      case String text when element instanceof String part -> text.contains(part);
      case List<?> list -> list.stream().anyMatch(one -> equal(one, element));
      case Map<?, ?> map -> element != null && map.containsKey(element);
      case null, default ->
          throw new PythonException(
              "'in' cannot look for " + type(element) + " in " + type(container));
    };
  }

  /**
   * Returns {@code len(value)}.
   *
   * @throws PythonException if the value has no length
   */
  public static long length(@Nullable Object value) throws PythonException {
    return switch (value) {
      case String text -> PythonText.length(text);
      case List<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      case null, default -> throw new PythonException(type(value) + " has no length");
    };
  }

  /**
   * Returns {@code value[index]} of a string or list; negative indexes count from the end.
   *
   * @throws PythonException if there is no such element
   */
  public static @Nullable Object at(Object value, long index) throws PythonException {
    long length = length(value);
    long from = index < 0 ? index + length : index;
    if (from < 0 || from >= length) {
      throw new PythonException("index " + index + " is outside of " + length + " elements");
    }
    if (value instanceof String text) {
      int begin = text.offsetByCodePoints(0, (int) from);
      return Character.toString(text.codePointAt(begin));
    }
    return ((List<?>) value).get((int) from);
  }

  /**
   * Returns {@code value[start:stop:step]} of a string or list; null stands for what is left out.
   *
   * @throws PythonException if the value cannot be sliced or the step is 0
   */
  public static Object slice(
      Object value, @Nullable Long start, @Nullable Long stop, @Nullable Long step)
      throws PythonException {
    if (!(value instanceof String) && !(value instanceof List<?>)) {
      throw new PythonException(type(value) + " cannot be sliced");
    }
    long by = step == null ? 1 : step;
    if (by == 0) {
      throw new PythonException("a slice's step is not 0");
    }
    int length = (int) length(value);
    long low = by > 0 ? 0 : -1;
    long high = by > 0 ? length : length - 1L;
    long from = start == null ? (by > 0 ? low : high) : clamp(start, length, low, high);
    long to = stop == null ? (by > 0 ? high : low) : clamp(stop, length, low, high);
    if (value instanceof String text) {
      return sliced(text, length, from, to, by);
    }
    List<?> list = (List<?>) value;
    var out = new ArrayList<@Nullable Object>();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      out.add(list.get((int) i));
    }
    return out;
  }

  private static String sliced(String text, int length, long from, long to, long by) {
    if (by == 1) {
      if (to <= from) {
        return "";
      }
      if (length == text.length()) {
        return text.substring((int) from, (int) to);
      }
      int begin = text.offsetByCodePoints(0, (int) from);
      return text.substring(begin, text.offsetByCodePoints(begin, (int) (to - from)));
    }
    int[] points = text.codePoints().toArray();
    var out = new StringBuilder();
    for (long i = from; by > 0 ? i < to : i > to; i += by) {
      out.appendCodePoint(points[(int) i]);
    }
    return out.toString();
  }

  private static long clamp(long index, int length, long low, long high) {
    long from = index < 0 ? index + length : index;
    return Math.max(low, Math.min(high, from));
  }

  /** Returns the name of the value's Python type. */
  public static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean truth -> "bool";
      case String text -> "str";
      case Long number -> "int";
      case BigInteger number -> "int";
      case Double number -> "float";
      case List<?> list -> "list";
      case Map<?, ?> map -> "dict";
      default -> value.getClass().getSimpleName();
    };
  }
}
