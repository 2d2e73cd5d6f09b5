package org.gwageo.lineage.independence;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.independence.NeuronBlock.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Sums of products over the residual channels for every neuron of one MLP: |g|², |u|², |d|², g·u,
 * g·d and u·d, with the gain folded into g and u.
 *
 * <p>An MLP is read in bands of neurons, and a band in tiles of {@value #CHANNELS} channels, so
 * that the three matrices pass through the cache together although one of them lies across the
 * others. Several threads may read different bands. Inside a tile the product at channel c goes to
 * sum c mod {@value #LANES} in double precision, where products of two floats are exact; the sums
 * of a tile are added in halves, and tiles in their order. The bits follow from this alone,
 * whatever the number of threads and the width of the vectors.
 */
public final class NeuronSums {

  /** Sums of one product; part of the definition. */
  static final int LANES = 8;

  /** Products per neuron. */
  static final int PRODUCTS = 6;

  private static final int CHANNELS = 512;

  /** Channels of the down projection that are turned together. */
  private static final int GROUP = 16;

  /** Neurons in a band where all three tensors lie in the file as they are needed. */
  private static final int NEURONS = 256;

  /** Elements of a band that has to be gathered. */
  private static final int GATHERED = 1 << 22;

  /** Up to so many elements a down projection is decoded whole if it lies in another order. */
  private static final long WHOLE = 1 << 26;

  /** Room behind a row of the turned tile, so that rows do not fall on one another in the cache. */
  private static final int STRIDE = CHANNELS + 16;

  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private final @Nullable Part gate;
  private final Part up;
  private final Part down;
  private final float @Nullable [] gain;
  private final int neurons;
  private final int channels;
  private final int band;
  private float @Nullable [] turnedDown;
  private final double[] gg;
  private final double[] uu;
  private final double[] dd;
  private final double[] gu;
  private final double[] gd;
  private final double[] ud;

  private NeuronSums(@Nullable Part gate, Part up, Part down, float @Nullable [] gain) {
    this.gate = gate;
    this.up = up;
    this.down = down;
    this.gain = gain;
    neurons = Math.toIntExact(up.shape().getFirst());
    channels = Math.toIntExact(up.shape().getLast());
    boolean direct = up.asStored() && (gate == null || gate.asStored());
    int most = direct ? NEURONS : GATHERED / Math.max(1, channels);
    band = Math.max(1, Math.min(neurons, most));
    gg = new double[neurons];
    uu = new double[neurons];
    dd = new double[neurons];
    gu = new double[neurons];
    gd = new double[neurons];
    ud = new double[neurons];
  }

  /**
   * Prepares to read one MLP or expert of a tower; nothing is summed before {@link #read}.
   *
   * @param up the part of role {@link Role#UP}
   * @param down the part of role {@link Role#DOWN} of the same layer and expert
   * @throws CheckpointException if the MLP's tensors do not fit together
   */
  public static NeuronSums of(Tower tower, Part up, Part down) throws CheckpointException {
    Place place = up.place();
    Part gate = tower.part(Role.GATE, place.layer(), place.expert()).orElse(null);
    float[] gain = tower.gainBeforeMlp(place.layer()).orElse(null);
    long rows = up.shape().getFirst();
    long columns = up.shape().getLast();
    if ((gate != null && !gate.shape().equals(up.shape()))
        || !down.shape().equals(List.of(columns, rows))
        || (gain != null && gain.length != columns)) {
      throw new CheckpointException(
          "tensors %s %s and %s %s%s do not form one MLP"
              .formatted(
                  up.name(),
                  up.shape(),
                  down.name(),
                  down.shape(),
                  gate == null ? "" : " and %s %s".formatted(gate.name(), gate.shape())));
    }
    return new NeuronSums(gate, up, down, gain);
  }

  /** Returns how many bands there are. */
  public int bands() {
    return Math.ceilDiv(neurons, band);
  }

  /** Sums up the neurons of one band, from 0. */
  public void read(int index) {
    int first = index * band;
    int count = Math.min(band, neurons - first);
    Rows upRows = rows(up, first, count);
    Rows gateRows = gate == null ? upRows : rows(gate, first, count);
    boolean halves = halves(up) && (gate == null || halves(gate));
    long firstByte = halves ? 2L * first * channels : 0;
    long byteCount = halves ? 2L * count * channels : 0;
    MemorySegment upBytes = up.stored().present(firstByte, byteCount);
    MemorySegment gateBytes = gate == null ? upBytes : gate.stored().present(firstByte, byteCount);
    var g = new float[CHANNELS];
    var u = gate == null ? g : new float[CHANNELS];
    var d = new float[Math.min(NEURONS, count) * STRIDE];
    var runs = new float[GROUP * (NEURONS + GROUP)];
    var work = new float[2 * GROUP * GROUP];
    var scale = new float[CHANNELS];
    var lanes = new double[PRODUCTS * LANES];
    for (int part = 0; part < count; part += NEURONS) {
      int width = Math.min(NEURONS, count - part);
      for (int c = 0; c < channels; c += CHANNELS) {
        int run = Math.min(CHANNELS, channels - c);
        turn(c, run, first + part, width, d, runs, work);
        scale(c, run, scale);
        for (int k = 0; k < width; k++) {
          if (halves && run % LANES == 0) {
            long from = 2L * ((long) (first + part + k) * channels + c);
            NeuronLanes.products(gateBytes, from, upBytes, from, d, k * STRIDE, scale, run, lanes);
            add(first + part + k, lanes);
            continue;
          }
          gateRows.copy(first + part + k, c, run, g);
          if (gate != null) {
            upRows.copy(first + part + k, c, run, u);
          }
          products(g, u, d, k * STRIDE, scale, run, lanes);
          add(first + part + k, lanes);
        }
      }
    }
  }

  /** Rows of a matrix as floats. */
  private interface Rows {
    void copy(int row, int column, int count, float[] to);
  }

  private Rows rows(Part part, int first, int count) {
    if (part.asStored()) {
      return (row, column, run, to) ->
          part.stored().decode((long) row * channels + column, to, 0, run);
    }
    float[] gathered = part.toFloats((long) first * channels, count * channels);
    return (row, column, run, to) ->
        System.arraycopy(gathered, (row - first) * channels + column, to, 0, run);
  }

  /** Whether a part is bf16 that lies in the file as it is needed. */
  private static boolean halves(Part part) {
    return VECTORS
        && part.asStored()
        && part.type() == ElementType.BF16
        && part.stored().plain()
        && NeuronLanes.readsHalves();
  }

  private void scale(int channel, int count, float[] to) {
    if (gain == null) {
      Arrays.fill(to, 1);
    } else {
      System.arraycopy(gain, channel, to, 0, count);
    }
  }

  /**
   * Writes a tile of the down projection with neurons as rows.
   *
   * @param runs room for a group of rows
   * @param work room for two squares
   */
  private void turn(
      int channel,
      int channelCount,
      int neuron,
      int neuronCount,
      float[] to,
      float[] runs,
      float[] work) {
    int stride = NEURONS + GROUP;
    for (int c = 0; c < channelCount; c += GROUP) {
      int together = Math.min(GROUP, channelCount - c);
      for (int i = 0; i < together; i++) {
        downRun(channel + c + i, neuron, neuronCount, runs, i * stride);
      }
      int turned =
          VECTORS && together == GROUP
              ? NeuronLanes.turn(runs, stride, neuronCount, to, c, STRIDE, work)
              : 0;
      for (int k = turned; k < neuronCount; k++) {
        for (int i = 0; i < together; i++) {
          to[k * STRIDE + c + i] = runs[i * stride + k];
        }
      }
    }
  }

  private void downRun(int channel, int neuron, int count, float[] to, int at) {
    long from = (long) channel * neurons + neuron;
    if (halves(down) && count % LANES == 0) {
      NeuronLanes.decode(down.stored().present(2 * from, 2L * count), 2 * from, count, to, at);
    } else if (down.asStored()) {
      down.stored().decode(from, to, at, count);
    } else if (down.elements() <= WHOLE) {
      System.arraycopy(turnedDown(), (int) from, to, at, count);
    } else {
      System.arraycopy(down.toFloats(from, count), 0, to, at, count);
    }
  }

  /** The whole down projection in the order of its part; made by the first band that needs it. */
  private synchronized float[] turnedDown() {
    if (turnedDown == null) {
      turnedDown = down.toFloats();
    }
    return turnedDown;
  }

  /** Writes the sums of the six products over {@code lanes}. */
  private static void products(
      float[] g, float[] u, float[] d, int at, float[] gain, int count, double[] lanes) {
    int whole = count - count % LANES;
    if (VECTORS) {
      NeuronLanes.products(g, u, d, at, gain, whole, lanes);
    } else {
      products(g, u, d, at, gain, 0, whole, lanes);
    }
    addProducts(g, u, d, at, gain, whole, count, lanes);
  }

  /** The loop of {@link NeuronLanes} one product at a time. */
  static void products(
      float[] g, float[] u, float[] d, int at, float[] gain, int from, int to, double[] lanes) {
    Arrays.fill(lanes, 0);
    addProducts(g, u, d, at, gain, from, to, lanes);
  }

  private static void addProducts(
      float[] g, float[] u, float[] d, int at, float[] gain, int from, int to, double[] lanes) {
    for (int c = from; c < to; c++) {
      int lane = c % LANES;
      double gc = g[c] * gain[c];
      double uc = u[c] * gain[c];
      double dc = d[at + c];
      lanes[lane] += gc * gc;
      lanes[LANES + lane] += uc * uc;
      lanes[2 * LANES + lane] += dc * dc;
      lanes[3 * LANES + lane] += gc * uc;
      lanes[4 * LANES + lane] += gc * dc;
      lanes[5 * LANES + lane] += uc * dc;
    }
  }

  private void add(int neuron, double[] lanes) {
    gg[neuron] += folded(lanes, 0);
    uu[neuron] += folded(lanes, LANES);
    dd[neuron] += folded(lanes, 2 * LANES);
    gu[neuron] += folded(lanes, 3 * LANES);
    gd[neuron] += folded(lanes, 4 * LANES);
    ud[neuron] += folded(lanes, 5 * LANES);
  }

  private static double folded(double[] lanes, int at) {
    double even = (lanes[at] + lanes[at + 4]) + (lanes[at + 2] + lanes[at + 6]);
    double odd = (lanes[at + 1] + lanes[at + 5]) + (lanes[at + 3] + lanes[at + 7]);
    return even + odd;
  }

  /** Returns how many bytes the sums of a band take as {@link #write} writes them. */
  public int sumsBytes(int index) {
    return PRODUCTS * Double.BYTES * Math.min(band, neurons - index * band);
  }

  /** Writes the sums of a band that is read, for another process. */
  public void write(int index, ByteBuffer to) {
    for (double[] sums : List.of(gg, uu, dd, gu, gd, ud)) {
      for (int k = index * band; k < Math.min(neurons, (index + 1) * band); k++) {
        to.putDouble(sums[k]);
      }
    }
  }

  /** Takes over the sums of a band that {@link #write} of another process wrote. */
  public void take(int index, ByteBuffer from) {
    for (double[] sums : List.of(gg, uu, dd, gu, gd, ud)) {
      for (int k = index * band; k < Math.min(neurons, (index + 1) * band); k++) {
        sums[k] = from.getDouble();
      }
    }
  }

  /** Returns what reading the bands from {@code first} to before {@code end} needs. */
  public List<Extent> extents(int first, int end) {
    long from = (long) first * band;
    long count = Math.min(neurons, (long) end * band) - from;
    var extents = new ArrayList<Extent>();
    extents.add(up.extent(from, count));
    if (gate != null) {
      extents.add(gate.extent(from, count));
    }
    extents.add(down.extent(0, channels));
    return extents;
  }

  /**
   * Returns the scalars of the neurons once all bands are read.
   *
   * @param bias one number per neuron, or null
   * @throws CheckpointException if a weight is not a finite number
   */
  public NeuronBlock block(float @Nullable [] bias) throws CheckpointException {
    int infinite = infinite();
    if (infinite >= 0) {
      throw new CheckpointException(
          "neuron %d of %s and %s holds a weight that is not a finite number"
              .formatted(infinite, up.name(), down.name()));
    }
    List<Scalar> kinds =
        gate == null
            ? List.of(Scalar.UP_DOWN_COSINE, Scalar.UP_LENGTH, Scalar.DOWN_LENGTH)
            : List.of(
                Scalar.GATE_UP_COSINE,
                Scalar.GATE_DOWN_COSINE,
                Scalar.UP_DOWN_COSINE,
                Scalar.GATE_LENGTH,
                Scalar.UP_DOWN_LENGTH);
    var dead = new BitSet(neurons);
    var scalars = new TreeMap<Scalar, double[]>();
    for (Scalar kind : kinds) {
      var values = new double[neurons];
      for (int k = 0; k < neurons; k++) {
        if (empty(k, gate != null)) {
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
    return new NeuronBlock(up.place(), scalars, dead);
  }

  /** Returns the first neuron with a weight that is not finite, or -1. */
  private int infinite() {
    for (int k = 0; k < neurons; k++) {
      if (!Double.isFinite(gg[k] + uu[k] + dd[k])) {
        return k;
      }
    }
    return -1;
  }

  private boolean empty(int neuron, boolean gated) {
    return uu[neuron] == 0 || dd[neuron] == 0 || (gated && gg[neuron] == 0);
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
