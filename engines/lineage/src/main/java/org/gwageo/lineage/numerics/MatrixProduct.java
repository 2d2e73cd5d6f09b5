package org.gwageo.lineage.numerics;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Products of float matrices, blocked and packed after Goto and van de Geijn (ACM Trans. Math.
 * Softw. 34(3), 2008, article 12).
 *
 * <p>An element of a product starts at zero; to it blocks of 256 steps of the inner dimension are
 * added, each block summed by one chain of fused multiply-adds that starts at zero, from the first
 * block to the last. The bits of the result follow from this alone: not from the number of threads,
 * the width of the vectors or whether there are vectors.
 *
 * <p>An instance may be used by several threads at once. It keeps its working memory for the next
 * product: eight kilobytes per row and column of the largest result so far, and 1.2 megabytes per
 * thread.
 */
public final class MatrixProduct {

  /** Steps of the inner dimension that are summed in one chain; part of the definition. */
  static final int DEPTH = 256;

  /** Steps whose factors are copied into panels at once; bounds the memory for the copies. */
  private static final int SLAB = 8 * DEPTH;

  /** Below this many multiplications starting threads costs more than it saves. */
  private static final long WORTH_THREADS = 4_000_000;

  private final int threads;
  private final Kernel kernel;
  private final Buffers buffers = new Buffers();

  MatrixProduct(int threads, Kernel kernel) {
    if (threads < 1) {
      throw new IllegalArgumentException("a product runs on at least 1 thread, not " + threads);
    }
    this.threads = threads;
    this.kernel = kernel;
  }

  /**
   * Returns products that use up to {@code threads} threads, the calling one among them.
   *
   * @throws IllegalArgumentException if {@code threads} is below 1
   */
  public static MatrixProduct onThreads(int threads) {
    return new MatrixProduct(threads, Kernel.best());
  }

  /** Returns the number of threads, at least 1. */
  public int threads() {
    return threads;
  }

  /** Returns A·B, a new matrix; as many columns in A as rows in B. */
  public FloatMatrix times(FloatMatrix a, FloatMatrix b) {
    return fresh(Side.rows(a), Side.columns(b));
  }

  /** Returns A·Bᵀ, a new matrix; A and B with as many columns. */
  public FloatMatrix timesTransposed(FloatMatrix a, FloatMatrix b) {
    return fresh(Side.rows(a), Side.rows(b));
  }

  /** Returns Aᵀ·B, a new matrix; A and B with as many rows. */
  public FloatMatrix transposedTimes(FloatMatrix a, FloatMatrix b) {
    return fresh(Side.columns(a), Side.columns(b));
  }

  /** Returns A·Aᵀ, a new symmetric matrix; half the work of the general product. */
  public FloatMatrix gram(FloatMatrix a) {
    return freshGram(Side.rows(a));
  }

  /** Returns Aᵀ·A, a new symmetric matrix; half the work of the general product. */
  public FloatMatrix gramOfColumns(FloatMatrix a) {
    return freshGram(Side.columns(a));
  }

  /**
   * Writes A·B over {@code result}.
   *
   * @throws IllegalArgumentException if the sizes do not fit or {@code result} shares values with a
   *     factor, as for all methods of this class
   */
  public void times(FloatMatrix a, FloatMatrix b, FloatMatrix result) {
    run(Side.rows(a), Side.columns(b), result, false);
  }

  /** Writes A·Bᵀ over {@code result}. */
  public void timesTransposed(FloatMatrix a, FloatMatrix b, FloatMatrix result) {
    run(Side.rows(a), Side.rows(b), result, false);
  }

  /** Writes Aᵀ·B over {@code result}. */
  public void transposedTimes(FloatMatrix a, FloatMatrix b, FloatMatrix result) {
    run(Side.columns(a), Side.columns(b), result, false);
  }

  /**
   * Adds A·Bᵀ to {@code result}, its first block to what is there. Where long matrices are handed
   * over in pieces, pieces of a multiple of 256 columns give the bits of the whole.
   */
  public void addTimesTransposed(FloatMatrix a, FloatMatrix b, FloatMatrix result) {
    run(Side.rows(a), Side.rows(b), result, true);
  }

