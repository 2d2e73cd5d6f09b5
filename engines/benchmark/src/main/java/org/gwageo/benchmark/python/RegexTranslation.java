package org.gwageo.benchmark.python;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rewrites the syntax of Python's {@code re} into that of {@link java.util.regex.Pattern}.
 *
 * <p>What the two write alike is copied. What differs: named groups become numbered ones; {@code
 * \w}, {@code \s}, {@code \d} and {@code \b} become the classes that Python means; {@code \Z} is
 * the very end; a {@code [} or {@code &} inside a class and a brace that is no quantifier are
 * literal.
 */
final class RegexTranslation {

  private static final String WORD = "\\p{L}\\p{N}_";
  private static final String SPACE = "\\s\\x1c-\\x1f";

  private final String in;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final StringBuilder flags;
  private int at;
  private int groups;
  private boolean verbose;

  private RegexTranslation(String in, String flags) {
    this.in = in;
    this.flags = new StringBuilder(flags);
    this.verbose = flags.indexOf('x') >= 0;
  }

  /** The result: the Java expression, the flags that hold for all of it, the names of groups. */
  record Result(String java, String flags, Map<String, Integer> names) {}

  static Result of(String source, String flags) throws PythonException {
    var translation = new RegexTranslation(source, flags);
    translation.run();
    return new Result(
        translation.out.toString(), translation.flags.toString(), Map.copyOf(translation.names));
  }

  private void run() throws PythonException {
    while (at < in.length()) {
      char c = in.charAt(at);
      switch (c) {
        case '\\' -> escape();
        case '[' -> characterClass();
        case '(' -> group();
        case '{' -> brace();
        case '}' -> literal('}');
        case '^' -> {
          // Java's ^ matches neither an empty text nor after a last line end.
          out.append(flags.indexOf("m") >= 0 ? "(?:\\A|(?<=\\n))" : "^");
          at++;
        }
        case '#' -> {
          if (verbose) {
            int end = in.indexOf('\n', at);
            at = end < 0 ? in.length() : end + 1;
          } else {
            literal('#');
          }
        }
        default -> {
          if (verbose && PythonText.isSpace(c)) {
            at++;
          } else {
            out.append(c);
            at++;
          }
        }
      }
    }
  }

  private void literal(char c) {
    out.append('\\').append(c);
    at++;
  }

  private void brace() {
    int end = at + 1;
    while (end < in.length() && (Character.isDigit(in.charAt(end)) || in.charAt(end) == ',')) {
      end++;
    }
    String inside = in.substring(at + 1, end);
    boolean closed = end < in.length() && in.charAt(end) == '}';
    if (closed
        && inside.matches("[0-9]*(?:,[0-9]*)?")
        && !inside.isEmpty()
        && !",".equals(inside)) {
      out.append('{').append(inside.startsWith(",") ? "0" : "").append(inside).append('}');
      at = end + 1;
    } else if (closed && ",".equals(inside)) {
      out.append('*');
      at = end + 1;
    } else {
      literal('{');
    }
  }

  private void group() throws PythonException {
    if (!in.startsWith("(?", at)) {
      groups++;
      out.append('(');
      at++;
      return;
    }
    if (in.startsWith("(?P<", at)) {
      int end = in.indexOf('>', at);
      if (end < 0) {
        throw wrong("a group's name is not closed");
      }
      groups++;
      names.put(in.substring(at + 4, end), groups);
      out.append('(');
      at = end + 1;
    } else if (in.startsWith("(?P=", at)) {
      int end = in.indexOf(')', at);
      Integer number = end < 0 ? null : names.get(in.substring(at + 4, end));
      if (number == null) {
        throw wrong("a backreference names no group before it");
      }
      out.append("(?:\\").append(number).append(')');
      at = end + 1;
    } else if (in.startsWith("(?#", at)) {
      int end = in.indexOf(')', at);
      if (end < 0) {
        throw wrong("a comment is not closed");
      }
      at = end + 1;
    } else if (in.startsWith("(?(", at)) {
      throw wrong("conditional groups (?(…)…) are not supported");
    } else if (in.startsWith("(?<", at)
        && !in.startsWith("(?<=", at)
        && !in.startsWith("(?<!", at)) {
      throw wrong("Python names a group (?P<name>…)");
    } else {
      inlineFlags();
    }
  }

  private void inlineFlags() throws PythonException {
    int end = at + 2;
    while (end < in.length() && (Character.isLetter(in.charAt(end)) || in.charAt(end) == '-')) {
      end++;
    }
    String letters = in.substring(at + 2, end);
    if (letters.isEmpty()) {
      // (?: (?= (?! (?<= (?<! (?> are written alike.
      int length = in.startsWith("(?<", at) ? 4 : 3;
      out.append(in, at, Math.min(in.length(), at + length));
      at += length;
      return;
    }
    char after = end < in.length() ? in.charAt(end) : ' ';
    if (letters.indexOf('a') >= 0 || letters.indexOf('L') >= 0) {
      throw wrong("the flags a and L are not supported");
    }
    if (after == ')') {
      if (at != 0) {
        throw wrong("flags for the whole expression stand at its start");
      }
      verbose |= letters.indexOf('x') >= 0;
      flags.append(letters);
    } else if (after == ':') {
      if (letters.indexOf('x') >= 0) {
        throw wrong("the flag x for a part of an expression is not supported");
      }
      out.append("(?").append(letters.replace("u", "")).append(':');
    } else {
      throw wrong("unknown group");
    }
    at = end + 1;
  }

  private void escape() throws PythonException {
    if (at + 1 >= in.length()) {
      throw wrong("it ends in a backslash");
    }
    char c = in.charAt(at + 1);
    at += 2;
    switch (c) {
      case 'w' -> out.append('[').append(WORD).append(']');
      case 'W' -> out.append("[^").append(WORD).append(']');
      case 's' -> out.append('[').append(SPACE).append(']');
      case 'S' -> out.append("[^").append(SPACE).append(']');
      case 'd' -> out.append("\\p{Nd}");
      case 'D' -> out.append("\\P{Nd}");
      case 'b' -> out.append("(?:(?<=[W])(?![W])|(?<![W])(?=[W]))".replace("W", WORD));
      case 'B' -> out.append("(?:(?<=[W])(?=[W])|(?<![W])(?![W]))(?!\\A\\z)".replace("W", WORD));
      case 'A' -> out.append("\\A");
      case 'Z' -> out.append("\\z");
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> backreference();
      default -> {
        at -= 2;
        codePoint(readCodePoint(false));
      }
    }
  }

  private void backreference() throws PythonException {
    int from = at - 1;
    if (in.length() >= from + 3 && in.substring(from, from + 3).matches("[1-3][0-7][0-7]")) {
      codePoint(Integer.parseInt(in.substring(from, from + 3), 8));
      at = from + 3;
      return;
    }
    if (at < in.length() && Character.isDigit(in.charAt(at))) {
      at++;
    }
    int number = Integer.parseInt(in.substring(from, at));
    if (number > groups) {
      throw wrong("there is no group " + number + " before its backreference");
    }
    out.append("(?:\\").append(number).append(')');
  }

  /** Reads an escape that stands for one character, from its backslash on. */
  private int readCodePoint(boolean inClass) throws PythonException {
    char c = in.charAt(at + 1);
    if (c == 'b' && inClass) {
      at += 2;
      return '\b';
    }
    boolean ascii = c < 0x80;
    if (ascii && Character.isLetter(c) && "abfnrtvxuU".indexOf(c) < 0) {
      throw wrong("there is no escape \\" + c);
    }
    if (!(ascii && Character.isLetterOrDigit(c))) {
      at++;
      int point = in.codePointAt(at);
      at += Character.charCount(point);
      return point;
    }
    var one = new StringBuilder();
    at = PythonLiteral.escape(in, at + 1, one);
    return one.codePointAt(0);
  }

  private void codePoint(int point) {
    if (point < 0x80 && !Character.isLetterOrDigit(point)) {
      out.append("\\x{").append(Integer.toHexString(point)).append('}');
    } else {
      out.appendCodePoint(point);
    }
  }

  /**
   * Rewrites a class. A class that holds {@code \W}, {@code \S} or {@code \D} becomes an
   * alternation, because Java's nested classes under a negation differ between versions.
   */
  private void characterClass() throws PythonException {
    at++;
    boolean negated = at < in.length() && in.charAt(at) == '^';
    if (negated) {
      at++;
    }
    var body = new StringBuilder();
    var others = new StringBuilder();
    boolean first = true;
    while (true) {
      if (at >= in.length()) {
        throw wrong("a character class is not closed");
      }
      char c = in.charAt(at);
      if (c == ']' && !first) {
        at++;
        break;
      }
      first = false;
      if (c == '\\' && at + 1 < in.length() && "wWsSdD".indexOf(in.charAt(at + 1)) >= 0) {
        category(in.charAt(at + 1), body, others);
        at += 2;
      } else {
        member(body);
      }
    }
    String positive = body.isEmpty() ? "" : "[" + body + "]";
    String all =
        positive.isEmpty()
            ? others.substring(1)
            : others.isEmpty() ? positive : "(?:" + positive + others + ")";
    if (!negated) {
      out.append(all);
    } else if (others.isEmpty()) {
      out.append("[^").append(body).append(']');
    } else {
      out.append("(?:(?!").append(all).append(")(?s:.))");
    }
  }

  private static void category(char c, StringBuilder body, StringBuilder others) {
    switch (c) {
      case 'w' -> body.append(WORD);
      case 's' -> body.append(SPACE);
      case 'd' -> body.append("\\p{Nd}");
      case 'W' -> others.append("|[^").append(WORD).append(']');
      case 'S' -> others.append("|[^").append(SPACE).append(']');
      default -> others.append("|\\P{Nd}");
    }
  }

  private void member(StringBuilder body) throws PythonException {
    int low = one();
    appendIn(body, low);
    boolean range = at + 1 < in.length() && in.charAt(at) == '-' && in.charAt(at + 1) != ']';
    if (!range) {
      return;
    }
    if (in.charAt(at + 1) == '\\'
        && at + 2 < in.length()
        && "wWsSdD".indexOf(in.charAt(at + 2)) >= 0) {
      throw wrong("a range in a class ends in a character");
    }
    at++;
    int high = one();
    if (high < low) {
      throw wrong("a range in a class runs backwards");
    }
    body.append('-');
    appendIn(body, high);
  }

  private int one() throws PythonException {
    if (in.charAt(at) == '\\') {
      if (at + 1 >= in.length()) {
        throw wrong("it ends in a backslash");
      }
      return readCodePoint(true);
    }
    int point = in.codePointAt(at);
    at += Character.charCount(point);
    return point;
  }

  private static void appendIn(StringBuilder body, int point) {
    if (point < 0x80 && !Character.isLetterOrDigit(point)) {
      body.append("\\x{").append(Integer.toHexString(point)).append('}');
    } else {
      body.appendCodePoint(point);
    }
  }

  private PythonException wrong(String reason) {
    return new PythonException("not a regular expression, " + reason + ": " + in);
  }
}
