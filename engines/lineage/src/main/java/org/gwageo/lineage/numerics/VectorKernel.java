package org.gwageo.lineage.numerics;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of the width that the machine prefers; lanes are columns of the result.
 *
 * <p>The loops are written out because the compiler keeps only named local variables in registers.
 */
final class VectorKernel implements Kernel {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int COLUMNS = 2 * LANES;

  /** With 512 bits come 32 vector registers. */
  private static final int TALL = 12;

  private static final int LOW = 6;

  private final int rows;

  private VectorKernel(int rows) {
    this.rows = rows;
  }

  static VectorKernel preferred() {
    return new VectorKernel(SPECIES.vectorBitSize() >= 512 ? TALL : LOW);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public void multiply(
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      int depth,
      float[] tile,
      int tileAt,
      int stride) {
    if (rows == TALL) {
      tall(left, leftAt, right, rightAt, depth, tile, tileAt, stride);
    } else {
      low(left, leftAt, right, rightAt, depth, tile, tileAt, stride);
    }
  }

  /**
   * Twenty-four sums: what thirty-two registers hold beside two vectors of the right matrix and one
   * factor.
   */
  private static void tall(
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      int depth,
      float[] tile,
      int tileAt,
      int stride) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector b0 = a0;
    FloatVector a1 = a0;
    FloatVector b1 = a0;
    FloatVector a2 = a0;
    FloatVector b2 = a0;
    FloatVector a3 = a0;
    FloatVector b3 = a0;
    FloatVector a4 = a0;
    FloatVector b4 = a0;
    FloatVector a5 = a0;
    FloatVector b5 = a0;
    FloatVector a6 = a0;
    FloatVector b6 = a0;
    FloatVector a7 = a0;
    FloatVector b7 = a0;
    FloatVector a8 = a0;
    FloatVector b8 = a0;
    FloatVector a9 = a0;
    FloatVector b9 = a0;
    FloatVector a10 = a0;
    FloatVector b10 = a0;
    FloatVector a11 = a0;
    FloatVector b11 = a0;
    int from = leftAt;
    int at = rightAt;
    for (int step = 0; step < depth; step++) {
      FloatVector first = FloatVector.fromArray(SPECIES, right, at);
      FloatVector second = FloatVector.fromArray(SPECIES, right, at + LANES);
      FloatVector factor;
      factor = FloatVector.broadcast(SPECIES, left[from]);
      a0 = first.fma(factor, a0);
      b0 = second.fma(factor, b0);
      factor = FloatVector.broadcast(SPECIES, left[from + 1]);
      a1 = first.fma(factor, a1);
      b1 = second.fma(factor, b1);
      factor = FloatVector.broadcast(SPECIES, left[from + 2]);
      a2 = first.fma(factor, a2);
      b2 = second.fma(factor, b2);
      factor = FloatVector.broadcast(SPECIES, left[from + 3]);
      a3 = first.fma(factor, a3);
      b3 = second.fma(factor, b3);
      factor = FloatVector.broadcast(SPECIES, left[from + 4]);
      a4 = first.fma(factor, a4);
      b4 = second.fma(factor, b4);
      factor = FloatVector.broadcast(SPECIES, left[from + 5]);
      a5 = first.fma(factor, a5);
      b5 = second.fma(factor, b5);
      factor = FloatVector.broadcast(SPECIES, left[from + 6]);
      a6 = first.fma(factor, a6);
      b6 = second.fma(factor, b6);
      factor = FloatVector.broadcast(SPECIES, left[from + 7]);
      a7 = first.fma(factor, a7);
      b7 = second.fma(factor, b7);
      factor = FloatVector.broadcast(SPECIES, left[from + 8]);
      a8 = first.fma(factor, a8);
      b8 = second.fma(factor, b8);
      factor = FloatVector.broadcast(SPECIES, left[from + 9]);
      a9 = first.fma(factor, a9);
      b9 = second.fma(factor, b9);
      factor = FloatVector.broadcast(SPECIES, left[from + 10]);
      a10 = first.fma(factor, a10);
      b10 = second.fma(factor, b10);
      factor = FloatVector.broadcast(SPECIES, left[from + 11]);
      a11 = first.fma(factor, a11);
      b11 = second.fma(factor, b11);
      from += TALL;
      at += COLUMNS;
    }
    int to = tileAt;
    add(a0, tile, to);
    add(b0, tile, to + LANES);
    to += stride;
    add(a1, tile, to);
    add(b1, tile, to + LANES);
    to += stride;
    add(a2, tile, to);
    add(b2, tile, to + LANES);
    to += stride;
    add(a3, tile, to);
    add(b3, tile, to + LANES);
    to += stride;
    add(a4, tile, to);
    add(b4, tile, to + LANES);
    to += stride;
    add(a5, tile, to);
    add(b5, tile, to + LANES);
    to += stride;
    add(a6, tile, to);
    add(b6, tile, to + LANES);
    to += stride;
    add(a7, tile, to);
    add(b7, tile, to + LANES);
    to += stride;
    add(a8, tile, to);
    add(b8, tile, to + LANES);
    to += stride;
    add(a9, tile, to);
    add(b9, tile, to + LANES);
    to += stride;
    add(a10, tile, to);
    add(b10, tile, to + LANES);
    to += stride;
    add(a11, tile, to);
    add(b11, tile, to + LANES);
  }

