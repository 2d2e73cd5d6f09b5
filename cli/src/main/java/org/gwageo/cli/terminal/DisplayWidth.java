package org.gwageo.cli.terminal;

/**
 * How many columns of a terminal a text takes: two for the wide characters of East Asian scripts
 * and emoji, none for marks that combine with the character before them.
 */
final class DisplayWidth {

  /** The blocks of Unicode's EastAsianWidth.txt whose characters are W or F, ascending. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF01, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
    {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}
  };

  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  private static int of(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || isJoinedJamo(character)) {
      return 0;
    }
    return isWide(character) ? 2 : 1;
  }

  /** Vowels and final consonants of decomposed Hangul, drawn inside the syllable's cell. */
  private static boolean isJoinedJamo(int character) {
    return character >= 0x1160 && character <= 0x11FF;
  }

  private static boolean isWide(int character) {
    for (int[] block : WIDE) {
      if (character <= block[1]) {
        return character >= block[0];
      }
    }
    return false;
  }
}
