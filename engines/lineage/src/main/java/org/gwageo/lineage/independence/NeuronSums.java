package org.gwageo.lineage.independence;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.jspecify.annotations.Nullable;

/**
 * Sums of products over the residual channels for every neuron of one MLP: |g|², |u|², |d|², g·u,
 * g·d and u·d, with the gain folded into g and u.
 *
 * <p>An MLP is read in bands of neurons, so that its three matrices pass through the cache together
 * although one of them lies across the others. Several threads may read different bands.
 *
 * <p>Inside a run of {@value #RUN} channels the product at channel c is added to chain c mod
 * {@value #LANES}, in floats with fused multiply-adds, in the order of the channels. Chains are
 * added to as many sums in double precision, run after run, and these in halves at the end, those
 * of even channels standing before those of odd ones. The bits follow from this alone, whatever the
 * number of threads and the width of the vectors. Chains are at most 32 products long, which leaves
 * a cosine an error of some 1e-8. A neuron with a squared length below 2^-80 or beyond the floats
 * is summed again with all chains in double precision, where products of floats are exact.
 */
public final class NeuronSums {

  /** Chains of one product; part of the definition. */
  static final int LANES = 32;

  /** Products per neuron. */
  static final int PRODUCTS = 6;

  /** Channels that are summed in floats; part of the definition. */
  static final int RUN = 1024;

  /** Channels, even ones or odd ones, that are turned together. */
  static final int TURNED = LANES / 2;

  /** All sums of a neuron. */
  static final int SUMS = PRODUCTS * LANES;

  /** Neurons of a band that are read in pairs; in the file a channel's part of it is one piece. */
  private static final int NEURONS = 2 * TurnedDown.ROWS;

  /** Elements of a band that has to be gathered. */
  private static final int GATHERED = 1 << 22;

  /** Up to so many elements a down projection is decoded whole if it lies in another order. */
  private static final long WHOLE = 1 << 26;

  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private final @Nullable Part gate;
  private final Part up;
  private final Part down;

  /** By the place of a channel; see {@link #place}. */
  private final float[] gains;

  private final int neurons;
  private final int channels;
  private final int band;
  private final @Nullable NeuronPairs pairs;
  private float @Nullable [] turnedDown;
  private final NeuronTotals totals;

