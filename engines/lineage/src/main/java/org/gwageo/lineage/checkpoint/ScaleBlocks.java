package org.gwageo.lineage.checkpoint;

import java.util.ArrayList;
import java.util.List;

/** How many elements of each axis share a scale, found from the two shapes. */
final class ScaleBlocks {

  private ScaleBlocks() {}

  /**
   * Returns the block of a tensor of shape {@code shape} whose scales have shape {@code scales};
   * scales with fewer axes belong to the outer ones. An axis of n elements with g scales is cut
   * into blocks of 128, the usual length, where that gives g of them; otherwise into g equal ones;
   * otherwise into blocks whose length is a power of two.
   *
   * @throws IllegalArgumentException if no such block gives that many scales
   */
  static List<Long> of(List<Long> shape, List<Long> scales) {
    if (scales.stream().allMatch(length -> length == 1)) {
      return List.of();
    }
    if (scales.size() > shape.size()) {
      throw new IllegalArgumentException(
          "scales of shape %s do not fit a tensor of shape %s".formatted(scales, shape));
    }
    var block = new ArrayList<Long>();
    for (int axis = 0; axis < shape.size(); axis++) {
      long count = axis < scales.size() ? scales.get(axis) : 1;
      block.add(length(Math.max(1, shape.get(axis)), count));
    }
    return block;
  }

  private static long length(long elements, long count) {
    if (count < 1 || count > elements) {
      throw new IllegalArgumentException(
          "%d scales do not fit %d elements".formatted(count, elements));
    }
    if (count == 1) {
      return elements;
    }
    if (Math.ceilDiv(elements, 128L) == count) {
      return 128;
    }
    if (elements % count == 0) {
      return elements / count;
    }
    for (long length = 2; length < elements; length *= 2) {
      if (Math.ceilDiv(elements, length) == count) {
        return length;
      }
    }
    throw new IllegalArgumentException(
        "%d scales do not fit %d elements".formatted(count, elements));
  }
}
