package org.gwageo.lineage.numerics;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays that are used again. A new array of some megabytes is zeroed and, on first use, mapped
 * page by page, which takes as long as a tenth of a product.
 */
final class Buffers {

  /** More than one product at a time needs is left to the collector. */
  private static final int MOST = 64;

  private final Deque<float[]> unused = new ArrayDeque<>();

  /** Returns an array of at least {@code size} values, whatever they are. */
  synchronized float[] take(int size) {
    float[] best = null;
    for (float[] one : unused) {
      if (one.length >= size && (best == null || one.length < best.length)) {
        best = one;
      }
    }
    if (best == null) {
      return new float[size];
    }
    unused.removeFirstOccurrence(best);
    return best;
  }

  /** Takes an array back that nobody uses any more. */
  synchronized void giveBack(float[] buffer) {
    unused.addFirst(buffer);
    if (unused.size() > MOST) {
      unused.removeLast();
    }
  }
}
