package org.gwageo.canonical;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The JSON Canonicalization Scheme of RFC 8785: one value, one sequence of bytes.
 *
 * <p>Object members are ordered by the UTF-16 code units of their names (section 3.2.3), strings
 * carry only the escapes that JSON demands (section 3.2.2.2), numbers are written as ECMAScript
 * writes an IEEE 754 double (section 3.2.2.3), and there is no white space.
 */
public final class CanonicalJson {

  /** 2^53: up to here every whole number is a double. */
  private static final long LARGEST_EXACT = 1L << 53;

  private CanonicalJson() {}

  /** Returns the canonical form of {@code tree} in UTF-8; see {@link #string}. */
  public static byte[] bytes(@Nullable Object tree) {
    return string(tree).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns the canonical form of a tree of {@link Map}, {@link List}, {@link String}, {@link
   * Number}, {@link Boolean} and {@code null}.
   *
   * @throws IllegalArgumentException if the tree holds any other type, a lone surrogate, or a
   *     number that no double represents exactly enough to be read back as the same decimal
   */
  public static String string(@Nullable Object tree) {
    var out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> object -> writeObject(object, out);
      case List<?> array -> writeArray(array, out);
      case String text -> writeString(text, out);
      case Boolean truth -> out.append(truth.booleanValue());
      case Number number -> writeNumber(number, out);
      default -> throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
    }
  }

  private static void writeObject(Map<?, ?> object, StringBuilder out) {
    SortedMap<?, ?> members = sorted(object);
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> member : members.entrySet()) {
      out.append(separator);
      writeString(name(member.getKey()), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append('}');
  }

  /** String.compareTo orders by UTF-16 code units, which is the order the RFC asks for. */
  private static SortedMap<?, ?> sorted(Map<?, ?> object) {
    if (object instanceof SortedMap<?, ?> sorted && sorted.comparator() == null) {
      return sorted;
    }
    var members = new TreeMap<String, @Nullable Object>();
    object.forEach((name, value) -> members.put(name(name), value));
    return members;
  }

  private static String name(@Nullable Object name) {
    if (name instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a JSON member's name is a string: " + name);
  }

  private static void writeArray(List<?> array, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Object element : array) {
      out.append(separator);
      write(element, out);
      separator = ",";
    }
    out.append(']');
  }

  private static void writeString(String text, StringBuilder out) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new IllegalArgumentException("a lone surrogate at index " + i + " of a string");
        }
        i++;
        continue;
      }
      out.append(text, from, i);
      writeEscaped(c, out);
      from = i + 1;
    }
    out.append(text, from, text.length()).append('"');
  }

  private static void writeEscaped(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        out.append("\\u00").append(Character.forDigit(c >> 4, 16));
        out.append(Character.forDigit(c & 15, 16));
      }
    }
  }

  private static void writeNumber(Number number, StringBuilder out) {
    if ((number instanceof Long || number instanceof Integer)
        && number.longValue() >= -LARGEST_EXACT
        && number.longValue() <= LARGEST_EXACT) {
      // Whole numbers that a double holds exactly are written as they are by every rule.
      out.append(number.longValue());
    } else {
      out.append(Numbers.ecmaScript(asDouble(number)));
    }
  }

  private static double asDouble(Number number) {
    return switch (number) {
      case Double d -> d;
      case Float f -> Double.parseDouble(f.toString());
      case BigDecimal decimal -> exactly(decimal);
      case BigInteger integer -> exactly(new BigDecimal(integer));
      default -> exactly(BigDecimal.valueOf(number.longValue()));
    };
  }

  private static double exactly(BigDecimal decimal) {
    double nearest = decimal.doubleValue();
    if (Double.isInfinite(nearest)
        || new BigDecimal(Double.toString(nearest)).compareTo(decimal) != 0) {
      throw new IllegalArgumentException(
          "canonical JSON keeps 15 to 17 significant digits; write this number as a string: "
              + decimal);
    }
    return nearest;
  }
}
