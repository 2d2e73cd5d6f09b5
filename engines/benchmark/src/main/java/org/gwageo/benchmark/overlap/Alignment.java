package org.gwageo.benchmark.overlap;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Edit distance and longest common subsequence of sequences of numbers, 64 cells at a time.
 *
 * <p>Sources: G. Myers, A fast bit-vector algorithm for approximate string matching based on
 * dynamic programming, J. ACM 46 (1999); H. Hyyrö, Bit-parallel LCS-length computation revisited
 * (2004). Time is {@code |a| |b| / 64}.
 */
final class Alignment {

  private static final int WORD = 64;
  private static final int MOST_KEPT = 8_000_000;

  private Alignment() {}

  /** Returns the least number of insertions, deletions and replacements from one to the other. */
  static int editDistance(int[] left, int[] right) {
    int[] a = left.length <= right.length ? left : right;
    int[] b = left.length <= right.length ? right : left;
    int start = 0;
    while (start < a.length && a[start] == b[start]) {
      start++;
    }
    int end = 0;
    while (end < a.length - start && a[a.length - 1 - end] == b[b.length - 1 - end]) {
      end++;
    }
    int m = a.length - start - end;
    if (m == 0) {
      return b.length - a.length;
    }
    return distance(a, b, start, m, b.length - start - end);
  }

  private static int distance(int[] a, int[] b, int start, int m, int n) {
    int words = (m + WORD - 1) / WORD;
    Map<Integer, long[]> where = places(a, start, m);
    long[] none = new long[words];
    long[] plus = new long[words];
    long[] minus = new long[words];
    Arrays.fill(plus, -1L);
    long last = 1L << ((m - 1) % WORD);
    int distance = m;
    for (int j = 0; j < n; j++) {
      long[] equal = where.getOrDefault(b[start + j], none);
      int carry = 1;
      for (int w = 0; w < words; w++) {
        long pv = plus[w];
        long mv = minus[w];
        long eq = equal[w];
        long xv = eq | mv;
        eq |= carry < 0 ? 1L : 0L;
        long xh = (((eq & pv) + pv) ^ pv) | eq;
        long ph = mv | ~(xh | pv);
        long mh = pv & xh;
        long top = w == words - 1 ? last : Long.MIN_VALUE;
        int out = (ph & top) != 0 ? 1 : (mh & top) != 0 ? -1 : 0;
        ph = (ph << 1) | (carry > 0 ? 1L : 0L);
        mh = (mh << 1) | (carry < 0 ? 1L : 0L);
        plus[w] = mh | ~(xv | ph);
        minus[w] = ph & xv;
        carry = out;
      }
      distance += carry;
    }
    return distance;
  }

  private static Map<Integer, long[]> places(int[] symbols, int start, int length) {
    int words = (length + WORD - 1) / WORD;
    Map<Integer, long[]> places = new HashMap<>();
    for (int i = 0; i < length; i++) {
      places.computeIfAbsent(symbols[start + i], key -> new long[words])[i / WORD] |=
          1L << (i % WORD);
    }
    return places;
  }

  /** Returns the length of the longest common subsequence. */
  static int commonLength(int[] left, int[] right) {
    int[] a = left.length <= right.length ? left : right;
    int[] b = left.length <= right.length ? right : left;
    if (a.length == 0) {
      return 0;
    }
    Map<Integer, long[]> where = places(a, 0, a.length);
    long[] row = ones(a.length);
    for (int symbol : b) {
      step(row, where.get(symbol));
    }
    return zeros(row, a.length);
  }

  private static long[] ones(int length) {
    long[] row = new long[(length + WORD - 1) / WORD];
    Arrays.fill(row, -1L);
    return row;
  }

  private static void step(long[] row, long @Nullable [] equal) {
    if (equal == null) {
      return;
    }
    long carry = 0;
    for (int w = 0; w < row.length; w++) {
      long v = row[w];
      long u = v & equal[w];
      long sum = v + u;
      long over = Long.compareUnsigned(sum, v) < 0 ? 1 : 0;
      long full = sum + carry;
      over |= Long.compareUnsigned(full, sum) < 0 ? 1 : 0;
      row[w] = full | (v & ~equal[w]);
      carry = over;
    }
  }

  /** Returns the number of zero bits among the first {@code length}. */
  private static int zeros(long[] row, int length) {
    int count = 0;
    int full = length / WORD;
    for (int w = 0; w < full; w++) {
      count += WORD - Long.bitCount(row[w]);
    }
    int rest = length % WORD;
    return rest == 0 ? count : count + rest - Long.bitCount(row[full] & ((1L << rest) - 1));
  }

  /**
   * Returns the positions in {@code reference} of one longest common subsequence: read from the
   * end, and where two ways are equally long, by leaving a symbol of the reference. So much of the
   * candidate is looked at that {@value #MOST_KEPT} words of memory suffice.
   */
  static BitSet commonPositions(int[] reference, int[] candidate) {
    BitSet positions = new BitSet();
    if (reference.length == 0) {
      return positions;
    }
    int words = (reference.length + WORD - 1) / WORD;
    int columns = Math.min(candidate.length, Math.max(1, MOST_KEPT / words));
    long[][] rows = new long[columns + 1][];
    Map<Integer, long[]> where = places(reference, 0, reference.length);
    rows[0] = ones(reference.length);
    for (int j = 0; j < columns; j++) {
      rows[j + 1] = rows[j].clone();
      step(rows[j + 1], where.get(candidate[j]));
    }
    int i = reference.length;
    int j = columns;
    while (i > 0 && j > 0) {
      if (reference[i - 1] == candidate[j - 1]) {
        positions.set(i - 1);
        i--;
        j--;
      } else if (zeros(rows[j - 1], i) > zeros(rows[j], i - 1)) {
        j--;
      } else {
        i--;
      }
    }
    return positions;
  }
}
