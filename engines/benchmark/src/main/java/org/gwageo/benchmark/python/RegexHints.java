package org.gwageo.benchmark.python;

import org.jspecify.annotations.Nullable;

/**
 * What a text must hold for an expression to match it, read off the expression's source.
 *
 * <p>Most expressions of tasks are a character that is taken out or begin or end with fixed words.
 * Looking for those words first spares most texts the expression itself.
 *
 * @param literal the text that the expression stands for, if it is nothing but that text; else null
 * @param required a text that every match holds; empty if none is known
 * @param atEnd whether every match is {@code required} at the end of the text, or before a line
 *     feed there
 */
record RegexHints(@Nullable String literal, String required, boolean atEnd) {

  private static final RegexHints NONE = new RegexHints(null, "", false);
  private static final String META = ".^$*+?{}[]\\|()";
  private static final String QUANTIFIERS = "*+?{";

  /**
   * Reads the hints of an expression that Python accepts.
   *
   * @param flags the flags that it is compiled with beside those inside it
   */
  static RegexHints of(String source, String flags) {
    String body = source.startsWith("(?s)") ? source.substring("(?s)".length()) : source;
    // Alternatives, case and verbose flags make fixed words mean something else.
    if (!flags.isEmpty() || body.contains("(?") || body.indexOf('|') >= 0 || body.isEmpty()) {
      return NONE;
    }
    String literal = literal(body);
    if (literal != null) {
      return new RegexHints(literal, literal, false);
    }
    if (body.endsWith("$")) {
      String before = literal(body.substring(0, body.length() - 1));
      if (before != null) {
        return new RegexHints(null, before, true);
      }
    }
    String prefix = prefix(body);
    String tail = tail(body);
    return new RegexHints(null, prefix.length() > tail.length() ? prefix : tail, false);
  }

  /** Returns the text that an expression without operators stands for; null if it has any. */
  private static @Nullable String literal(String body) {
    var text = new StringBuilder();
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '\\' && i + 1 < body.length() && isPunctuation(body.charAt(i + 1))) {
        text.append(body.charAt(++i));
      } else if (META.indexOf(c) >= 0) {
        return null;
      } else {
        text.append(c);
      }
    }
    return text.isEmpty() ? null : text.toString();
  }

  private static boolean isPunctuation(char c) {
    return c > ' ' && c < 127 && !Character.isLetterOrDigit(c) && c != '_';
  }

  private static String prefix(String body) {
    int end = 0;
    while (end < body.length() && META.indexOf(body.charAt(end)) < 0) {
      end++;
    }
    boolean repeated = end < body.length() && QUANTIFIERS.indexOf(body.charAt(end)) >= 0;
    return repeated ? whole(body, 0, end - 1) : body.substring(0, end);
  }

  private static String tail(String body) {
    int from = body.length();
    while (from > 0 && META.indexOf(body.charAt(from - 1)) < 0) {
      from--;
    }
    // What follows a backslash may be part of an escape of any length.
    return from > 0 && body.charAt(from - 1) == '\\' ? "" : body.substring(from);
  }

  /** Returns a part that does not end within a surrogate pair. */
  private static String whole(String body, int from, int to) {
    int end = to > from && Character.isHighSurrogate(body.charAt(to - 1)) ? to - 1 : to;
    return end <= from ? "" : body.substring(from, end);
  }

  /** Returns whether {@code text} may hold a match. */
  boolean mayMatch(String text) {
    if (atEnd) {
      return text.endsWith(required) || text.endsWith(required + "\n");
    }
    return required.isEmpty() || text.contains(required);
  }
}
