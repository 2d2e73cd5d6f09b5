package org.gwageo.lineage.alignment;

import java.util.Arrays;
import java.util.List;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;

/**
 * How the channels of two models vary together over shared rows: the sum over rows of (x - mean
 * x)ᵀ(y - mean y), read once, block by block.
 *
 * <p>The first row is taken off before summing and the rest of the mean is taken off at the end,
 * because {@code Σ(x-a)ᵀ(y-b) - n(mean x - a)ᵀ(mean y - b)} is the same sum for every a and b.
 */
final class CrossMoment {

  /** Bytes of one model's block of rows; a block has a multiple of 256 rows. */
  private static final int BLOCK_BYTES = 64 << 20;

  private final FloatMatrix moment;
  private final double[] subjectMean;
  private final double[] referenceMean;

  private CrossMoment(FloatMatrix moment, double[] subjectMean, double[] referenceMean) {
    this.moment = moment;
    this.subjectMean = subjectMean;
    this.referenceMean = referenceMean;
  }

  /**
   * Sums over {@code rows}, of which there is at least one.
   *
   * @throws CheckpointException if a value is not a finite number
   */
  static CrossMoment of(
      ResidualRows subject, ResidualRows reference, SharedRows rows, MatrixProduct product)
      throws CheckpointException {
    return of(subject, reference, rows, 0, subject.channels(), product);
  }

  /**
   * Sums over {@code rows} for the subject's channels from {@code first} to {@code end} alone; what
   * is {@linkplain #joined joined} of such ranges has the bits of the whole.
   *
   * @throws CheckpointException if a value is not a finite number
   */
  static CrossMoment of(
      ResidualRows subject,
      ResidualRows reference,
      SharedRows rows,
      int first,
      int end,
      MatrixProduct product)
      throws CheckpointException {
    int own = end - first;
    int other = reference.channels();
    int widest = Math.max(subject.channels(), other);
    int block = Math.max(1, BLOCK_BYTES / 4 / widest / 256) * 256;
    float[] subjectShift = Arrays.copyOfRange(subject.read(rows.subject(0, 1)), first, end);
    float[] referenceShift = reference.read(rows.reference(0, 1));
    var subjectSum = new double[own];
    var referenceSum = new double[other];
    FloatMatrix moment = FloatMatrix.zeros(own, other);
    for (int from = 0; from < rows.size(); from += block) {
      int count = Math.min(block, rows.size() - from);
      float[] x = columns(subject.read(rows.subject(from, count)), subject.channels(), first, end);
      float[] y = reference.read(rows.reference(from, count));
      shift(x, subjectShift, subjectSum);
      shift(y, referenceShift, referenceSum);
      product.addTransposedTimes(
          FloatMatrix.of(x, count, own), FloatMatrix.of(y, count, other), moment);
    }
    centre(moment, subjectSum, referenceSum, rows.size());
    for (float value : moment.values()) {
      if (!Float.isFinite(value)) {
        throw new CheckpointException(
            "%s and %s hold values whose products are not finite numbers"
                .formatted(subject.part().name(), reference.part().name()));
      }
    }
    return new CrossMoment(
        moment,
        mean(subjectShift, subjectSum, rows.size()),
        mean(referenceShift, referenceSum, rows.size()));
  }

  private static float[] columns(float[] values, int width, int first, int end) {
    int kept = end - first;
    if (kept == width) {
      return values;
    }
    var columns = new float[values.length / width * kept];
    for (int from = first, to = 0; to < columns.length; from += width, to += kept) {
      System.arraycopy(values, from, columns, to, kept);
    }
    return columns;
  }

  /** Returns the moments of neighbouring ranges of the subject's channels as one. */
  static CrossMoment joined(List<CrossMoment> ranges) {
    CrossMoment first = ranges.getFirst();
    if (ranges.size() == 1) {
      return first;
    }
    int own = ranges.stream().mapToInt(range -> range.moment.rows()).sum();
    FloatMatrix moment = FloatMatrix.zeros(own, first.moment.columns());
    var mean = new double[own];
    int row = 0;
    for (CrossMoment range : ranges) {
      float[] values = range.moment.toArray();
      System.arraycopy(values, 0, moment.values(), row * moment.columns(), values.length);
      System.arraycopy(range.subjectMean, 0, mean, row, range.subjectMean.length);
      row += range.moment.rows();
    }
    return new CrossMoment(moment, mean, first.referenceMean);
  }

  private static void shift(float[] values, float[] by, double[] sum) {
    for (int i = 0, c = 0; i < values.length; i++, c = c + 1 == by.length ? 0 : c + 1) {
      values[i] -= by[c];
      sum[c] += values[i];
    }
  }

  private static void centre(FloatMatrix moment, double[] subject, double[] reference, int rows) {
    float[] values = moment.values();
    for (int i = 0; i < subject.length; i++) {
      for (int j = 0; j < reference.length; j++) {
        int at = i * reference.length + j;
        values[at] = (float) (values[at] - subject[i] * reference[j] / rows);
      }
    }
  }

  private static double[] mean(float[] shift, double[] sum, int rows) {
    var mean = new double[shift.length];
    for (int c = 0; c < mean.length; c++) {
      mean[c] = shift[c] + sum[c] / rows;
    }
    return mean;
  }

  /** Returns the sums, (subject's channels, reference's channels). */
  FloatMatrix moment() {
    return moment;
  }

  double[] subjectMean() {
    return subjectMean;
  }

  double[] referenceMean() {
    return referenceMean;
  }
}
