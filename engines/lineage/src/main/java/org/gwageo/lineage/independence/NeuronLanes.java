package org.gwageo.lineage.independence;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loop of {@link NeuronSums} in vectors of doubles. A fused multiply-add rounds like a product
 * and a sum here, because the product of two floats is exact in a double. The class needs the
 * module jdk.incubator.vector and must not be touched without it.
 */
final class NeuronLanes {

  private static final VectorSpecies<Double> DOUBLES =
      DoubleVector.SPECIES_PREFERRED.length() > NeuronSums.LANES
          ? DoubleVector.SPECIES_512
          : DoubleVector.SPECIES_PREFERRED;
  private static final int WIDTH = DOUBLES.length();
  private static final VectorSpecies<Short> HALVES =
      VectorSpecies.of(
          short.class, VectorShape.forBitSize(Math.max(64, DOUBLES.vectorBitSize() / 4)));

  /** Rows that are transposed together. */
  static final int GROUP = 16;

  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(
          float.class, VectorShape.forBitSize(Math.max(64, DOUBLES.vectorBitSize() / 2)));

  private static final VectorSpecies<Integer> WORDS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());
  private static final VectorSpecies<Float> ROW =
      FloatVector.SPECIES_PREFERRED.length() > GROUP
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INDEX =
      VectorSpecies.of(int.class, ROW.vectorShape());
  private static final int SIDE = ROW.length();

  /** Two rows taken in turns: their lower halves, and their upper halves. */
  private static final IntVector LOWER = turns(0);

  private static final IntVector UPPER = turns(SIDE / 2);

  private NeuronLanes() {}

  private static IntVector turns(int first) {
    var lanes = new int[SIDE];
    for (int lane = 0; lane < SIDE; lane++) {
      lanes[lane] = first + lane / 2 + (lane % 2) * SIDE;
    }
    return IntVector.fromArray(INDEX, lanes, 0);
  }

  /**
   * Writes the transpose of {@value #GROUP} rows of {@code count} columns, as far as whole squares
   * of a vector's length reach, and returns how many columns these are.
   *
   * @param work room for two squares
   */
  static int turn(
      float[] rows, int stride, int count, float[] to, int at, int toStride, float[] work) {
    if (SIDE < 2) {
      return 0;
    }
    int whole = count - count % SIDE;
    for (int row = 0; row < GROUP; row += SIDE) {
      for (int column = 0; column < whole; column += SIDE) {
        square(
            rows, row * stride + column, stride, to, at + column * toStride + row, toStride, work);
      }
    }
    return whole;
  }

  /** Takes rows i and i + n/2 in turns; log2 n such steps transpose n rows of n. */
  private static void square(
      float[] rows, int first, int stride, float[] to, int at, int toStride, float[] work) {
    float[] source = rows;
    int from = first;
    int fromStride = stride;
    int half = SIDE / 2;
    int room = 0;
    for (int step = half; step > 0; step /= 2) {
      boolean last = step == 1;
      float[] target = last ? to : work;
      int start = last ? at : room;
      room = GROUP * GROUP - room;
      int targetStride = last ? toStride : SIDE;
      for (int i = 0; i < half; i++) {
        IntVector a = row(source, from + i * fromStride);
        IntVector b = row(source, from + (i + half) * fromStride);
        int there = start + 2 * i * targetStride;
        LOWER.selectFrom(a, b).reinterpretAsFloats().intoArray(target, there);
        UPPER.selectFrom(a, b).reinterpretAsFloats().intoArray(target, there + targetStride);
      }
      source = target;
      from = start;
      fromStride = targetStride;
    }
  }

  private static IntVector row(float[] values, int at) {
    return FloatVector.fromArray(ROW, values, at).reinterpretAsInts();
  }

  /** Writes the sums over the first {@code count} channels, a multiple of 8. */
  static void products(
      float[] g, float[] u, float[] d, int at, float[] gain, int count, double[] lanes) {
    if (WIDTH == 1) {
      NeuronSums.products(g, u, d, at, gain, 0, count, lanes);
      return;
    }
    for (int lane = 0; lane < NeuronSums.LANES; lane += WIDTH) {
      lane(g, u, d, at, gain, lane, count, lanes);
    }
  }

  private static void lane(
      float[] g, float[] u, float[] d, int at, float[] gain, int lane, int count, double[] lanes) {
    DoubleVector gg = DoubleVector.zero(DOUBLES);
    DoubleVector uu = gg;
    DoubleVector dd = gg;
    DoubleVector gu = gg;
    DoubleVector gd = gg;
    DoubleVector ud = gg;
    for (int c = lane; c < count; c += NeuronSums.LANES) {
      FloatVector scale = FloatVector.fromArray(FLOATS, gain, c);
      DoubleVector gc = doubles(FloatVector.fromArray(FLOATS, g, c).mul(scale));
      DoubleVector uc = doubles(FloatVector.fromArray(FLOATS, u, c).mul(scale));
      DoubleVector dc = doubles(FloatVector.fromArray(FLOATS, d, at + c));
      gg = gc.fma(gc, gg);
      uu = uc.fma(uc, uu);
      dd = dc.fma(dc, dd);
      gu = gc.fma(uc, gu);
      gd = gc.fma(dc, gd);
      ud = uc.fma(dc, ud);
    }
    gg.intoArray(lanes, lane);
    uu.intoArray(lanes, NeuronSums.LANES + lane);
    dd.intoArray(lanes, 2 * NeuronSums.LANES + lane);
    gu.intoArray(lanes, 3 * NeuronSums.LANES + lane);
    gd.intoArray(lanes, 4 * NeuronSums.LANES + lane);
    ud.intoArray(lanes, 5 * NeuronSums.LANES + lane);
  }

  /**
   * Writes the same sums with g and u as bf16 in a file.
   *
   * @param g where g's row lies
   * @param gFrom the byte of g's first channel
   */
  static void products(
      MemorySegment g,
      long gFrom,
      MemorySegment u,
      long uFrom,
      float[] d,
      int at,
      float[] gain,
      int count,
      double[] lanes) {
    DoubleVector gg = DoubleVector.zero(DOUBLES);
    DoubleVector uu = gg;
    DoubleVector dd = gg;
    DoubleVector gu = gg;
    DoubleVector gd = gg;
    DoubleVector ud = gg;
    for (int c = 0; c < count; c += NeuronSums.LANES) {
      FloatVector scale = FloatVector.fromArray(FLOATS, gain, c);
      DoubleVector gc = doubles(wide(g, gFrom + 2L * c).mul(scale));
      DoubleVector uc = doubles(wide(u, uFrom + 2L * c).mul(scale));
      DoubleVector dc = doubles(FloatVector.fromArray(FLOATS, d, at + c));
      gg = gc.fma(gc, gg);
      uu = uc.fma(uc, uu);
      dd = dc.fma(dc, dd);
      gu = gc.fma(uc, gu);
      gd = gc.fma(dc, gd);
      ud = uc.fma(dc, ud);
    }
    gg.intoArray(lanes, 0);
    uu.intoArray(lanes, NeuronSums.LANES);
    dd.intoArray(lanes, 2 * NeuronSums.LANES);
    gu.intoArray(lanes, 3 * NeuronSums.LANES);
    gd.intoArray(lanes, 4 * NeuronSums.LANES);
    ud.intoArray(lanes, 5 * NeuronSums.LANES);
  }

  /** Returns whether bf16 can be read as it lies: all sums of a product fit one vector. */
  static boolean readsHalves() {
    return WIDTH == NeuronSums.LANES;
  }

  /** Decodes bf16, as many as fill whole vectors, and returns how many these were. */
  static int decode(MemorySegment bytes, long from, int count, float[] to, int at) {
    int whole = count - count % WIDTH;
    for (int i = 0; i < whole; i += WIDTH) {
      wide(bytes, from + 2L * i).intoArray(to, at + i);
    }
    return whole;
  }

  private static FloatVector wide(MemorySegment bytes, long from) {
    var halves = ShortVector.fromMemorySegment(HALVES, bytes, from, ByteOrder.LITTLE_ENDIAN);
    var words = (IntVector) halves.convertShape(VectorOperators.S2I, WORDS, 0);
    return words.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
  }

  private static DoubleVector doubles(FloatVector floats) {
    return (DoubleVector) floats.convertShape(VectorOperators.F2D, DOUBLES, 0);
  }
}
