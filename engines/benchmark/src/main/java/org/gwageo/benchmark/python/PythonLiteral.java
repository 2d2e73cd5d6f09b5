package org.gwageo.benchmark.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code ast.literal_eval} reads: strings, numbers, {@code True}, {@code False}, {@code
 * None}, lists, tuples and dicts of them.
 *
 * <p>Bytes, sets, complex numbers and {@code \N{…}} escapes are refused. Nesting is at most 64
 * deep.
 */
public final class PythonLiteral {

  private static final int MOST_NESTED = 64;

  private final String text;
  private int at;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * Returns the value that {@code text} writes.
   *
   * @throws PythonException if it is no literal
   */
  public static @Nullable Object read(String text) throws PythonException {
    // literal_eval strips leading spaces and tabs only; a trailing line end is no part of a value.
    var reader = new PythonLiteral(PythonText.strip(text));
    Object value = reader.commaSeparated();
    if (reader.at < reader.text.length()) {
      throw reader.wrong();
    }
    return value;
  }

  /** A value, or several with commas, which make a tuple without parentheses. */
  private @Nullable Object commaSeparated() throws PythonException {
    Object first = value(0);
    space();
    if (!next(',')) {
      return first;
    }
    List<@Nullable Object> tuple = new ArrayList<>();
    tuple.add(first);
    space();
    while (at < text.length()) {
      tuple.add(value(0));
      space();
      if (!next(',')) {
        break;
      }
      space();
    }
    return tuple;
  }

  private @Nullable Object value(int depth) throws PythonException {
    if (depth > MOST_NESTED) {
      throw new PythonException("a literal is nested at most " + MOST_NESTED + " deep");
    }
    space();
    if (at >= text.length()) {
      throw wrong();
    }
    char c = text.charAt(at);
    return switch (c) {
      case '[' -> list(']', depth).values();
      case '(' -> {
        Elements elements = list(')', depth);
        yield elements.values().size() == 1 && !elements.comma()
            ? elements.values().getFirst()
            : elements.values();
      }
      case '{' -> dict(depth);
      case '\'', '"' -> strings();
      default -> c == '-' || c == '+' || c == '.' || isDigit(c) ? number() : word();
    };
  }

  private record Elements(List<@Nullable Object> values, boolean comma) {}

  private Elements list(char close, int depth) throws PythonException {
    at++;
    List<@Nullable Object> values = new ArrayList<>();
    boolean comma = false;
    while (true) {
      space();
      if (next(close)) {
        return new Elements(values, comma);
      }
      if (!values.isEmpty() && !comma) {
        throw wrong();
      }
      values.add(value(depth + 1));
      space();
      comma = next(',');
    }
  }

  private Map<@Nullable Object, @Nullable Object> dict(int depth) throws PythonException {
    at++;
    Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
    boolean comma = true;
    while (true) {
      space();
      if (next('}')) {
        return values;
      }
      if (!comma) {
        throw wrong();
      }
      Object key = value(depth + 1);
      space();
      if (!next(':')) {
        throw wrong();
      }
      values.put(key, value(depth + 1));
      space();
      comma = next(',');
    }
  }

  private String strings() throws PythonException {
    var out = new StringBuilder();
    do {
      string(out, false);
      space();
    } while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"'));
    return out.toString();
  }

  private void string(StringBuilder out, boolean raw) throws PythonException {
    char quote = text.charAt(at);
    String three = String.valueOf(quote).repeat(3);
    String end = text.startsWith(three, at) ? three : String.valueOf(quote);
    at += end.length();
    while (!text.startsWith(end, at)) {
      if (at >= text.length() || (end.length() == 1 && text.charAt(at) == '\n')) {
        throw wrong();
      }
      char c = text.charAt(at++);
      if (c != '\\' || at >= text.length()) {
        out.append(c);
      } else if (raw) {
        out.append(c).append(text.charAt(at++));
      } else {
        at = escape(text, at, out);
      }
    }
    at += end.length();
  }

