package org.gwageo.lineage.independence;

import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.NeuronBlock.Scalar;
import org.jspecify.annotations.Nullable;

/** The six sums of every neuron of one MLP, and the scalars that follow from them. */
final class NeuronTotals {

  /** Below this squared length sums of floats may have lost small products. */
  private static final double LEAST = 0x1p-80;

  private final boolean gated;
  private final int neurons;
  private final double[] gg;
  private final double[] uu;
  private final double[] dd;
  private final double[] gu;
  private final double[] gd;
  private final double[] ud;

  NeuronTotals(int neurons, boolean gated) {
    this.neurons = neurons;
    this.gated = gated;
    gg = new double[neurons];
    uu = new double[neurons];
    dd = new double[neurons];
    gu = new double[neurons];
    gd = new double[neurons];
    ud = new double[neurons];
  }

  /** Returns the six sums, each by neuron; they may be written to. */
  List<double[]> all() {
    return List.of(gg, uu, dd, gu, gd, ud);
  }

  /**
   * Takes over a neuron's sums, six times {@link NeuronSums#LANES} from {@code at}; uses them up.
   */
  void set(int neuron, double[] lanes, int at) {
    int lane = NeuronSums.LANES;
    gg[neuron] = folded(lanes, at);
    uu[neuron] = folded(lanes, at + lane);
    dd[neuron] = folded(lanes, at + 2 * lane);
    gu[neuron] = folded(lanes, at + 3 * lane);
    gd[neuron] = folded(lanes, at + 4 * lane);
    ud[neuron] = folded(lanes, at + 5 * lane);
  }

  /** Adds the upper half of the sums to the lower one until one is left. */
  private static double folded(double[] lanes, int at) {
    for (int half = NeuronSums.LANES / 2; half > 0; half /= 2) {
      for (int lane = at; lane < at + half; lane++) {
        lanes[lane] += lanes[lane + half];
      }
    }
    return lanes[at];
  }

  /** Returns whether floats were wide enough for the products of a neuron. */
  boolean precise(int neuron) {
    return precise(gg[neuron]) && precise(uu[neuron]) && precise(dd[neuron]);
  }

  private static boolean precise(double squares) {
    return squares >= LEAST && squares < Double.POSITIVE_INFINITY;
  }

  /**
   * Returns the scalars.
   *
   * @param bias one number per neuron, or null
   * @throws CheckpointException if a weight is not a finite number
   */
  NeuronBlock block(Place place, float @Nullable [] bias, String up, String down)
      throws CheckpointException {
    for (int k = 0; k < neurons; k++) {
      if (!Double.isFinite(gg[k] + uu[k] + dd[k])) {
        throw new CheckpointException(
            "neuron %d of %s and %s holds a weight that is not a finite number"
                .formatted(k, up, down));
      }
    }
    List<Scalar> kinds =
        gated
            ? List.of(
                Scalar.GATE_UP_COSINE,
                Scalar.GATE_DOWN_COSINE,
                Scalar.UP_DOWN_COSINE,
                Scalar.GATE_LENGTH,
                Scalar.UP_DOWN_LENGTH)
            : List.of(Scalar.UP_DOWN_COSINE, Scalar.UP_LENGTH, Scalar.DOWN_LENGTH);
    var dead = new BitSet(neurons);
    var scalars = new TreeMap<Scalar, double[]>();
    for (Scalar kind : kinds) {
      var values = new double[neurons];
      for (int k = 0; k < neurons; k++) {
        if (uu[k] == 0 || dd[k] == 0 || gg[k] == 0) {
          dead.set(k);
        } else {
          values[k] = scalar(kind, k);
        }
      }
      scalars.put(kind, values);
    }
    if (bias != null && bias.length == neurons) {
      var values = new double[neurons];
      for (int k = 0; k < neurons; k++) {
        values[k] = bias[k];
      }
      scalars.put(Scalar.UP_BIAS, values);
    }
    return new NeuronBlock(place, scalars, dead);
  }

  private double scalar(Scalar scalar, int k) {
    return switch (scalar) {
      case GATE_UP_COSINE -> gu[k] / Math.sqrt(gg[k] * uu[k]);
      case GATE_DOWN_COSINE -> gd[k] / Math.sqrt(gg[k] * dd[k]);
      case UP_DOWN_COSINE -> ud[k] / Math.sqrt(uu[k] * dd[k]);
      case GATE_LENGTH -> Math.sqrt(gg[k]);
      case UP_DOWN_LENGTH -> Math.sqrt(uu[k]) * Math.sqrt(dd[k]);
      case UP_LENGTH -> Math.sqrt(uu[k]);
      case DOWN_LENGTH -> Math.sqrt(dd[k]);
      case UP_BIAS -> throw new IllegalArgumentException("a bias is no sum over channels");
    };
  }
}
