package org.gwageo.lineage.fingerprint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Adds up the numbers of one block after the other.
 *
 * <p>In a run of {@value #RUN} numbers, number i is added to chain i mod {@value #LANES} in floats,
 * and its square with a fused multiply-add likewise. Chains are added to as many sums in double
 * precision, run after run, and these in halves at the end. The bits do not depend on the width of
 * the vectors. Chains of 64 numbers leave the sum of squares of a block an error of some 1e-8 of
 * itself. Where that sum is below 2^-80 or beyond the floats, {@link #precise} is false and the
 * block has to be added up {@linkplain #addExactly exactly}.
 */
final class Tally {

  static final int LANES = 32;
  static final int RUN = 2048;

  private static final double LEAST = 0x1p-80;

  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Sums, then squares. */
  private final float[] chains = new float[2 * LANES];

  private final double[] lanes = new double[2 * LANES];
  private final boolean vectors;

  /** Whether chains stand in the order of {@link #place}. */
  private boolean halves;

  private int inRun;
  private long count;
  private long zeros;
  private long infinite;

  Tally() {
    this(VECTORS);
  }

  Tally(boolean vectors) {
    this.vectors = vectors;
  }

  /** Whether {@link #addHalves} may be used. */
  boolean readsHalves() {
    return vectors;
  }

  /** Begins a block. */
  void clear() {
    Arrays.fill(chains, 0);
    Arrays.fill(lanes, 0);
    halves = false;
    inRun = 0;
    count = 0;
    zeros = 0;
    infinite = 0;
  }

  /** Adds numbers; only the last of a block may be other than a multiple of {@value #LANES}. */
  void add(float[] values, int number) {
    for (int from = 0; from < number; ) {
      int now = Math.min(RUN - inRun, number - from);
      int whole = vectors ? now - now % LANES : 0;
      zeros += whole == 0 ? 0 : TallyLanes.add(values, from, whole, chains);
      for (int i = from + whole; i < from + now; i++) {
        add(values[i], (inRun + i - from) % LANES);
      }
      from += now;
      advance(now);
    }
  }

  /** Adds bf16 as it lies in memory, no fewer than the run has left unless the block ends. */
  void addHalves(MemorySegment bytes, long at, int number) {
    halves = true;
    for (int from = 0; from < number; ) {
      int now = Math.min(RUN - inRun, number - from);
      int whole = now - now % LANES;
      zeros += TallyLanes.addHalves(bytes, at + 2L * from, whole, chains);
      for (int i = from + whole; i < from + now; i++) {
        float value = Float.intBitsToFloat(bytes.get(SHORT, at + 2L * i) << 16);
        add(value, place((inRun + i - from) % LANES));
      }
      from += now;
      advance(now);
    }
  }

  /** Adds a whole run of bf16 between two runs, which a hash takes in with the same loads. */
  void addRun(MemorySegment bytes, long at, Xxh128 hash) {
    halves = true;
    zeros += hash.addRun(bytes, at, chains);
    advance(RUN);
  }

  private void add(float value, int chain) {
    chains[chain] += value;
    chains[LANES + chain] = Math.fma(value, value, chains[LANES + chain]);
    zeros += value == 0 ? 1 : 0;
  }

  private void advance(int number) {
    count += number;
    inRun += number;
    if (inRun == RUN) {
      widen();
    }
  }

  private void widen() {
    for (int i = 0; i < 2 * LANES; i++) {
      lanes[i] += chains[i];
    }
    Arrays.fill(chains, 0);
    inRun = 0;
  }

  /** Where the chain of a number stands if words of two numbers are read: even ones first. */
  private static int place(int number) {
    return number / 2 + number % 2 * (LANES / 2);
  }

  /** Adds numbers with all chains in double precision, where the squares of floats are exact. */
  void addExactly(float[] values, int number) {
    for (int i = 0; i < number; i++) {
      double value = values[i];
      int lane = (int) ((count + i) % LANES);
      lanes[lane] += value;
      lanes[LANES + lane] += value * value;
      zeros += value == 0 ? 1 : 0;
      infinite += Double.isFinite(value) ? 0 : 1;
    }
    count += number;
  }

  /** Returns whether floats were wide enough for the squares. */
  boolean precise() {
    double squares = total().squares();
    return count == zeros || (squares >= LEAST && squares < Double.POSITIVE_INFINITY);
  }

  /** Ends a block and returns its sums. */
  NumberSums total() {
    widen();
    return new NumberSums(count, folded(0), folded(LANES), zeros, infinite);
  }

  private double folded(int at) {
    var sums = new double[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      sums[lane] = lanes[at + (halves ? place(lane) : lane)];
    }
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        sums[lane] += sums[lane + half];
      }
    }
    return sums[0];
  }
}
