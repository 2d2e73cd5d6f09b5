package org.gwageo.lineage.generators;

import java.util.Arrays;

/** Draws again what a generator puts at a place. */
public final class DrawnNumbers {

  private DrawnNumbers() {}

  /**
   * Returns the first {@code count} numbers that a tensor gets, of mean 0 and variance 1.
   *
   * @param offset the place, as {@link GeneratorSearch.Found} says it
   * @throws IllegalArgumentException if a tensor of a processor does not begin at a multiple of
   *     {@value CpuDraws#GROUP} words, or more numbers of a graphics card are wanted than do not
   *     depend on the card
   */
  public static float[] of(Generator generator, long seed, long offset, int count) {
    return switch (generator) {
      case TORCH_CPU_NORMAL -> cpu(seed, offset, count)[0];
      case TORCH_CPU_UNIFORM -> cpu(seed, offset, count)[1];
      case TORCH_CUDA_NORMAL -> cuda(seed, offset, count)[0];
      case TORCH_CUDA_UNIFORM -> cuda(seed, offset, count)[1];
    };
  }

  private static float[][] cpu(long seed, long offset, int count) {
    if (offset < 0 || offset % CpuDraws.GROUP != 0) {
      throw new IllegalArgumentException(
          "a place in the stream is a multiple of %d, not %d".formatted(CpuDraws.GROUP, offset));
    }
    var draws = new CpuDraws(seed);
    draws.skip(offset);
    int whole = Math.ceilDiv(count, CpuDraws.GROUP) * CpuDraws.GROUP;
    var numbers = new float[2][whole];
    draws.next(numbers[0], numbers[1], 0, whole);
    return new float[][] {Arrays.copyOf(numbers[0], count), Arrays.copyOf(numbers[1], count)};
  }

  private static float[][] cuda(long seed, long offset, int count) {
    if (offset < 0 || count > CudaDraws.ELEMENTS) {
      throw new IllegalArgumentException(
          "of a graphics card's numbers the first %d are known, not %d at %d"
              .formatted(CudaDraws.ELEMENTS, count, offset));
    }
    var numbers = new float[2][count];
    new CudaDraws().draw(seed, offset, 0, count, numbers[0], numbers[1], 0);
    return numbers;
  }
}
