package org.gwageo.lineage.fingerprint;

import java.util.List;

/** A set of block hashes: open addressing on their low words. */
final class BlockIndex {

  private final long[] table;
  private final int mask;
  private long size;

  private BlockIndex(int slots) {
    table = new long[2 * slots];
    mask = slots - 1;
  }

  static BlockIndex of(List<TensorPrint> tensors) {
    long blocks = 0;
    for (TensorPrint tensor : tensors) {
      blocks += tensor.component().isEmpty() ? 0 : tensor.blocks().count();
    }
    if (blocks > 1 << 26) {
      throw new IllegalArgumentException(
          "a model has at most %d blocks of 64 KiB, not %d".formatted(1 << 26, blocks));
    }
    // At least twice as many slots as blocks, so that a search meets an empty one soon.
    var index = new BlockIndex(Integer.highestOneBit((int) blocks * 2 + 1) * 2);
    for (TensorPrint tensor : tensors) {
      for (int i = 0; i < tensor.blocks().count() && !tensor.component().isEmpty(); i++) {
        if (tensor.blocks().speaks(i)) {
          index.add(tensor.blocks().low(i), tensor.blocks().high(i));
        }
      }
    }
    return index;
  }

  private void add(long low, long high) {
    int slot = slot(low, high);
    if ((table[2 * slot] | table[2 * slot + 1]) == 0) {
      table[2 * slot] = low;
      table[2 * slot + 1] = high;
      size++;
    }
  }

  boolean contains(long low, long high) {
    return table[2 * slot(low, high) + 1] == high && table[2 * slot(low, high)] == low;
  }

  /** Returns how many different blocks there are. */
  long size() {
    return size;
  }

  /** The slot that holds the hash, or the empty one where it belongs. */
  private int slot(long low, long high) {
    int slot = (int) (low ^ (low >>> 32)) & mask;
    while ((table[2 * slot] | table[2 * slot + 1]) != 0
        && (table[2 * slot] != low || table[2 * slot + 1] != high)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