  private NeuronSums(@Nullable Part gate, Part up, Part down, float @Nullable [] gain) {
    this.gate = gate;
    this.up = up;
    this.down = down;
    neurons = Math.toIntExact(up.shape().getFirst());
    channels = Math.toIntExact(up.shape().getLast());
    gains = gains(gain, channels);
    boolean direct = up.asStored() && (gate == null || gate.asStored());
    int most = direct ? NEURONS : GATHERED / Math.max(1, channels);
    band = Math.max(1, Math.min(neurons, most));
    totals = new NeuronTotals(neurons, gate != null);
    boolean paired = VECTORS && NeuronPairs.fit(gate, up, down);
    pairs = paired ? new NeuronPairs(gate, up, down, gains, totals) : null;
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

  /** Where a channel stands in a row: first the even ones of its group, then the odd ones. */
  static int place(int channel) {
    int inGroup = channel % LANES;
    return channel - inGroup + inGroup / 2 + inGroup % 2 * TURNED;
  }

  private static float[] gains(float @Nullable [] gain, int channels) {
    var places = new float[rounded(channels)];
    Arrays.fill(places, 1);
    for (int c = 0; gain != null && c < channels; c++) {
      places[place(c)] = gain[c];
    }
    return places;
  }

  private static int rounded(int channels) {
    return Math.ceilDiv(channels, LANES) * LANES;
  }

  /** Returns how many bands there are. */
  public int bands() {
    return Math.ceilDiv(neurons, band);
  }

  /** What a thread needs beside the weights: about a megabyte, and 512 bytes per channel. */
  public static final class Room {
    private final NeuronPairs.Room pairs = new NeuronPairs.Room();
    private final TurnedDown turned = new TurnedDown();
    private final float[] row = new float[RUN];
    private final float[] g = new float[RUN];
    private final float[] u = new float[RUN];
    private final float[] chains = new float[SUMS];
    private final double[] lanes = new double[NEURONS * SUMS];
  }

  /** Sums up the neurons of one band, from 0; threads need rooms of their own. */
  public void read(int index, Room room) {
    read(index, room, neurons -> {});
  }

  /**
   * Sums up the neurons of one band in steps.
   *
   * @param soon is told how many neurons of the band have been read after the next step, before it
   *     is done, so that whoever needs their rows too can read them now, when they come into the
   *     cache anyway; what it was told last is the whole band
   */
  public void read(int index, Room room, IntConsumer soon) {
    int first = index * band;
    int count = Math.min(band, neurons - first);
    Rows upRows = rows(up, first, count);
    Rows gateRows = gate == null ? upRows : rows(gate, first, count);
    for (int part = 0; part < count; part += NEURONS) {
      int from = first + part;
      int width = Math.min(NEURONS, count - part);
      boolean precise = true;
      int paired = 0;
      if (pairs != null) {
        int before = part;
        paired = width - width % LANES;
        precise = pairs.read(from, paired, room.pairs, read -> soon.accept(before + read));
      }
      if (paired < width) {
        soon.accept(part + width);
        precise &= singles(from, paired, width, gateRows, upRows, room);
      }
      if (!precise) {
        exact(from, width, gateRows, upRows, room);
      }
    }
  }

  private boolean singles(int neuron, int from, int to, Rows gateRows, Rows upRows, Room room) {
    Arrays.fill(room.lanes, 0, to * SUMS, 0);
    singles(neuron, from, to, gateRows, upRows, room, false);
    boolean precise = true;
    for (int k = from; k < to; k++) {
      totals.set(neuron + k, room.lanes, k * SUMS);
      precise &= totals.precise(neuron + k);
    }
    return precise;
  }

  private void exact(int from, int width, Rows gateRows, Rows upRows, Room room) {
    Arrays.fill(room.lanes, 0, width * SUMS, 0);
    singles(from, 0, width, gateRows, upRows, room, true);
    for (int k = 0; k < width; k++) {
      if (!totals.precise(from + k)) {
        totals.set(from + k, room.lanes, k * SUMS);
      }
    }
  }

  /** Adds chains to sums in double precision. */
  static void widen(float[] chains, double[] lanes, int at) {
    for (int i = 0; i < SUMS; i++) {
      lanes[at + i] += chains[i];
    }
  }

  /** Reads the neurons {@code from} to {@code to} after {@code neuron} one by one. */
  private void singles(
      int neuron, int from, int to, Rows gateRows, Rows upRows, Room room, boolean exact) {
    float[] g = room.g;
    float[] u = gate == null ? g : room.u;
    room.turned.widen(RUN);
    for (int part = from; part < to; part += TurnedDown.ROWS) {
      int end = Math.min(to, part + TurnedDown.ROWS);
      for (int c = 0; c < channels; c += RUN) {
        int run = Math.min(RUN, channels - c);
        turn(c, run, neuron + part, end - part, room.turned);
        for (int k = part; k < end; k++) {
          gateRows.copy(neuron + k, c, run, room.row);
          arrange(room.row, run, gains, c, g);
          if (gate != null) {
            upRows.copy(neuron + k, c, run, room.row);
            arrange(room.row, run, gains, c, u);
          }
          single(g, u, room.turned.row(k - part), rounded(run), room, k * SUMS, exact);
        }
      }
    }
  }

  private static void single(
      float[] g, float[] u, int d, int count, Room room, int at, boolean exact) {
    if (exact) {
      exact(g, u, room.turned.rows(), d, count, room.lanes, at);
      return;
    }
    if (VECTORS) {
      NeuronLanes.products(g, u, room.turned.rows(), d, count, room.chains);
    } else {
      products(g, u, room.turned.rows(), d, count, room.chains);
    }
    widen(room.chains, room.lanes, at);
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

  /**
   * Puts channels to their places and folds the gain in; a group that is not full ends in zeros.
   */
  private static void arrange(float[] row, int count, float[] gains, int gainsAt, float[] to) {
    int whole = count - count % LANES;
    if (VECTORS) {
      NeuronLanes.arrange(row, whole, gains, gainsAt, to);
    } else {
      arrange(row, 0, whole, gains, gainsAt, to);
    }
    if (whole < count) {
      Arrays.fill(to, whole, whole + LANES, 0);
      arrange(row, whole, count, gains, gainsAt, to);
    }
  }

  static void arrange(float[] row, int from, int count, float[] gains, int gainsAt, float[] to) {
    for (int c = from; c < count; c++) {
      int place = place(c);
      to[place] = row[c] * gains[gainsAt + place];
    }
  }

  /** Writes a run of the down projection with neurons as rows and channels at their places. */
  private void turn(int channel, int run, int neuron, int count, TurnedDown turned) {
    for (int batch = 0; batch < run; batch += TurnedDown.BATCH) {
      int copied = Math.min(TurnedDown.BATCH, rounded(run - batch));
      for (int c = 0; c < copied; c++) {
        int to = TurnedDown.column(c);
        if (batch + c < run) {
          column(channel + batch + c, neuron, count, turned.columns(), to);
        } else {
          Arrays.fill(turned.columns(), to, to + count, 0);
        }
      }
      turned.turn(copied, count, batch);
    }
  }

  /** Copies what some neurons write to one channel. */
  private void column(int channel, int neuron, int count, float[] to, int at) {
    long from = (long) channel * neurons + neuron;
    if (down.asStored()) {
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

  /** The loop of {@link NeuronLanes} one product at a time. */
  static void products(float[] g, float[] u, float[] d, int at, int count, float[] chains) {
    Arrays.fill(chains, 0, SUMS, 0);
    for (int i = 0; i < count; i++) {
      int lane = i % LANES;
      float gc = g[i];
      float uc = u[i];
      float dc = d[at + i];
      chains[lane] = Math.fma(gc, gc, chains[lane]);
      chains[LANES + lane] = Math.fma(uc, uc, chains[LANES + lane]);
      chains[2 * LANES + lane] = Math.fma(dc, dc, chains[2 * LANES + lane]);
      chains[3 * LANES + lane] = Math.fma(gc, uc, chains[3 * LANES + lane]);
      chains[4 * LANES + lane] = Math.fma(gc, dc, chains[4 * LANES + lane]);
      chains[5 * LANES + lane] = Math.fma(uc, dc, chains[5 * LANES + lane]);
    }
  }

  private static void exact(
      float[] g, float[] u, float[] d, int at, int count, double[] lanes, int lanesAt) {
    for (int i = 0; i < count; i++) {
      int lane = lanesAt + i % LANES;
      double gc = g[i];
      double uc = u[i];
      double dc = d[at + i];
      lanes[lane] += gc * gc;
      lanes[LANES + lane] += uc * uc;
      lanes[2 * LANES + lane] += dc * dc;
      lanes[3 * LANES + lane] += gc * uc;
      lanes[4 * LANES + lane] += gc * dc;
      lanes[5 * LANES + lane] += uc * dc;
    }
  }

  /** Returns how many bytes the sums of a band take as {@link #write} writes them. */
  public int sumsBytes(int index) {
    return PRODUCTS * Double.BYTES * Math.min(band, neurons - index * band);
  }

  /** Writes the sums of a band that is read, for another process. */
  public void write(int index, ByteBuffer to) {
    for (double[] sums : totals.all()) {
      for (int k = index * band; k < Math.min(neurons, (index + 1) * band); k++) {
        to.putDouble(sums[k]);
      }
    }
  }

  /** Takes over the sums of a band that {@link #write} of another process wrote. */
  public void take(int index, ByteBuffer from) {
    for (double[] sums : totals.all()) {
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
    return totals.block(up.place(), bias, up.name(), down.name());
  }
}
