package org.gwageo.benchmark.overlap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words as the reference implementations cut them, and words as small numbers. */
final class Words {

  static final String ASCII_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  private Words() {}

  /** Returns whether Python's {@code str.split} cuts at {@code c}. */
  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  /** Returns the pieces between white space. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int start = -1;
    for (int i = 0; i < text.length(); i++) {
      boolean space = isSpace(text.charAt(i));
      if (!space && start < 0) {
        start = i;
      } else if (space && start >= 0) {
        words.add(text.substring(start, i));
        start = -1;
      }
    }
    if (start >= 0) {
      words.add(text.substring(start));
    }
    return words;
  }

  static String withoutSpaces(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.chars().filter(c -> !isSpace(c)).forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  static String squeezed(String text) {
    return String.join(" ", split(text));
  }

  static String strippedAtEnd(String text) {
    int end = text.length();
    while (end > 0 && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  static List<String> characters(String text) {
    List<String> characters = new ArrayList<>(text.length());
    text.codePoints().forEach(c -> characters.add(Character.toString(c)));
    return characters;
  }

  /** Numbers for the words of references; words of a reply that no reference has share one. */
  static final class Numbers {
    private static final int UNKNOWN = -1;
    private final Map<String, Integer> numbers = new HashMap<>();

    int[] learn(List<String> words) {
      return words.stream()
          .mapToInt(word -> numbers.computeIfAbsent(word, key -> numbers.size()))
          .toArray();
    }

    int[] of(List<String> words) {
      return words.stream().mapToInt(word -> numbers.getOrDefault(word, UNKNOWN)).toArray();
    }
  }
}
