package org.gwageo.lineage.independence;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.checkpoint.ElementType;
import org.jspecify.annotations.Nullable;

/**
 * {@link NeuronSums} of bf16 that lies in the files as it is needed: the same bits, several times
 * as fast. Words of the down projection are weights of two neurons, and stay words until they are
 * multiplied.
 */
final class NeuronPairs {

  /** Neurons whose rows are multiplied soon after they have come into the cache. */
  private static final int TOGETHER = 16;

  /** What brings the weight of the first of two neurons to the upper half of a word. */
  private static final int FIRST = 16;

  private final Part gate;
  private final Part up;
  private final Part down;
  private final float[] gains;
  private final NeuronTotals totals;
  private final int neurons;
  private final int channels;

  /**
   * Prepares to read.
   *
   * @param gains by the {@linkplain NeuronSums#place place} of a channel
   */
  NeuronPairs(@Nullable Part gate, Part up, Part down, float[] gains, NeuronTotals totals) {
    this.gate = gate == null ? up : gate;
    this.up = up;
    this.down = down;
    this.gains = gains;
    this.totals = totals;
    neurons = Math.toIntExact(up.shape().getFirst());
    channels = Math.toIntExact(up.shape().getLast());
  }

  /** Whether parts are bf16 that lies in the file as it is needed, in whole groups of channels. */
  static boolean fit(@Nullable Part gate, Part up, Part down) {
    return up.shape().getLast() % NeuronSums.LANES == 0
        && halves(up)
        && halves(down)
        && (gate == null || halves(gate));
  }

  private static boolean halves(Part part) {
    return part.asStored() && part.type() == ElementType.BF16 && part.stored().plain();
  }

  /** What a thread needs: 512 bytes per channel, and some. */
  static final class Room {
    private final TurnedDown turned = new TurnedDown();
    private final float[] chains = new float[NeuronSums.SUMS];
    private final double[] lanes = new double[NeuronSums.SUMS];
  }

  /**
   * Sums up {@code count} neurons, a multiple of {@value NeuronSums#LANES} and at most twice
   * {@value TurnedDown#ROWS}.
   *
   * @param soon is told how many of them have been read after the next step, before it is done
   * @return whether floats were wide enough for all of them
   */
  boolean read(int neuron, int count, Room room, IntConsumer soon) {
    turn(neuron, count / 2, room.turned);
    MemorySegment gateBytes = rows(gate, neuron, count);
    MemorySegment upBytes = rows(up, neuron, count);
    boolean precise = true;
    for (int k = 0; k < count; k++) {
      if (k % TOGETHER == 0) {
        soon.accept(Math.min(count, k + TOGETHER));
      }
      Arrays.fill(room.lanes, 0);
      for (int channel = 0; channel < channels; channel += NeuronSums.RUN) {
        NeuronLanes.halves(
            gateBytes,
            upBytes,
            2 * ((long) (neuron + k) * channels + channel),
            gains,
            channel,
            room.turned.rows(),
            room.turned.row(k / 2) + channel,
            k % 2 == 0 ? FIRST : 0,
            Math.min(NeuronSums.RUN, channels - channel),
            room.chains);
        NeuronSums.widen(room.chains, room.lanes, 0);
      }
      totals.set(neuron + k, room.lanes, 0);
      precise &= totals.precise(neuron + k);
    }
    return precise;
  }

  private MemorySegment rows(Part part, int first, int count) {
    return part.stored().present(2L * first * channels, 2L * count * channels);
  }

  private void turn(int neuron, int pairs, TurnedDown turned) {
    turned.widen(channels);
    for (int batch = 0; batch < channels; batch += TurnedDown.BATCH) {
      int copied = Math.min(TurnedDown.BATCH, channels - batch);
      // All at once: rows far apart come slowly unless many are under way together.
      for (int c = 0; c < copied; c++) {
        long from = 2 * ((long) (batch + c) * neurons + neuron);
        MemorySegment bytes = down.stored().present(from, 4L * pairs);
        NeuronLanes.copy(bytes, from, pairs, turned.columns(), TurnedDown.column(c));
      }
      turned.turn(copied, pairs, batch);
    }
  }
}
