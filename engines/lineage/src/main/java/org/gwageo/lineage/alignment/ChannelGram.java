package org.gwageo.lineage.alignment;

import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;

/**
 * The cosines between residual channels over everything that reads or writes them, without the
 * diagonal, U-centred (Székely and Rizzo, Ann. Statist. 42, 2014, equation 2.5) and scaled to
 * length 1. The dot product of two is the unbiased linear CKA of channels of length 1. Channels are
 * brought to one length because a few outlying ones, which every large model has, would otherwise
 * carry the whole sum; the gains in front of a matrix then do not matter either.
 *
 * <p>U-centred matrices are the symmetric ones with zero diagonal and zero row sums. Permutations
 * of the n channels act on them irreducibly, so by Schur's lemma the dot product with a uniformly
 * permuted other one has mean exactly 0 and variance exactly 2/(n(n-3)).
 */
final class ChannelGram {

  private static final int BLOCK_VALUES = 8 << 20;

  private final int channels;
  private final float[] values;

  private ChannelGram(int channels, float[] values) {
    this.channels = channels;
    this.values = values;
  }

  /**
   * Returns the cosines between the chosen channels.
   *
   * @param chosen channels in the order wanted
   * @param sign +1 or -1 of each chosen channel
   * @throws CheckpointException if a value is not a finite number
   */
  static ChannelGram of(ResidualMatrix matrix, int[] chosen, int[] sign, MatrixProduct product)
      throws CheckpointException {
    FloatMatrix sum = FloatMatrix.zeros(chosen.length, chosen.length);
    float[] gain = matrix.gain();
    var scale = new float[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      scale[i] = sign[i] * (gain.length == 0 ? 1 : gain[chosen[i]]);
    }
    for (Part part : matrix.parts()) {
      if (matrix.axis() == 1) {
        addReader(part, chosen, scale, sum, product);
      } else {
        addWriter(part, chosen, scale, sum, product);
      }
    }
    for (float value : sum.values()) {
      if (!Float.isFinite(value)) {
        throw new CheckpointException(
            "%s holds values whose products are not finite numbers"
                .formatted(matrix.parts().getFirst().name()));
      }
    }
    return centred(sum.values(), chosen.length);
  }

  private static void addReader(
      Part part, int[] chosen, float[] scale, FloatMatrix sum, MatrixProduct product) {
    int rows = Math.toIntExact(part.shape().getFirst());
    int width = Math.toIntExact(part.shape().getLast());
    int block = Math.max(1, BLOCK_VALUES / width / 256) * 256;
    for (int from = 0; from < rows; from += block) {
      int count = Math.min(block, rows - from);
      float[] all = part.toFloats((long) from * width, count * width);
      var kept = new float[count * chosen.length];
      for (int row = 0; row < count; row++) {
        for (int c = 0; c < chosen.length; c++) {
          kept[row * chosen.length + c] = scale[c] * all[row * width + chosen[c]];
        }
      }
      FloatMatrix read = FloatMatrix.of(kept, count, chosen.length);
      product.addTransposedTimes(read, read, sum);
    }
  }

  private static void addWriter(
      Part part, int[] chosen, float[] scale, FloatMatrix sum, MatrixProduct product) {
    int inner = Math.toIntExact(part.shape().getLast());
    var kept = new float[Math.multiplyExact(chosen.length, inner)];
    for (int c = 0; c < chosen.length; c++) {
      float[] row = part.toFloats((long) chosen[c] * inner, inner);
      for (int k = 0; k < inner; k++) {
        kept[c * inner + k] = scale[c] * row[k];
      }
    }
    FloatMatrix written = FloatMatrix.of(kept, chosen.length, inner);
    product.addTimesTransposed(written, written, sum);
  }

  /** Centres and scales in place; a matrix without spread becomes zeros. */
  static ChannelGram centred(float[] gram, int n) {
    cosines(gram, n);
    var rows = new double[n];
    double total = 0;
    for (int i = 0; i < n; i++) {
      gram[i * n + i] = 0;
      for (int j = 0; j < n; j++) {
        rows[i] += gram[i * n + j];
      }
      total += rows[i];
    }
    double squares = 0;
    double before = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          float value = gram[i * n + j];
          before += (double) value * value;
          gram[i * n + j] =
              (float) (value - (rows[i] + rows[j]) / (n - 2) + total / ((n - 1.0) * (n - 2.0)));
          squares += (double) gram[i * n + j] * gram[i * n + j];
        }
      }
    }
    float scale = squares > 1e-10 * before ? (float) (1 / Math.sqrt(squares)) : 0;
    for (int i = 0; i < gram.length; i++) {
      gram[i] *= scale;
    }
    return new ChannelGram(n, gram);
  }

  private static void cosines(float[] gram, int n) {
    var scale = new double[n];
    for (int i = 0; i < n; i++) {
      double squares = gram[i * n + i];
      scale[i] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        gram[i * n + j] = (float) (gram[i * n + j] * scale[i] * scale[j]);
      }
    }
  }

  /** Returns the standard deviation of the dot product with a randomly permuted other one. */
  static double deviation(int channels) {
    return Math.sqrt(2.0 / channels / (channels - 3.0));
  }

  int channels() {
    return channels;
  }

  /** Returns unbiased linear CKA, between -1 and 1. */
  double dot(ChannelGram other) {
    double sum = 0;
    for (int i = 0; i < channels; i++) {
      float row = 0;
      for (int j = 0; j < channels; j++) {
        row += values[i * channels + j] * other.values[i * channels + j];
      }
      sum += row;
    }
    return sum;
  }

  /** Returns the dot product with these channels in the order {@code order}. */
  double dot(ChannelGram other, int[] order) {
    double sum = 0;
    for (int i = 0; i < channels; i++) {
      int from = order[i] * channels;
      int to = i * channels;
      float row = 0;
      for (int j = 0; j < channels; j++) {
        row += values[from + order[j]] * other.values[to + j];
      }
      sum += row;
    }
    return sum;
  }

  /** Returns the dot product if relations between planted channels were those of the other. */
  double planted(ChannelGram other, boolean[] planted) {
    double sum = 0;
    for (int i = 0; i < channels; i++) {
      for (int j = 0; j < channels; j++) {
        int at = i * channels + j;
        sum +=
            (planted[i] && planted[j] ? other.values[at] : values[at]) * (double) other.values[at];
      }
    }
    return sum;
  }
}
