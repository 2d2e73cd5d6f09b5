package org.gwageo.lineage.independence;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link NeuronSums} in vectors of up to sixteen floats; a vector holds different
 * chains, never parts of one. The class needs the module jdk.incubator.vector and must not be
 * touched without it.
 */
final class NeuronLanes {

  /** Rows that are transposed together. */
  static final int GROUP = 16;

  private static final int LANES = NeuronSums.LANES;

  private static final VectorSpecies<Float> ROW =
      FloatVector.SPECIES_PREFERRED.length() > GROUP
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> WORDS =
      VectorSpecies.of(int.class, ROW.vectorShape());
  private static final int SIDE = ROW.length();

  /** The upper of two bf16 in a word, which is the second in a file. */
  private static final int SECOND = 0xFFFF0000;

  /** Two rows taken in turns: their lower halves, and their upper halves. */
  private static final IntVector LOWER = turns(0);

  private static final IntVector UPPER = turns(SIDE / 2);

  /** Of two rows every other value. */
  private static final IntVector EVEN = IntVector.zero(WORDS).addIndex(2);

  private static final IntVector ODD = EVEN.add(1);

  private NeuronLanes() {}

  private static IntVector turns(int first) {
    var lanes = new int[SIDE];
    for (int lane = 0; lane < SIDE; lane++) {
      lanes[lane] = first + lane / 2 + (lane % 2) * SIDE;
    }
    return IntVector.fromArray(WORDS, lanes, 0);
  }

  /**
   * Writes the transpose of {@value #GROUP} rows of {@code count} columns, as far as whole squares
   * of a vector's length reach, and returns how many columns these are.
   *
   * @param work room for two squares
   */
  static int turn(
      float[] rows,
      int from,
      int stride,
      int count,
      float[] to,
      int at,
      int toStride,
      float[] work) {
    if (SIDE < 2) {
      return 0;
    }
    int whole = count - count % SIDE;
    for (int row = 0; row < GROUP; row += SIDE) {
      for (int column = 0; column < whole; column += SIDE) {
        square(
            rows,
            from + row * stride + column,
            stride,
            to,
            at + column * toStride + row,
            toStride,
            work);
      }
    }
    return whole;
  }

  /** Takes rows i and i + n/2 in turns; log2 n such steps, mostly two at once, transpose n rows. */
  private static void square(
      float[] rows, int first, int stride, float[] to, int at, int toStride, float[] work) {
    float[] source = rows;
    int from = first;
    int fromStride = stride;
    int room = 0;
    for (int left = SIDE; left > 1; left /= 4) {
      boolean last = left <= 4;
      float[] target = last ? to : work;
      int start = last ? at : room;
      room = GROUP * GROUP - room;
      int targetStride = last ? toStride : SIDE;
      if (left > 2) {
        twice(source, from, fromStride, target, start, targetStride);
      } else {
        once(source, from, fromStride, target, start, targetStride);
      }
      source = target;
      from = start;
      fromStride = targetStride;
    }
  }

  private static void once(float[] rows, int from, int stride, float[] to, int at, int toStride) {
    for (int i = 0; i < SIDE / 2; i++) {
      IntVector a = row(rows, from + i * stride);
      IntVector b = row(rows, from + (i + SIDE / 2) * stride);
      write(LOWER.selectFrom(a, b), to, at + 2 * i * toStride);
      write(UPPER.selectFrom(a, b), to, at + (2 * i + 1) * toStride);
    }
  }

  private static void twice(float[] rows, int from, int stride, float[] to, int at, int toStride) {
    for (int i = 0; i < SIDE / 4; i++) {
      IntVector a = row(rows, from + i * stride);
      IntVector b = row(rows, from + (i + SIDE / 4) * stride);
      IntVector c = row(rows, from + (i + SIDE / 2) * stride);
      IntVector d = row(rows, from + (i + 3 * SIDE / 4) * stride);
      IntVector lower = LOWER.selectFrom(a, c);
      IntVector upper = UPPER.selectFrom(a, c);
      IntVector nextLower = LOWER.selectFrom(b, d);
      IntVector nextUpper = UPPER.selectFrom(b, d);
      int there = at + 4 * i * toStride;
      write(LOWER.selectFrom(lower, nextLower), to, there);
      write(UPPER.selectFrom(lower, nextLower), to, there + toStride);
      write(LOWER.selectFrom(upper, nextUpper), to, there + 2 * toStride);
      write(UPPER.selectFrom(upper, nextUpper), to, there + 3 * toStride);
    }
  }

