package org.gwageo.lineage.fingerprint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.gwageo.lineage.checkpoint.StoredTensor;

/** The reading of one tensor, block by block; several threads may read different blocks. */
final class TensorPass {

  /** Numbers that are decoded at once, so that they stay in the nearest cache. */
  static final int DECODED = 1 << 12;

  private static final int LINE = 64;

  /** Lines of a block that are compared with its first one. */
  private static final int PROBES = 64;

  private final StoredTensor tensor;
  private final String component;
  private final long[] hashes;
  private final NumberSums[] sums;

  TensorPass(StoredTensor tensor, String component) {
    this.tensor = tensor;
    this.component = component;
    int blocks = Math.toIntExact(Math.ceilDiv(tensor.bytes().byteSize(), TensorPrint.BLOCK));
    hashes = new long[2 * blocks];
    sums = new NumberSums[blocks];
  }

  StoredTensor tensor() {
    return tensor;
  }

  int blocks() {
    return sums.length;
  }

  long bytes() {
    return tensor.bytes().byteSize();
  }

  /** Reads one block; {@code scratch} has {@link #DECODED} elements. */
  void read(int block, float[] scratch) {
    MemorySegment bytes = tensor.bytes();
    long from = (long) block * TensorPrint.BLOCK;
    int length = (int) Math.min(TensorPrint.BLOCK, bytes.byteSize() - from);
    if (length >= TensorPrint.SHORTEST && speaks(bytes, from, length)) {
      Xxh128.hash(bytes, from, length, hashes, 2 * block);
    }
    long end = element(block + 1);
    var total = new NumberSums(0, 0, 0, 0, 0);
    for (long at = element(block); at < end; at += DECODED) {
      int count = (int) Math.min(DECODED, end - at);
      tensor.decode(at, scratch, 0, count);
      total = total.plus(Tally.of(scratch, count));
    }
    sums[block] = total;
  }

  /** The first number that is counted with a block. */
  private long element(int block) {
    long elements = tensor.elements();
    int width = tensor.type().bytes();
    if (tensor.plain()) {
      return Math.min(elements, (long) block * (TensorPrint.BLOCK / width));
    }
    return elements / sums.length * block + Math.min(block, elements % sums.length);
  }

  /** Whether at least half of the lines looked at differ from the first one. */
  private static boolean speaks(MemorySegment bytes, long from, int length) {
    int lines = length / LINE;
    int probes = Math.min(PROBES, lines);
    int different = 0;
    for (int i = 0; i < probes; i++) {
      long line = from + (long) i * lines / probes * LINE;
      for (int at = 0; at < LINE; at += 8) {
        if (word(bytes, line + at) != word(bytes, from + at)) {
          different++;
          break;
        }
      }
    }
    return 2 * different >= probes;
  }

  private static long word(MemorySegment bytes, long at) {
    return bytes.get(ValueLayout.JAVA_LONG_UNALIGNED, at);
  }

  /** Returns what all blocks gave. */
  TensorPrint print() {
    var total = new NumberSums(0, 0, 0, 0, 0);
    for (NumberSums block : sums) {
      total = total.plus(block);
    }
    return new TensorPrint(
        tensor.name(), component, tensor.type(), tensor.shape(), total, new BlockHashes(hashes));
  }
}
