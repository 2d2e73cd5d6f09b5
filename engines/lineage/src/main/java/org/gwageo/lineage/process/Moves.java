package org.gwageo.lineage.process;

import java.util.ArrayList;
import java.util.List;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.process.TrainingRecord.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * The way of the weights through a chain of checkpoints. At most {@value #MOST_BLOCKS} blocks of
 * {@value #BLOCK} elements of a tensor are read, spread evenly and weighted to the whole tensor.
 */
final class Moves {

  private static final int BLOCK = 1 << 16;
  private static final int MOST_BLOCKS = 64;

  /**
   * What happened between two neighbours of the chain.
   *
   * @param from the earlier step
   * @param to the later step
   * @param length the Euclidean length of the difference over all parameters
   * @param norm the length of the earlier weights
   * @param elements how many parameters there are
   * @param correlation of the two sets of matrices, each matrix centred
   * @param items how many elements of matrices were read
   * @param turn the cosine between this move and the next; NaN for the last
   * @param distance of the later weights from the first of the chain
   */
  record Move(
      long from,
      long to,
      double length,
      double norm,
      double elements,
      double correlation,
      double items,
      double turn,
      double distance) {}

  private Moves() {}

  static List<Move> of(List<Snapshot> chain) throws CheckpointException {
    var moves = new ArrayList<Move>();
    for (int i = 0; i + 1 < chain.size(); i++) {
      Snapshot next = i + 2 < chain.size() ? chain.get(i + 2) : null;
      moves.add(between(chain.getFirst(), chain.get(i), chain.get(i + 1), next));
    }
    return moves;
  }

  private static Move between(Snapshot first, Snapshot from, Snapshot to, @Nullable Snapshot next)
      throws CheckpointException {
    try (var start = Safetensors.open(first.file());
        var a = Safetensors.open(from.file());
        var b = Safetensors.open(to.file());
        var c = next == null ? null : Safetensors.open(next.file())) {
      var sums = new Sums();
      for (StoredTensor tensor : a.tensors().values()) {
        if (tensor.type().floating()) {
          sums.add(
              tensor,
              same(tensor, b.tensors().get(tensor.name()), to),
              same(tensor, start.tensors().get(tensor.name()), first),
              c == null || next == null
                  ? null
                  : same(tensor, c.tensors().get(tensor.name()), next));
        }
      }
      return sums.move(from.step(), to.step(), next != null);
    }
  }

  private static StoredTensor same(StoredTensor tensor, @Nullable StoredTensor other, Snapshot at)
      throws CheckpointException {
    if (other == null || !other.shape().equals(tensor.shape())) {
      throw new CheckpointException(
          "tensor %s of shape %s is not in the checkpoint of step %d"
              .formatted(tensor.name(), tensor.shape(), at.step()));
    }
    return other;
  }

  /** Sums over all tensors read. */
  private static final class Sums {

    double moved;
    double norm;
    double elements;
    double nextMoved;
    double along;
    double away;
    double covariance;
    double varianceA;
    double varianceB;
    double items;

    void add(StoredTensor a, StoredTensor b, StoredTensor start, @Nullable StoredTensor next) {
      long blocks = Math.min(MOST_BLOCKS, Math.ceilDiv(a.elements(), BLOCK));
      double read = 0;
      var own = new double[9];
      for (long block = 0; block < blocks; block++) {
        long from = block * (a.elements() / blocks);
        int count = (int) Math.min(BLOCK, a.elements() - from);
        read += count;
        float[] x = a.toFloats(from, count);
        float[] y = b.toFloats(from, count);
        float[] s = start.toFloats(from, count);
        float[] z = next == null ? y : next.toFloats(from, count);
        for (int i = 0; i < count; i++) {
          double step = (double) y[i] - x[i];
          double then = (double) z[i] - y[i];
          double far = (double) y[i] - s[i];
          own[0] += step * step;
          own[1] += then * then;
          own[2] += step * then;
          own[3] += far * far;
          own[4] += x[i];
          own[5] += y[i];
          own[6] += (double) x[i] * x[i];
          own[7] += (double) y[i] * y[i];
          own[8] += (double) x[i] * y[i];
        }
      }
      double scale = read == 0 ? 0 : a.elements() / read;
      moved += scale * own[0];
      nextMoved += scale * own[1];
      along += scale * own[2];
      away += scale * own[3];
      norm += scale * own[6];
      elements += a.elements();
      if (a.shape().size() > 1 && read > 0) {
        covariance += own[8] - own[4] * own[5] / read;
        varianceA += own[6] - own[4] * own[4] / read;
        varianceB += own[7] - own[5] * own[5] / read;
        items += read;
      }
    }

    Move move(long from, long to, boolean turns) {
      return new Move(
          from,
          to,
          Math.sqrt(moved),
          Math.sqrt(norm),
          elements,
          covariance / Math.sqrt(varianceA * varianceB),
          items,
          turns ? along / Math.sqrt(moved * nextMoved) : Double.NaN,
          Math.sqrt(away));
    }
  }
}
