package org.gwageo.lineage.numerics;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Computes tiles of a result one after the other.
 *
 * <p>The sums of a tile lie in a buffer, small tile of the kernel after small tile, and move to the
 * result at the end: rows of a large result are far apart in memory, often by a power of two, and
 * adding to them after each block of steps costs a third of the time.
 */
final class TileWorker implements IntConsumer {

  private final Kernel kernel;
  private final Tiling tiling;
  private final Panels left;
  private final Panels right;
  private final int steps;
  private final FloatMatrix result;
  private final boolean add;
  private final boolean onlyLower;
  private final float[] sums;

  /**
   * @param steps steps that the panels hold
   * @param add whether the first block is added to what the result holds
   * @param onlyLower whether tiles wholly above the diagonal are left out
   * @param sums at least as many values as a tile has
   */
  TileWorker(
      Kernel kernel,
      Tiling tiling,
      Panels left,
      Panels right,
      int steps,
      FloatMatrix result,
      boolean add,
      boolean onlyLower,
      float[] sums) {
    this.kernel = kernel;
    this.tiling = tiling;
    this.left = left;
    this.right = right;
    this.steps = steps;
    this.result = result;
    this.add = add;
    this.onlyLower = onlyLower;
    this.sums = sums;
  }

  @Override
  public void accept(int tile) {
    int firstRow = tile % tiling.down() * tiling.rows();
    int firstColumn = tile / tiling.down() * tiling.columns();
    if (onlyLower && firstColumn >= firstRow + tiling.rows()) {
      return;
    }
    int endRow = Math.min(result.rows(), firstRow + tiling.rows());
    int endColumn = Math.min(result.columns(), firstColumn + tiling.columns());
    if (add) {
      move(firstRow, endRow, firstColumn, endColumn, false);
    } else {
      Arrays.fill(sums, 0, tiling.rows() * tiling.columns(), 0);
    }
    for (int block = 0; block < steps; block += MatrixProduct.DEPTH) {
      sum(firstRow, endRow, firstColumn, endColumn, block);
    }
    move(firstRow, endRow, firstColumn, endColumn, true);
  }

  private void sum(int firstRow, int endRow, int firstColumn, int endColumn, int block) {
    int blockSteps = Math.min(MatrixProduct.DEPTH, steps - block);
    int at = 0;
    for (int column = firstColumn; column < endColumn; column += kernel.columns()) {
      int rightAt = right.at(column, block, blockSteps);
      for (int row = firstRow; row < endRow; row += kernel.rows()) {
        kernel.multiply(
            left.values(),
            left.at(row, block, blockSteps),
            right.values(),
            rightAt,
            blockSteps,
            sums,
            at,
            kernel.columns());
        at += kernel.rows() * kernel.columns();
      }
    }
  }

  /** Copies what lies inside the result between it and the buffer, along the rows of the result. */
  private void move(int firstRow, int endRow, int firstColumn, int endColumn, boolean toResult) {
    float[] values = result.values();
    int kernelRows = kernel.rows();
    int width = kernel.columns();
    // Sums of one column of small tiles: all rows of the tile, rounded up.
    int apart = (endRow - firstRow + kernelRows - 1) / kernelRows * kernelRows * width;
    for (int row = firstRow; row < endRow; row++) {
      int here = (row - firstRow) * width;
      int there = result.start(row);
      for (int column = firstColumn; column < endColumn; column += width, here += apart) {
        int count = Math.min(width, endColumn - column);
        if (toResult) {
          System.arraycopy(sums, here, values, there + column, count);
        } else {
          System.arraycopy(values, there + column, sums, here, count);
        }
      }
    }
  }
}
