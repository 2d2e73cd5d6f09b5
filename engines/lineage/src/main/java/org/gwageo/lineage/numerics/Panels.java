package org.gwageo.lineage.numerics;

import java.util.Arrays;

/**
 * A factor in the order in which the kernel reads it: blocks of {@link MatrixProduct#DEPTH} steps,
 * in a block panels of a few lanes, in a panel step after step. Lanes that fill the last panel are
 * zeros.
 */
final class Panels {

  /** Lanes that are packed by one task. */
  private static final int GROUP = 384;

  private final Side side;
  private final int width;
  private final int lanes;
  private final float[] values;

  /**
   * @param steps the most that will be packed at once
   * @throws IllegalArgumentException if the copy would not fit an array
   */
  Panels(Side side, int width, int steps, Buffers buffers) {
    this.side = side;
    this.width = width;
    long rounded = ((long) side.lanes() + width - 1) / width * width;
    if (rounded * steps > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "a factor with %d rows or columns in the result is beyond the limit of %d"
              .formatted(side.lanes(), (Integer.MAX_VALUE - 8) / steps - width));
    }
    this.lanes = (int) rounded;
    this.values = buffers.take(lanes * steps);
  }

  float[] values() {
    return values;
  }

  /** Returns where a panel begins: a lane that is a multiple of the width, in a block of steps. */
  int at(int lane, int blockStep, int blockSteps) {
    return lanes * blockStep + lane * blockSteps;
  }

  /** Returns the number of tasks of {@link #pack}. */
  int groups() {
    return (lanes + groupLanes() - 1) / groupLanes();
  }

  private int groupLanes() {
    return Math.max(1, GROUP / width) * width;
  }

  /** Packs the lanes of a group. */
  void pack(int group, int firstStep, int steps) {
    int end = Math.min(lanes, (group + 1) * groupLanes());
    for (int block = 0; block < steps; block += MatrixProduct.DEPTH) {
      int blockSteps = Math.min(MatrixProduct.DEPTH, steps - block);
      for (int lane = group * groupLanes(); lane < end; lane += width) {
        int to = at(lane, block, blockSteps);
        int kept = Math.min(width, side.lanes() - lane);
        if (kept < width) {
          Arrays.fill(values, to, to + width * blockSteps, 0);
        }
        side.copy(lane, kept, firstStep + block, blockSteps, width, values, to);
      }
    }
  }
}
