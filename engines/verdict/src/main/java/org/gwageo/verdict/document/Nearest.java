package org.gwageo.verdict.document;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the word that was probably meant. */
public final class Nearest {

  private Nearest() {}

  /** Returns {@code ; did you mean "points"?}, or nothing when no known word is near. */
  public static String hint(String word, Collection<String> known) {
    String nearest = of(word, known);
    return nearest == null ? "" : "; did you mean \"" + nearest + "\"?";
  }

  /** Returns the known word with the smallest edit distance, at most a third of the length. */
  static @Nullable String of(String word, Collection<String> known) {
    String nearest = null;
    int least = Math.max(2, word.length() / 3) + 1;
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < least && distance < candidate.length()) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Returns the Levenshtein distance of two words. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
