package org.gwageo.lineage.alignment;

import java.util.Arrays;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.statistics.Permutations;

/** Inner products between channels of the reference's basis over a matrix of the subject. */
final class RotatedGram {

  private static final int BLOCK_VALUES = 8 << 20;

  private RotatedGram() {}

  /**
   * Returns the relations between the channels that a rotation leads to.
   *
   * @param turn (subject's channels, chosen channels of the reference's basis)
   * @throws CheckpointException if a value is not a finite number
   */
  static ChannelGram of(ResidualMatrix matrix, FloatMatrix turn, MatrixProduct product)
      throws CheckpointException {
    int chosen = turn.columns();
    FloatMatrix sum = FloatMatrix.zeros(chosen, chosen);
    for (Part part : matrix.parts()) {
      var vectors = new ResidualRows(part, matrix.axis(), matrix.gain());
      int[] all = Permutations.identity(vectors.count());
      // A writer is stored channel by channel and would be read anew for every block.
      int block =
          matrix.axis() == 0
              ? all.length
              : Math.max(1, BLOCK_VALUES / vectors.channels() / 256) * 256;
      for (int from = 0; from < all.length; from += block) {
        int count = Math.min(block, all.length - from);
        int[] rows = Arrays.copyOfRange(all, from, from + count);
        FloatMatrix read = FloatMatrix.of(vectors.read(rows), count, vectors.channels());
        FloatMatrix turned = product.times(read, turn);
        product.addTransposedTimes(turned, turned, sum);
      }
    }
    for (float value : sum.values()) {
      if (!Float.isFinite(value)) {
        throw new CheckpointException(
            "%s holds values whose products are not finite numbers"
                .formatted(matrix.parts().getFirst().name()));
      }
    }
    return ChannelGram.centred(sum.values(), chosen);
  }

  /** Returns some columns of a matrix. */
  static FloatMatrix columns(FloatMatrix matrix, int[] chosen) {
    FloatMatrix kept = FloatMatrix.zeros(matrix.rows(), chosen.length);
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < chosen.length; j++) {
        kept.put(i, j, matrix.at(i, chosen[j]));
      }
    }
    return kept;
  }
}