  private static void write(IntVector row, float[] to, int at) {
    row.reinterpretAsFloats().intoArray(to, at);
  }

  private static IntVector row(float[] values, int at) {
    return FloatVector.fromArray(ROW, values, at).reinterpretAsInts();
  }

  /** Copies bytes as words of 32 bits, {@code count} a multiple of {@value #GROUP}. */
  static void copy(MemorySegment bytes, long from, int count, float[] to, int at) {
    for (int i = 0; i < count; i += SIDE) {
      words(bytes, from + 4L * i).reinterpretAsFloats().intoArray(to, at + i);
    }
  }

  /** Writes {@code count} channels, a multiple of 32, times their gains to their places. */
  static void arrange(float[] row, int count, float[] gains, int gainsAt, float[] to) {
    for (int c = 0; c < count; c += LANES) {
      for (int lane = 0; lane < GROUP; lane += SIDE) {
        IntVector a = row(row, c + 2 * lane);
        IntVector b = row(row, c + 2 * lane + SIDE);
        int even = c + lane;
        int odd = even + GROUP;
        EVEN.selectFrom(a, b)
            .reinterpretAsFloats()
            .mul(FloatVector.fromArray(ROW, gains, gainsAt + even))
            .intoArray(to, even);
        ODD.selectFrom(a, b)
            .reinterpretAsFloats()
            .mul(FloatVector.fromArray(ROW, gains, gainsAt + odd))
            .intoArray(to, odd);
      }
    }
  }

  /**
   * Writes the chains of one neuron over {@code count} channels, a multiple of 32, of bf16 as it
   * lies in memory.
   *
   * @param turned words of the down projection by the places of channels; a word is of two neurons
   * @param shift what brings the neuron's half of a word to the upper end: 16 or 0
   */
  static void halves(
      MemorySegment gBytes,
      MemorySegment uBytes,
      long from,
      float[] gains,
      int gainsAt,
      float[] turned,
      int at,
      int shift,
      int count,
      float[] chains) {
    for (int lane = 0; lane < GROUP; lane += SIDE) {
      halves(
          gBytes,
          uBytes,
          from + 4L * lane,
          gains,
          gainsAt + lane,
          turned,
          at + lane,
          shift,
          count,
          chains,
          lane);
    }
  }

  private static void halves(
      MemorySegment gBytes,
      MemorySegment uBytes,
      long from,
      float[] gains,
      int gainsAt,
      float[] turned,
      int at,
      int shift,
      int count,
      float[] chains,
      int lane) {
    FloatVector gg = FloatVector.zero(ROW);
    FloatVector uu = gg;
    FloatVector dd = gg;
    FloatVector gu = gg;
    FloatVector gd = gg;
    FloatVector ud = gg;
    FloatVector gg2 = gg;
    FloatVector uu2 = gg;
    FloatVector dd2 = gg;
    FloatVector gu2 = gg;
    FloatVector gd2 = gg;
    FloatVector ud2 = gg;
    for (int c = 0; c < count; c += LANES) {
      IntVector gWords = words(gBytes, from + 2L * c);
      IntVector uWords = words(uBytes, from + 2L * c);
      FloatVector gain = FloatVector.fromArray(ROW, gains, gainsAt + c);
      FloatVector gc = first(gWords).mul(gain);
      FloatVector uc = first(uWords).mul(gain);
      FloatVector dc = second(row(turned, at + c).lanewise(VectorOperators.LSHL, shift));
      gg = gc.fma(gc, gg);
      uu = uc.fma(uc, uu);
      dd = dc.fma(dc, dd);
      gu = gc.fma(uc, gu);
      gd = gc.fma(dc, gd);
      ud = uc.fma(dc, ud);
      gain = FloatVector.fromArray(ROW, gains, gainsAt + c + GROUP);
      gc = second(gWords).mul(gain);
      uc = second(uWords).mul(gain);
      dc = second(row(turned, at + c + GROUP).lanewise(VectorOperators.LSHL, shift));
      gg2 = gc.fma(gc, gg2);
      uu2 = uc.fma(uc, uu2);
      dd2 = dc.fma(dc, dd2);
      gu2 = gc.fma(uc, gu2);
      gd2 = gc.fma(dc, gd2);
      ud2 = uc.fma(dc, ud2);
    }
    gg.intoArray(chains, lane);
    uu.intoArray(chains, LANES + lane);
    dd.intoArray(chains, 2 * LANES + lane);
    gu.intoArray(chains, 3 * LANES + lane);
    gd.intoArray(chains, 4 * LANES + lane);
    ud.intoArray(chains, 5 * LANES + lane);
    int odd = GROUP + lane;
    gg2.intoArray(chains, odd);
    uu2.intoArray(chains, LANES + odd);
    dd2.intoArray(chains, 2 * LANES + odd);
    gu2.intoArray(chains, 3 * LANES + odd);
    gd2.intoArray(chains, 4 * LANES + odd);
    ud2.intoArray(chains, 5 * LANES + odd);
  }

