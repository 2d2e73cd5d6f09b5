package org.gwageo.lineage.checkpoint;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Floats from their upper halves in vector registers, which the compiler does not find by itself.
 * The class needs the module jdk.incubator.vector and must not be touched without it.
 */
final class UpperHalves {

  private static final VectorSpecies<Integer> WHOLE = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> HALF =
      VectorSpecies.of(short.class, VectorShape.forBitSize(WHOLE.vectorBitSize() / 2));

  private UpperHalves() {}

  /**
   * Decodes as many elements as fill whole vectors, and returns how many these were.
   *
   * @param from the first element of {@code bytes}
   */
  static int decode(MemorySegment bytes, long from, float[] to, int at, int count) {
    int lanes = WHOLE.length();
    int whole = count - count % lanes;
    for (int i = 0; i < whole; i += lanes) {
      var halves =
          ShortVector.fromMemorySegment(HALF, bytes, (from + i) * 2, ByteOrder.LITTLE_ENDIAN);
      var words = (IntVector) halves.convertShape(VectorOperators.S2I, WHOLE, 0);
      words.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats().intoArray(to, at + i);
    }
    return whole;
  }
}