  /**
   * Twelve sums: what sixteen registers hold beside two vectors of the right matrix and one factor.
   */
  private static void low(
      float[] left,
      int leftAt,
      float[] right,
      int rightAt,
      int depth,
      float[] tile,
      int tileAt,
      int stride) {
    FloatVector a0 = FloatVector.zero(SPECIES);
    FloatVector b0 = a0;
    FloatVector a1 = a0;
    FloatVector b1 = a0;
    FloatVector a2 = a0;
    FloatVector b2 = a0;
    FloatVector a3 = a0;
    FloatVector b3 = a0;
    FloatVector a4 = a0;
    FloatVector b4 = a0;
    FloatVector a5 = a0;
    FloatVector b5 = a0;
    int from = leftAt;
    int at = rightAt;
    for (int step = 0; step < depth; step++) {
      FloatVector first = FloatVector.fromArray(SPECIES, right, at);
      FloatVector second = FloatVector.fromArray(SPECIES, right, at + LANES);
      FloatVector factor;
      factor = FloatVector.broadcast(SPECIES, left[from]);
      a0 = first.fma(factor, a0);
      b0 = second.fma(factor, b0);
      factor = FloatVector.broadcast(SPECIES, left[from + 1]);
      a1 = first.fma(factor, a1);
      b1 = second.fma(factor, b1);
      factor = FloatVector.broadcast(SPECIES, left[from + 2]);
      a2 = first.fma(factor, a2);
      b2 = second.fma(factor, b2);
      factor = FloatVector.broadcast(SPECIES, left[from + 3]);
      a3 = first.fma(factor, a3);
      b3 = second.fma(factor, b3);
      factor = FloatVector.broadcast(SPECIES, left[from + 4]);
      a4 = first.fma(factor, a4);
      b4 = second.fma(factor, b4);
      factor = FloatVector.broadcast(SPECIES, left[from + 5]);
      a5 = first.fma(factor, a5);
      b5 = second.fma(factor, b5);
      from += LOW;
      at += COLUMNS;
    }
    int to = tileAt;
    add(a0, tile, to);
    add(b0, tile, to + LANES);
    to += stride;
    add(a1, tile, to);
    add(b1, tile, to + LANES);
    to += stride;
    add(a2, tile, to);
    add(b2, tile, to + LANES);
    to += stride;
    add(a3, tile, to);
    add(b3, tile, to + LANES);
    to += stride;
    add(a4, tile, to);
    add(b4, tile, to + LANES);
    to += stride;
    add(a5, tile, to);
    add(b5, tile, to + LANES);
  }

  // Small enough to be inlined wherever it is called, and without a choice between vectors: one
  // that crosses a call or a choice becomes an object.
  private static void add(FloatVector sums, float[] tile, int at) {
    FloatVector.fromArray(SPECIES, tile, at).add(sums).intoArray(tile, at);
  }
}
