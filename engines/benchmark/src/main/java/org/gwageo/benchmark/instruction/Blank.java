package org.gwageo.benchmark.instruction;

import java.util.ArrayList;
import java.util.List;

/** White space and word characters as Python's {@code str} and {@code re} define them. */
final class Blank {

  private Blank() {}

  static boolean isSpace(int c) {
    return (c >= 0x9 && c <= 0xD)
        || (c >= 0x1C && c <= 0x20)
        || c == 0x85
        || Character.isSpaceChar(c);
  }

  static boolean isBlank(String text) {
    return text.chars().allMatch(Blank::isSpace);
  }

  /** Removes white space from both ends. */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Removes {@code c} from both ends. */
  static String strip(String text, char c) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == c) {
      from++;
    }
    while (to > from && text.charAt(to - 1) == c) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Returns the runs of characters that are no white space. */
  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean space = i == text.length() || isSpace(text.charAt(i));
      if (!space && from < 0) {
        from = i;
      } else if (space && from >= 0) {
        pieces.add(text.substring(from, i));
        from = -1;
      }
    }
    return pieces;
  }

  /** Returns whether {@code \w} matches: a letter, a number of any kind or the underscore. */
  static boolean isWordCharacter(int c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || Character.getType(c) == Character.LETTER_NUMBER
        || Character.getType(c) == Character.OTHER_NUMBER;
  }

  /** Returns how many runs of word characters there are. */
  static int words(String text) {
    int words = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean word = isWordCharacter(c);
      words += word && !inside ? 1 : 0;
      inside = word;
      i += Character.charCount(c);
    }
    return words;
  }

  /** Returns whether there is a cased letter and no cased letter is in lower case. */
  static boolean isUpper(String text) {
    return hasCase(text)
        && text.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
  }

  /** Returns whether there is a cased letter and no cased letter is in upper case. */
  static boolean isLower(String text) {
    return hasCase(text)
        && text.codePoints().noneMatch(c -> Character.isUpperCase(c) || Character.isTitleCase(c));
  }

  private static boolean hasCase(String text) {
    return text.codePoints()
        .anyMatch(
            c -> Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c));
  }
}