  /**
   * Adds Aᵀ·B to {@code result}, its first block to what is there. Where long matrices are handed
   * over in pieces, pieces of a multiple of 256 rows give the bits of the whole.
   */
  public void addTransposedTimes(FloatMatrix a, FloatMatrix b, FloatMatrix result) {
    run(Side.columns(a), Side.columns(b), result, true);
  }

  /** Writes A·Aᵀ over {@code result}. */
  public void gram(FloatMatrix a, FloatMatrix result) {
    runGram(Side.rows(a), result);
  }

  /** Writes Aᵀ·A over {@code result}. */
  public void gramOfColumns(FloatMatrix a, FloatMatrix result) {
    runGram(Side.columns(a), result);
  }

  private FloatMatrix fresh(Side left, Side right) {
    FloatMatrix result = FloatMatrix.zeros(left.lanes(), right.lanes());
    run(left, right, result, false);
    return result;
  }

  private FloatMatrix freshGram(Side side) {
    FloatMatrix result = FloatMatrix.zeros(side.lanes(), side.lanes());
    runGram(side, result);
    return result;
  }

  private void run(Side left, Side right, FloatMatrix result, boolean add) {
    check(left, right, result);
    start(left, right, result, add, false);
  }

  private void runGram(Side side, FloatMatrix result) {
    check(side, side, result);
    start(side, side, result, false, true);
    float[] values = result.values();
    for (int row = 0; row < result.rows(); row++) {
      for (int column = row + 1; column < result.columns(); column++) {
        values[result.start(row) + column] = values[result.start(column) + row];
      }
    }
  }

  private static void check(Side left, Side right, FloatMatrix result) {
    if (left.depth() != right.depth()) {
      throw new IllegalArgumentException(
          "the inner dimensions of a product differ: %d and %d"
              .formatted(left.depth(), right.depth()));
    }
    if (result.rows() != left.lanes() || result.columns() != right.lanes()) {
      throw new IllegalArgumentException(
          "a product of %d x %d does not fit a matrix of %d x %d"
              .formatted(left.lanes(), right.lanes(), result.rows(), result.columns()));
    }
    if (result.overlaps(left.matrix()) || result.overlaps(right.matrix())) {
      throw new IllegalArgumentException("a product cannot be written over one of its factors");
    }
  }

  private void start(Side left, Side right, FloatMatrix result, boolean add, boolean onlyLower) {
    if (result.rows() == 0 || result.columns() == 0) {
      return;
    }
    int depth = left.depth();
    if (depth == 0 && !add) {
      for (int row = 0; row < result.rows(); row++) {
        int from = result.start(row);
        Arrays.fill(result.values(), from, from + result.columns(), 0);
      }
    }
    long work = (long) result.rows() * result.columns() * Math.max(1, depth);
    int used = work < WORTH_THREADS ? 1 : threads;
    Tiling tiling = Tiling.of(result.rows(), result.columns(), kernel, used);
    int slab = Math.min(SLAB, depth);
    var leftPanels = new Panels(left, kernel.rows(), slab, buffers);
    var rightPanels = new Panels(right, kernel.columns(), slab, buffers);
    var sums = new float[used][];
    Arrays.setAll(sums, thread -> buffers.take(tiling.rows() * tiling.columns()));
    for (int step = 0; step < depth; step += SLAB) {
      int steps = Math.min(SLAB, depth - step);
      pack(leftPanels, rightPanels, step, steps, used);
      boolean adding = add || step > 0;
      var thread = new AtomicInteger();
      Workers.run(
          used,
          tiling.count(),
          () -> {
            float[] own = sums[thread.getAndIncrement()];
            return new TileWorker(
                kernel, tiling, leftPanels, rightPanels, steps, result, adding, onlyLower, own);
          });
    }
    buffers.giveBack(leftPanels.values());
    buffers.giveBack(rightPanels.values());
    for (float[] own : sums) {
      buffers.giveBack(own);
    }
  }

  private static void pack(Panels left, Panels right, int firstStep, int steps, int threads) {
    int leftGroups = left.groups();
    Workers.run(
        threads,
        leftGroups + right.groups(),
        () ->
            group -> {
              if (group < leftGroups) {
                left.pack(group, firstStep, steps);
              } else {
                right.pack(group - leftGroups, firstStep, steps);
              }
            });
  }
}
