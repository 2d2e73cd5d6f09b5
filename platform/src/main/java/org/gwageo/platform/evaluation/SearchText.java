package org.gwageo.platform.evaluation;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text as searches see it: composed (NFKC), in lower case, letters and digits alone. Spacing,
 * punctuation and the way in which Hangul is encoded make no difference.
 */
final class SearchText {

  /** Characters of one text that searches look at. */
  static final int LONGEST = 4000;

  /** Characters of a query that are looked at. */
  static final int LONGEST_QUERY = 100;

  /** Words of a query that are looked for. */
  static final int MOST_WORDS = 8;

  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final char FIRST_SYLLABLE = '\uAC00';
  private static final char LAST_SYLLABLE = '\uD7A3';
  private static final int SYLLABLES_PER_INITIAL = 588;
  private static final int FINALS = 28;
  private static final char FIRST_INITIAL = '\u1100';
  private static final char LAST_INITIAL = '\u1112';

  /** Particles that follow a noun, the longer ones first. */
  private static final List<String> PARTICLES =
      List.of(
          "에서는", "으로는", "이라는", "에게서", "까지는", "부터는", "에서", "에게", "으로", "까지", "부터", "처럼", "보다", "이나",
          "이랑", "라는", "은", "는", "이", "가", "을", "를", "에", "의", "와", "과", "도", "만", "로", "랑");

  private SearchText() {}

  /** Returns the first {@link #LONGEST} characters of what a search looks at. */
  static String fold(String text) {
    // Decomposed Hangul is up to three times as long, and what is left out costs nothing.
    return fold(text, 4 * LONGEST, LONGEST);
  }

  private static String fold(String text, int read, int kept) {
    String start = text.length() > read ? text.substring(0, read) : text;
    var folded = new StringBuilder(Math.min(start.length(), kept));
    Normalizer.normalize(start, Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .limit(kept)
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }

  /**
   * Returns what finds the words of a query in folded text: plain text, or a regular expression in
   * PostgreSQL's form; none if the query holds no letter and no digit.
   *
   * <p>An initial consonant that stands alone finds every syllable that begins with it, and a
   * particle at a word's end is passed over.
   */
  static List<String> patterns(String query) {
    String start = query.length() > LONGEST_QUERY ? query.substring(0, LONGEST_QUERY) : query;
    return SPACE
        .splitAsStream(start)
        .map(word -> stem(fold(word, LONGEST_QUERY, LONGEST_QUERY)))
        .filter(word -> !word.isEmpty())
        .map(SearchText::pattern)
        .distinct()
        .limit(MOST_WORDS)
        .toList();
  }

  /** Returns whether a pattern is plain text. */
  static boolean isPlain(String pattern) {
    return pattern.indexOf('[') < 0;
  }

  private static String stem(String word) {
    for (String particle : PARTICLES) {
      int left = word.length() - particle.length();
      if (left >= 2 && word.endsWith(particle) && isSyllable(word.charAt(left - 1))) {
        return word.substring(0, left);
      }
    }
    return word;
  }

  private static String pattern(String word) {
    var pattern = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      if (letter >= FIRST_INITIAL && letter <= LAST_INITIAL) {
        char first = (char) (FIRST_SYLLABLE + (letter - FIRST_INITIAL) * SYLLABLES_PER_INITIAL);
        range(pattern, first, SYLLABLES_PER_INITIAL, letter);
      } else if (i == word.length() - 1 && isOpen(letter)) {
        // A last syllable without final consonant may be one that is still being typed.
        range(pattern, letter, FINALS, letter);
      } else {
        pattern.append(letter);
      }
    }
    return pattern.toString();
  }

  private static void range(StringBuilder pattern, char first, int count, char itself) {
    pattern.append('[').append(first).append('-').append((char) (first + count - 1));
    if (itself != first) {
      pattern.append(itself);
    }
    pattern.append(']');
  }

  private static boolean isSyllable(char letter) {
    return letter >= FIRST_SYLLABLE && letter <= LAST_SYLLABLE;
  }

  private static boolean isOpen(char letter) {
    return isSyllable(letter) && (letter - FIRST_SYLLABLE) % FINALS == 0;
  }
}
