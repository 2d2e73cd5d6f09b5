package org.gwageo.lineage.independence;

/**
 * A part of a down projection with neurons, or pairs of them, as rows and channels at their places.
 */
final class TurnedDown {

  /** Neurons, or pairs of them, at most. */
  static final int ROWS = 128;

  /** Channels that are copied before they are turned. */
  static final int BATCH = 4 * NeuronSums.LANES;

  /** Room behind a row, so that rows do not fall on one another in the cache. */
  private static final int APART = 16;

  private static final int COLUMN = ROWS + APART;

  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private final float[] columns = new float[BATCH * COLUMN];
  private final float[] work = new float[2 * NeuronSums.TURNED * NeuronSums.TURNED];
  private float[] rows = {};
  private int stride;

  /** Makes room for rows of some channels; their content is lost. */
  void widen(int channels) {
    stride = channels + APART;
    if (rows.length < ROWS * stride) {
      rows = new float[ROWS * stride];
    }
  }

  /** The rows; the one of neuron, or pair, k begins {@linkplain #row there}. */
  float[] rows() {
    return rows;
  }

  int row(int k) {
    return k * stride;
  }

  /** Where the channels to be {@linkplain #turn turned} next are written, up to a batch of them. */
  float[] columns() {
    return columns;
  }

  static int column(int channel) {
    return channel * COLUMN;
  }

  /**
   * Turns written channels, a multiple of {@value NeuronSums#LANES}.
   *
   * @param count neurons, or pairs of them
   * @param channel the first one's number
   */
  void turn(int channels, int count, int channel) {
    int group = NeuronSums.TURNED;
    for (int half = 0; half < channels; half += group) {
      // Even channels, then odd ones.
      int from = (half - half % NeuronSums.LANES + half % NeuronSums.LANES / group) * COLUMN;
      int to = channel + half;
      int turned =
          VECTORS ? NeuronLanes.turn(columns, from, 2 * COLUMN, count, rows, to, stride, work) : 0;
      for (int k = turned; k < count; k++) {
        for (int i = 0; i < group; i++) {
          rows[k * stride + to + i] = columns[from + 2 * i * COLUMN + k];
        }
      }
    }
  }
}