  /** Writes the chains over {@code count} places, a multiple of 32. */
  static void products(float[] g, float[] u, float[] d, int at, int count, float[] chains) {
    for (int lane = 0; lane < LANES; lane += 2 * SIDE) {
      lanes(g, u, d, at, lane, count, chains);
    }
  }

  // Products of one vector would wait for one another; those of two fill the time.
  private static void lanes(
      float[] g, float[] u, float[] d, int at, int lane, int count, float[] chains) {
    FloatVector gg = FloatVector.zero(ROW);
    FloatVector uu = gg;
    FloatVector dd = gg;
    FloatVector gu = gg;
    FloatVector gd = gg;
    FloatVector ud = gg;
    FloatVector gg2 = gg;
    FloatVector uu2 = gg;
    FloatVector dd2 = gg;
    FloatVector gu2 = gg;
    FloatVector gd2 = gg;
    FloatVector ud2 = gg;
    for (int i = lane; i < count; i += LANES) {
      FloatVector gc = FloatVector.fromArray(ROW, g, i);
      FloatVector uc = FloatVector.fromArray(ROW, u, i);
      FloatVector dc = FloatVector.fromArray(ROW, d, at + i);
      gg = gc.fma(gc, gg);
      uu = uc.fma(uc, uu);
      dd = dc.fma(dc, dd);
      gu = gc.fma(uc, gu);
      gd = gc.fma(dc, gd);
      ud = uc.fma(dc, ud);
      gc = FloatVector.fromArray(ROW, g, i + SIDE);
      uc = FloatVector.fromArray(ROW, u, i + SIDE);
      dc = FloatVector.fromArray(ROW, d, at + i + SIDE);
      gg2 = gc.fma(gc, gg2);
      uu2 = uc.fma(uc, uu2);
      dd2 = dc.fma(dc, dd2);
      gu2 = gc.fma(uc, gu2);
      gd2 = gc.fma(dc, gd2);
      ud2 = uc.fma(dc, ud2);
    }
    gg.intoArray(chains, lane);
    uu.intoArray(chains, LANES + lane);
    dd.intoArray(chains, 2 * LANES + lane);
    gu.intoArray(chains, 3 * LANES + lane);
    gd.intoArray(chains, 4 * LANES + lane);
    ud.intoArray(chains, 5 * LANES + lane);
    int next = lane + SIDE;
    gg2.intoArray(chains, next);
    uu2.intoArray(chains, LANES + next);
    dd2.intoArray(chains, 2 * LANES + next);
    gu2.intoArray(chains, 3 * LANES + next);
    gd2.intoArray(chains, 4 * LANES + next);
    ud2.intoArray(chains, 5 * LANES + next);
  }

  private static IntVector words(MemorySegment bytes, long from) {
    return IntVector.fromMemorySegment(WORDS, bytes, from, ByteOrder.LITTLE_ENDIAN);
  }

  private static FloatVector first(IntVector words) {
    return words.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
  }

  private static FloatVector second(IntVector words) {
    return words.lanewise(VectorOperators.AND, SECOND).reinterpretAsFloats();
  }
}
