package org.gwageo.lineage.numerics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The orthogonal polar factor Q = UVᵀ of a matrix UΣVᵀ: the rotation (for a rectangular matrix the
 * partial isometry) that is nearest to it.
 *
 * <p>It is found by Newton and Schulz's iteration X ← ρX(3 − ρ²XᵀX)/2 with the scaling ρ of Chen
 * and Chow (Argonne ANL/MCS-P5059-0114, 2014), at most {@code 1.697} so that no singular value is
 * thrown back below a tenth. Each step is a Gram matrix and a product; the first and the last two
 * are unscaled.
 *
 * <p>Singular values of Q lie between 0 and 1 always, and are 1 (to {@link #RESOLUTION}) for all
 * singular values of the matrix above {@code cutoff} times its largest. Smaller ones may end
 * anywhere between: a matrix with the same left and right directions, so bounds for the trace of a
 * partial isometry hold for it too. Directions below about 1e-6 of the largest singular value are
 * rounding noise of a float matrix.
 */
public final class PolarFactor {

  /** The share of the largest singular value down to which directions are kept by default. */
  public static final double CUTOFF = 1e-5;

  /** How far from 1 the singular values of kept directions may end. */
  public static final double RESOLUTION = 1e-5;

  private static final double LARGEST_SCALING = 1.6977;

  /** A power iteration of this many steps is within a sixth of the norm, whatever the matrix. */
  private static final int POWER_STEPS = 40;

  private final FloatMatrix factor;
  private final double largest;
  private final double residual;
  private final double rank;
  private final int steps;

  private PolarFactor(FloatMatrix factor, double largest, double residual, double rank, int steps) {
    this.factor = factor;
    this.largest = largest;
    this.residual = residual;
    this.rank = rank;
    this.steps = steps;
  }

  /** Returns the factor of {@code matrix} with {@link #CUTOFF}. */
  public static PolarFactor of(FloatMatrix matrix, MatrixProduct product) {
    return of(matrix, product, CUTOFF);
  }

  /**
   * Returns the factor of a matrix of doubles, row after row, with {@link #CUTOFF}. The values are
   * rounded to floats after division by the largest.
   */
  public static PolarFactor of(double[] values, int rows, int columns, MatrixProduct product) {
    if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "%d values are not a matrix of %d x %d".formatted(values.length, rows, columns));
    }
    double most = 0;
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a matrix of " + value + " has no polar factor");
      }
      most = Math.max(most, Math.abs(value));
    }
    var rounded = new float[values.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) (values[i] / (most == 0 ? 1 : most));
    }
    return inPlace(FloatMatrix.of(rounded, rows, columns), product, CUTOFF);
  }

  /**
   * Returns the factor of {@code matrix}, which is left as it is.
   *
   * @param cutoff share of the largest singular value down to which directions are kept, from 1e-8
   *     to 0.5
   * @throws IllegalArgumentException if the matrix is empty, all zeros or not finite
   */
  public static PolarFactor of(FloatMatrix matrix, MatrixProduct product, double cutoff) {
    return inPlace(
        FloatMatrix.of(matrix.toArray(), matrix.rows(), matrix.columns()), product, cutoff);
  }

  /**
   * Returns the factor of {@code matrix} with {@link #CUTOFF}, in the memory of the matrix, of one
   * more of its size and of a Gram matrix; a matrix of 8,192 x 8,192 has 268 MB.
   *
   * @param matrix its array, all of which it fills, is overwritten
   * @throws IllegalArgumentException if the matrix is empty, all zeros, not finite, or a window
   */
  public static PolarFactor inPlace(FloatMatrix matrix, MatrixProduct product) {
    return inPlace(matrix, product, CUTOFF);
  }

  private static PolarFactor inPlace(FloatMatrix matrix, MatrixProduct product, double cutoff) {
    if (!(cutoff >= 1e-8 && cutoff <= 0.5)) {
      throw new IllegalArgumentException("a cutoff is from 1e-8 to 0.5, not " + cutoff);
    }
    if (matrix.values().length != (long) matrix.rows() * matrix.columns()) {
      throw new IllegalArgumentException("the matrix is a window of a larger array");
    }
    normalise(matrix);
    return new Iteration(product, matrix).run(cutoff);
  }

  /** Returns Q, of the size of the matrix. */
  public FloatMatrix factor() {
    return factor;
  }

  /** Returns the largest singular value of Q, as found by power iteration: at most 1 + 1e-6. */
  public double largest() {
    return largest;
  }

  /**
   * Returns how far Q is from an isometry: the Frobenius norm of QᵀQ − I (QQᵀ − I for more columns
   * than rows) over the root of its size. About 1e-6 for a matrix of full rank.
   */
  public double residual() {
    return residual;
  }

  /** Returns the sum of the squared singular values of Q: the number of directions kept. */
  public double rank() {
    return rank;
  }

  /** Returns the number of steps taken. */
  public int steps() {
    return steps;
  }

  /** Brings the Frobenius norm to 1; two passes, since squares of floats overflow a float. */
  private static void normalise(FloatMatrix matrix) {
    float[] values = matrix.values();
    double norm = Math.sqrt(Sums.squares(values, 0, values.length));
    if (!Double.isFinite(norm) || norm == 0) {
      throw new IllegalArgumentException(
          "a matrix of %d x %d whose norm is %s has no polar factor"
              .formatted(matrix.rows(), matrix.columns(), norm));
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] / norm);
    }
  }

  private static final class Iteration {
    private final MatrixProduct product;
    private final boolean wide;
    private final int size;
    private final FloatMatrix gram;
    private FloatMatrix x;
    private FloatMatrix spare;
    private int steps;

    Iteration(MatrixProduct product, FloatMatrix x) {
      this.product = product;
      this.x = x;
      this.wide = x.columns() > x.rows();
      this.size = Math.min(x.rows(), x.columns());
      this.gram = FloatMatrix.zeros(size, size);
      this.spare = FloatMatrix.zeros(x.rows(), x.columns());
    }

    PolarFactor run(double cutoff) {
      computeGram();
      double norm = Math.sqrt(largestEigenvalue(gram));
      scale(x, 1 / norm);
      scale(gram, 1 / (norm * norm));
      step(1);
      // The norm may have been a sixth too small; one unscaled step brings all values below 1.
      double least = 1.2 * cutoff;
      while (least < 1 - 1e-3) {
        double scaling = Math.min(LARGEST_SCALING, Math.sqrt(3 / (1 + least + least * least)));
        computeGram();
        step(scaling);
        least = Math.min(moved(least, scaling), moved(1, scaling));
      }
      for (int last = 0; last < 2; last++) {
        computeGram();
        step(1);
      }
      return finished();
    }

    private static double moved(double value, double scaling) {
      double scaled = value * scaling;
      return scaled * (3 - scaled * scaled) / 2;
    }

    private PolarFactor finished() {
      computeGram();
      double largest = Math.sqrt(largestEigenvalue(gram));
      if (largest > 1) {
        scale(x, 1 / largest);
        scale(gram, 1 / (largest * largest));
        largest = 1;
      }
      double rank = 0;
      double off = 0;
      for (int i = 0; i < size; i++) {
        rank += gram.at(i, i);
        for (int j = 0; j < size; j++) {
          double difference = gram.at(i, j) - (i == j ? 1.0 : 0.0);
          off += difference * difference;
        }
      }
      return new PolarFactor(x, largest, Math.sqrt(off / size), rank, steps);
    }

    private void computeGram() {
      if (wide) {
        product.gram(x, gram);
      } else {
        product.gramOfColumns(x, gram);
      }
    }

    /** X ← ρX(3 − ρ²XᵀX)/2; overwrites the Gram matrix with the second factor. */
    private void step(double scaling) {
      scale(gram, -0.5 * scaling * scaling * scaling);
      for (int i = 0; i < size; i++) {
        gram.put(i, i, (float) (gram.at(i, i) + 1.5 * scaling));
      }
      if (wide) {
        product.times(gram, x, spare);
      } else {
        product.times(x, gram, spare);
      }
      FloatMatrix swapped = x;
      x = spare;
      spare = swapped;
      steps++;
    }
  }

  private static void scale(FloatMatrix matrix, double factor) {
    float[] values = matrix.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
  }

  /** Returns a lower bound of the largest eigenvalue of a positive matrix, by power iteration. */
  private static double largestEigenvalue(FloatMatrix matrix) {
    int size = matrix.rows();
    var random = new SplittableRandom(size);
    var vector = new double[size];
    Arrays.setAll(vector, i -> random.nextDouble() - 0.5);
    var next = new double[size];
    double value = 0;
    for (int step = 0; step < POWER_STEPS; step++) {
      double length = Math.sqrt(Sums.squares(vector));
      Arrays.fill(next, 0);
      for (int row = 0; row < size; row++) {
        double factor = vector[row] / length;
        int from = row * size;
        float[] values = matrix.values();
        for (int column = 0; column < size; column++) {
          next[column] += factor * values[from + column];
        }
      }
      value = Math.sqrt(Sums.squares(next));
      double[] swapped = vector;
      vector = next;
      next = swapped;
    }
    return value;
  }
}