  /**
   * Appends what the escape after a backslash stands for.
   *
   * @param at the position after the backslash
   * @return the position after the escape
   * @throws PythonException if it is cut short or names a character
   */
  public static int escape(String text, int at, StringBuilder out) throws PythonException {
    char c = text.charAt(at);
    int simple = "\n\\'\"abfnrtv".indexOf(c);
    if (simple >= 0) {
      if (c != '\n') {
        out.append("\n\\'\"\u0007\b\f\n\r\t\u000b".charAt(simple));
      }
      return at + 1;
    }
    if (c >= '0' && c <= '7') {
      int end = at;
      while (end < text.length()
          && end < at + 3
          && text.charAt(end) >= '0'
          && text.charAt(end) <= '7') {
        end++;
      }
      out.append((char) Integer.parseInt(text.substring(at, end), 8));
      return end;
    }
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits > 0) {
      int end = at + 1 + digits;
      if (end > text.length() || !text.substring(at + 1, end).matches("[0-9a-fA-F]+")) {
        throw new PythonException("an escape \\" + c + " has " + digits + " hexadecimal digits");
      }
      int point = Integer.parseUnsignedInt(text.substring(at + 1, end), 16);
      if (!Character.isValidCodePoint(point)) {
        throw new PythonException("there is no character \\U" + text.substring(at + 1, end));
      }
      out.appendCodePoint(point);
      return end;
    }
    if (c == 'N') {
      throw new PythonException("escapes by character names (\\N{…}) are not read");
    }
    // Python leaves an unknown escape as it stands.
    out.append('\\').append(c);
    return at + 1;
  }

  private Object number() throws PythonException {
    boolean minus = false;
    while (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      minus ^= text.charAt(at) == '-';
      at++;
      space();
    }
    int from = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '.'
            || text.charAt(at) == '_'
            || ((text.charAt(at) == '-' || text.charAt(at) == '+') && exponentBefore(from)))) {
      at++;
    }
    String digits = text.substring(from, at).replace("_", "");
    if (digits.matches("(?:0+|[1-9][0-9]*)")) {
      BigInteger value = new BigInteger(digits);
      BigInteger signed = minus ? value.negate() : value;
      return signed.bitLength() < 64 ? (Object) signed.longValueExact() : signed;
    }
    if (digits.matches("0[xX][0-9a-fA-F]{1,15}")) {
      long value = Long.parseLong(digits.substring(2), 16);
      return minus ? -value : value;
    }
    if (digits.matches("(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
        && !digits.matches("[0-9]+")) {
      double value = Double.parseDouble(digits);
      return minus ? -value : value;
    }
    at = from;
    throw wrong();
  }

  private boolean exponentBefore(int from) {
    char before = at > from ? text.charAt(at - 1) : ' ';
    return before == 'e' || before == 'E';
  }

  private @Nullable Object word() throws PythonException {
    int from = at;
    while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
      at++;
    }
    String word = text.substring(from, at);
    if (at < text.length()
        && (text.charAt(at) == '\'' || text.charAt(at) == '"')
        && (word.equalsIgnoreCase("r") || word.equalsIgnoreCase("u"))) {
      var out = new StringBuilder();
      string(out, word.equalsIgnoreCase("r"));
      return out.toString();
    }
    return switch (word) {
      case "None" -> null;
      case "True" -> true;
      case "False" -> false;
      default -> {
        at = from;
        throw wrong();
      }
    };
  }

  private void space() {
    while (at < text.length() && " \t\n\r\f".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean next(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private PythonException wrong() {
    String rest = text.substring(Math.min(at, text.length()));
    return new PythonException(
        "no Python literal from character "
            + at
            + ": "
            + (rest.isEmpty() ? "it ends there" : rest.substring(0, Math.min(40, rest.length()))));
  }
}
