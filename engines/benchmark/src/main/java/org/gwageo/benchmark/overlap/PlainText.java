package org.gwageo.benchmark.overlap;

import java.text.Normalizer;
import java.util.BitSet;
import java.util.Locale;

/**
 * The letters and digits of a text in Unicode form NFKC and lower case, and where others were
 * between them. Spacing and punctuation do not matter when words are looked for, but a number is
 * not found within another one, nor a Latin word within a longer one; Hangul words are found with
 * particles behind them.
 */
record PlainText(String letters, BitSet breaks) {

  static PlainText of(String text) {
    String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder letters = new StringBuilder(lower.length());
    BitSet breaks = new BitSet();
    int length = lower.length();
    for (int i = 0; i < length; ) {
      int c = lower.codePointAt(i);
      int next = i + Character.charCount(c);
      if (Character.isLetterOrDigit(c)) {
        letters.appendCodePoint(c);
      } else if (c != ',' || !between(lower, i)) {
        breaks.set(letters.length());
      }
      i = next;
    }
    return new PlainText(letters.toString(), breaks);
  }

  private static boolean between(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && Character.isDigit(text.charAt(at - 1))
        && Character.isDigit(text.charAt(at + 1));
  }

  boolean contains(String words) {
    String wanted = of(words).letters();
    if (wanted.isEmpty()) {
      return false;
    }
    for (int at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
      if (apart(at) && apart(at + wanted.length())) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a word can end before and another begin at {@code at}. */
  private boolean apart(int at) {
    if (at == 0 || at == letters.length() || breaks.get(at)) {
      return true;
    }
    char before = letters.charAt(at - 1);
    char after = letters.charAt(at);
    return !(Character.isDigit(before) && Character.isDigit(after))
        && !(isLatin(before) && isLatin(after));
  }

  private static boolean isLatin(char c) {
    return Character.isLetter(c) && c < 0x250;
  }
}
