package org.gwageo.benchmark.contamination;

import java.text.Normalizer;

/**
 * Turns text that arrives in blocks into letters and words: NFC, lower case, everything but
 * letters, digits and combining marks dropped, words ended by white space or after 256 letters.
 */
abstract class LetterStream {

  /** A longer run of letters counts as several words. */
  static final int LONGEST_WORD = 256;

  private static final int LONGEST_CARRY = 1 << 18;

  private final StringBuilder carry = new StringBuilder();
  private long line = 1;
  private int wordLength;

  /** Takes the next letter. */
  abstract void letter(int codePoint);

  /** Takes the end of a word of {@code length} letters. */
  abstract void word(int length);

  /** Returns the line of the text that is being taken, from 1. */
  final long line() {
    return line;
  }

  final void add(char[] block, int length) {
    carry.append(block, 0, length);
    int cut = cut();
    if (cut > 0) {
      take(carry.substring(0, cut));
      carry.delete(0, cut);
    }
  }

  /** Takes what is left and makes ready for another text. */
  void finish() {
    take(carry.toString());
    carry.setLength(0);
    endWord();
    line = 1;
  }

  /**
   * Where the text may be cut so that composing both parts gives what composing the whole gives:
   * before a character that never composes with one before it.
   */
  private int cut() {
    for (int i = carry.length() - 1; i > 0; i--) {
      char c = carry.charAt(i);
      boolean hangulSyllable = c >= '\uAC00' && c <= '\uD7A3';
      boolean ideograph = c >= '\u4E00' && c <= '\u9FFF';
      if (c < 0x80 || hangulSyllable || ideograph) {
        return i;
      }
    }
    if (carry.length() < LONGEST_CARRY) {
      return 0;
    }
    int end = carry.length() - 1;
    return Character.isLowSurrogate(carry.charAt(end)) ? end - 1 : end;
  }

  private void take(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    for (int i = 0; i < composed.length(); ) {
      int c = composed.charAt(i++);
      if (c < 0x80) {
        ascii(c);
        continue;
      }
      if (Character.isHighSurrogate((char) c) && i < composed.length()) {
        c = composed.codePointAt(i - 1);
        i += Character.charCount(c) - 1;
      }
      other(c);
    }
  }

  private void ascii(int c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      put(c);
    } else if (c >= 'A' && c <= 'Z') {
      put(c + 'a' - 'A');
    } else if (c <= ' ') {
      line += c == '\n' ? 1 : 0;
      endWord();
    }
  }

  private void other(int c) {
    if (c >= '\uAC00' && c <= '\uD7A3') {
      put(c);
    } else if (Character.isLetterOrDigit(c)) {
      put(Character.toLowerCase(c));
    } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      endWord();
    } else if (Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK) {
      put(c);
    }
  }

  private void put(int c) {
    letter(c);
    if (++wordLength == LONGEST_WORD) {
      endWord();
    }
  }

  private void endWord() {
    if (wordLength > 0) {
      word(wordLength);
      wordLength = 0;
    }
  }
}
