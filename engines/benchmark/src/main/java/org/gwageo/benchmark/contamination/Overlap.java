package org.gwageo.benchmark.contamination;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of a text comes back, in order: the F-measure of the longest common subsequence of
 * letters and digits (ROUGE-L over characters), which works on Hangul as on Latin letters.
 */
final class Overlap {

  /** Code points that are looked at; what lies beyond cannot change a comparison of item halves. */
  private static final int LONGEST = 4000;

  private Overlap() {}

  /** Returns 2 LCS / (both lengths), from 0 to 1; 0 if either has no letter or digit. */
  static double of(String expected, String reply) {
    int[] wanted = letters(expected);
    int[] got = letters(reply);
    if (wanted.length == 0 || got.length == 0) {
      return 0;
    }
    return 2.0 * longestCommonSubsequence(wanted, got) / (wanted.length + got.length);
  }

  /** Returns the letters and digits of a text in NFC and lower case, at most 4,000 code points. */
  static int[] letters(String text) {
    String start = text.length() > 8 * LONGEST ? text.substring(0, 8 * LONGEST) : text;
    return Normalizer.normalize(start, Normalizer.Form.NFC)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .map(Character::toLowerCase)
        .limit(LONGEST)
        .toArray();
  }

  /**
   * The bit-parallel algorithm of Hyyrö (2004, "Bit-parallel LCS-length computation revisited"):
   * one bit for each element of {@code one}, set as long as no match has been counted there.
   */
  static int longestCommonSubsequence(int[] one, int[] other) {
    int words = (one.length + 63) >>> 6;
    Map<Integer, long[]> places = new HashMap<>();
    for (int i = 0; i < one.length; i++) {
      places.computeIfAbsent(one[i], c -> new long[words])[i >>> 6] |= 1L << i;
    }
    long[] open = new long[words];
    java.util.Arrays.fill(open, -1L);
    for (int c : other) {
      long[] matches = places.get(c);
      if (matches == null) {
        continue;
      }
      long carry = 0;
      for (int w = 0; w < words; w++) {
        long hit = open[w] & matches[w];
        long sum = open[w] + hit;
        long overflow = Long.compareUnsigned(sum, hit) < 0 ? 1 : 0;
        long total = sum + carry;
        overflow |= carry == 1 && total == 0 ? 1 : 0;
        carry = overflow;
        open[w] = total | (open[w] & ~matches[w]);
      }
    }
    int length = 0;
    for (int i = 0; i < one.length; i++) {
      length += (open[i >>> 6] >>> i & 1) == 0 ? 1 : 0;
    }
    return length;
  }
}
