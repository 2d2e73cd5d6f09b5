package org.gwageo.benchmark.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Methods of Python's {@code str}.
 *
 * <p>White space is what {@code str.isspace} says: no-break and ideographic spaces and the
 * separators U+001C to U+001F count, which {@link String#strip} sees otherwise.
 */
public final class PythonText {

  /** {@code string.punctuation}: the 32 ASCII signs. */
  public static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private PythonText() {}

  /** Whether {@code c} is white space to {@code str.isspace}. */
  public static boolean isSpace(char c) {
    if (c <= 0x20) {
      return c == 0x20 || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
    }
    return c == 0x85
        || c == 0xa0
        || (c >= 0x1680
            && (c == 0x1680
                || (c >= 0x2000 && c <= 0x200a)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202f
                || c == 0x205f
                || c == 0x3000));
  }

  /** Whether {@code text} is not empty and only white space. */
  public static boolean isSpace(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> isSpace((char) c));
  }

  /** Returns {@code text.strip()}. */
  public static String strip(String text) {
    return lstrip(rstrip(text));
  }

  /** Returns {@code text.lstrip()}. */
  public static String lstrip(String text) {
    int from = 0;
    while (from < text.length() && isSpace(text.charAt(from))) {
      from++;
    }
    return text.substring(from);
  }

  /** Returns {@code text.rstrip()}. */
  public static String rstrip(String text) {
    int to = text.length();
    while (to > 0 && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(0, to);
  }

  /** Returns {@code text.strip(characters)}; null stands for white space. */
  public static String strip(String text, @Nullable String characters) {
    return characters == null ? strip(text) : lstrip(rstrip(text, characters), characters);
  }

  /** Returns {@code text.lstrip(characters)}; null stands for white space. */
  public static String lstrip(String text, @Nullable String characters) {
    if (characters == null) {
      return lstrip(text);
    }
    int from = 0;
    while (from < text.length() && characters.indexOf(text.codePointAt(from)) >= 0) {
      from += Character.charCount(text.codePointAt(from));
    }
    return text.substring(from);
  }

  /** Returns {@code text.rstrip(characters)}; null stands for white space. */
  public static String rstrip(String text, @Nullable String characters) {
    if (characters == null) {
      return rstrip(text);
    }
    int to = text.length();
    while (to > 0 && characters.indexOf(text.codePointBefore(to)) >= 0) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(0, to);
  }

  /**
   * Returns {@code text.split(separator, most)}.
   *
   * @param separator null for runs of white space
   * @param most at most so many cuts; negative for all
   * @throws IllegalArgumentException if the separator is empty
   */
  public static List<String> split(String text, @Nullable String separator, int most) {
    return separator == null ? splitSpace(text, most) : splitAt(text, separator, most);
  }

  private static List<String> splitAt(String text, String separator, int most) {
    if (separator.isEmpty()) {
      throw new IllegalArgumentException("empty separator");
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (most < 0 || parts.size() < most) {
      int at = text.indexOf(separator, from);
      if (at < 0) {
        break;
      }
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<String> splitSpace(String text, int most) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    int n = text.length();
    while (true) {
      while (at < n && isSpace(text.charAt(at))) {
        at++;
      }
      if (at == n) {
        return parts;
      }
      if (most >= 0 && parts.size() == most) {
        parts.add(text.substring(at));
        return parts;
      }
      int from = at;
      while (at < n && !isSpace(text.charAt(at))) {
        at++;
      }
      parts.add(text.substring(from, at));
    }
  }

  /** Returns {@code text.rsplit(separator, most)}. */
  public static List<String> rsplit(String text, @Nullable String separator, int most) {
    if (most < 0) {
      return split(text, separator, most);
    }
    List<String> parts = new ArrayList<>();
    int to = separator == null ? rstrip(text).length() : text.length();
    while (parts.size() < most && (separator != null || to > 0)) {
      int end;
      int begin;
      if (separator != null) {
        end = text.lastIndexOf(separator, to - separator.length());
        begin = end + separator.length();
        if (end < 0 || to < separator.length()) {
          break;
        }
      } else {
        begin = to;
        while (begin > 0 && !isSpace(text.charAt(begin - 1))) {
          begin--;
        }
        end = rstrip(text.substring(0, begin)).length();
      }
      parts.addFirst(text.substring(begin, to));
      to = end;
    }
    if (separator != null || to > 0) {
      parts.addFirst(text.substring(0, to));
    }
    return parts;
  }

  /** Returns {@code text.splitlines(keepEnds)}. */
  public static List<String> splitLines(String text, boolean keepEnds) {
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (endsLine(c)) {
        int end = i;
        if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        lines.add(text.substring(from, keepEnds ? i + 1 : end));
        from = i + 1;
      }
    }
    if (from < text.length()) {
      lines.add(text.substring(from));
    }
    return lines;
  }

  private static boolean endsLine(char c) {
    return (c >= 0x0a && c <= 0x0d)
        || (c >= 0x1c && c <= 0x1e)
        || c == 0x85
        || c == 0x2028
        || c == 0x2029;
  }

  /** Returns {@code text.lower()}. */
  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Returns {@code text.upper()}. */
  public static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /** Returns {@code text.capitalize()}: the first character in title case, the rest lower. */
  public static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = Character.charCount(text.codePointAt(0));
    return titled(text.substring(0, first)) + lower(text.substring(first));
  }

  /** Returns {@code text.title()}: every run of cased characters capitalised. */
  public static String title(String text) {
    var out = new StringBuilder(text.length());
    boolean inside = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      String one = Character.toString(c);
      out.append(inside ? lower(one) : titled(one));
      inside = isCased(c);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static String titled(String one) {
    int c = one.codePointAt(0);
    int title = Character.toTitleCase(c);
    // Title case maps one to one in Java; what has a longer form (ß) is written from its capitals.
    if (title == c && Character.isLowerCase(c)) {
      String upper = one.toUpperCase(Locale.ROOT);
      int first = Character.charCount(upper.codePointAt(0));
      return upper.substring(0, first) + lower(upper.substring(first));
    }
    return Character.toString(title);
  }

  /** Returns {@code text.swapcase()}. */
  public static String swapCase(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              String one = Character.toString(c);
              out.append(
                  Character.isUpperCase(c)
                      ? lower(one)
                      : Character.isLowerCase(c) ? upper(one) : one);
            });
    return out.toString();
  }

  private static boolean isCased(int c) {
    return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
  }

  /** Whether {@code text.isdigit()}: not empty and only decimal or superscript-like digits. */
  public static boolean isDigit(String text) {
    return !text.isEmpty()
        && text.codePoints()
            .allMatch(
                c ->
                    Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER
                        || (Character.getType(c) == Character.OTHER_NUMBER && isDigitLike(c)));
  }

  /** Code points with Numeric_Type=Digit outside Nd: super- and subscripts and enclosed 0 to 9. */
  private static boolean isDigitLike(int c) {
    return c == 0xb2
        || c == 0xb3
        || c == 0xb9
        || (c >= 0x1369 && c <= 0x1371)
        || c == 0x19da
        || c == 0x2070
        || (c >= 0x2074 && c <= 0x2079)
        || (c >= 0x2080 && c <= 0x2089)
        || (c >= 0x2460 && c <= 0x2468)
        || (c >= 0x2474 && c <= 0x247c)
        || (c >= 0x2488 && c <= 0x2490)
        || c == 0x24ea
        || (c >= 0x24f5 && c <= 0x24fd)
        || c == 0x24ff
        || (c >= 0x2776 && c <= 0x277e)
        || (c >= 0x2780 && c <= 0x2788)
        || (c >= 0x278a && c <= 0x2792)
        || (c >= 0x1f100 && c <= 0x1f10a);
  }

  /** Whether {@code text.isalpha()}: not empty and only letters. */
  public static boolean isAlpha(String text) {
    return !text.isEmpty() && text.codePoints().allMatch(Character::isLetter);
  }

  /** Whether {@code text.isalnum()}: not empty and only letters and numbers. */
  public static boolean isAlphanumeric(String text) {
    return !text.isEmpty() && text.codePoints().allMatch(c -> Character.isLetter(c) || isNumber(c));
  }

  private static boolean isNumber(int c) {
    int type = Character.getType(c);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  /** Whether {@code text.isupper()}: some character is cased and none of those is lower case. */
  public static boolean isUpper(String text) {
    return text.codePoints().anyMatch(PythonText::isCased)
        && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
  }

  /** Whether {@code text.islower()}: some character is cased and none of those is upper case. */
  public static boolean isLower(String text) {
    return text.codePoints().anyMatch(PythonText::isCased)
        && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
  }

  /** Returns {@code text.zfill(width)}. */
  public static String zeroFill(String text, int width) {
    int missing = width - length(text);
    if (missing <= 0) {
      return text;
    }
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
  }

  /** Returns {@code text.replace(old, replacement, most)}; a negative {@code most} means all. */
  public static String replace(String text, String old, String replacement, int most) {
    if (old.isEmpty()) {
      return between(text, replacement, most);
    }
    if (most < 0) {
      return text.replace(old, replacement);
    }
    var out = new StringBuilder();
    int from = 0;
    for (int done = 0; done < most; done++) {
      int at = text.indexOf(old, from);
      if (at < 0) {
        break;
      }
      out.append(text, from, at).append(replacement);
      from = at + old.length();
    }
    return out.append(text.substring(from)).toString();
  }

  /** Puts {@code added} before every character and at the end, {@code most} times. */
  private static String between(String text, String added, int most) {
    var out = new StringBuilder();
    int at = 0;
    for (int done = 0; most < 0 || done < most; done++) {
      out.append(added);
      if (at >= text.length()) {
        break;
      }
      int next = at + Character.charCount(text.codePointAt(at));
      out.append(text, at, next);
      at = next;
    }
    return out.append(text.substring(at)).toString();
  }

  /** Returns {@code len(text)}: code points, not UTF-16 units. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Returns the text without the characters of {@link #PUNCTUATION}. */
  public static String withoutPunctuation(String text) {
    return without(text, PUNCTUATION);
  }

  /** Returns the text without the ASCII digits. */
  public static String withoutDigits(String text) {
    return without(text, "0123456789");
  }

  private static String without(String text, String characters) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) < 0) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
