package org.gwageo.platform.web.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * The advance widths of Pretendard GOV Regular, in thousandths of the type size: as much as is
 * needed to place and wrap labels without a browser.
 */
final class Type {

  private static final int FIRST = ' ';

  /** Widths of the characters from space to tilde, read from the font's hmtx table. */
  private static final int[] LATIN = {
    288, 257, 288, 600, 607, 862, 609, 288, 288, 288, 471, 627, 288, 576, 288, 288, //
    576, 576, 576, 576, 576, 576, 576, 576, 576, 576, 288, 288, 627, 576, 627, 479, //
    880, 646, 619, 693, 686, 567, 557, 709, 706, 419, 516, 621, 533, 853, 718, 727, //
    604, 727, 608, 607, 611, 707, 646, 915, 612, 634, 595, 288, 334, 288, 442, 576, //
    469, 535, 591, 529, 591, 553, 337, 579, 562, 218, 218, 517, 272, 834, 557, 567, //
    579, 579, 350, 496, 340, 553, 529, 777, 513, 529, 513, 288, 306, 288, 576
  };

  /** Width of a Hangul syllable, and of everything not listed. */
  private static final int WIDE = 864;

  private Type() {}

  /** Returns the width of {@code text} at {@code size}, in the unit of {@code size}. */
  static double width(String text, double size) {
    long thousandths =
        text.codePoints()
            .mapToLong(c -> c >= FIRST && c < FIRST + LATIN.length ? LATIN[c - FIRST] : WIDE)
            .sum();
    return thousandths * size / 1000;
  }

  /** Returns {@code text} in lines no wider than {@code limit}, broken at spaces. */
  static List<String> lines(String text, double size, double limit) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, size) > limit) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(word);
      } else {
        line.setLength(0);
        line.append(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
