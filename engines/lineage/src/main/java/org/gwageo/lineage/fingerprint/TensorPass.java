package org.gwageo.lineage.fingerprint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.function.ObjIntConsumer;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.independence.NeuronSums;
import org.jspecify.annotations.Nullable;

/** The reading of one tensor, block by block; several threads may read different blocks. */
final class TensorPass {

  /** Numbers that are decoded at once, so that they stay in the nearest cache. */
  static final int DECODED = 1 << 12;

  /** Bytes that one block takes for another process. */
  static final int BLOCK_BYTES = 16 + FingerprintFile.SUMS_BYTES;

  /** Blocks of the hash in a run of bf16. */
  private static final int RUN_BLOCKS = RunLanes.BYTES / Xxh128.BLOCK;

  private static final int LINE = 64;

  /** Lines of a block that are compared with its first one. */
  private static final int PROBES = 64;

  private final StoredTensor tensor;
  private final String component;
  private final int blocks;
  private volatile @Nullable Found found;

  /** What the blocks that were read gave. */
  private static final class Found {
    private final long[] hashes;
    private final NumberSums[] sums;

    Found(int blocks) {
      hashes = new long[2 * blocks];
      sums = new NumberSums[blocks];
    }
  }

  TensorPass(StoredTensor tensor, String component) {
    this.tensor = tensor;
    this.component = component;
    blocks = Math.toIntExact(Math.ceilDiv(tensor.byteSize(), TensorPrint.BLOCK));
  }

  StoredTensor tensor() {
    return tensor;
  }

  int blocks() {
    return blocks;
  }

  long bytes() {
    return tensor.byteSize();
  }

  /** What a thread needs to read blocks and the neurons of an MLP. */
  static final class Room {
    private final NeuronSums.Room neurons = new NeuronSums.Room();
    private final float[] decoded = new float[DECODED];
    private final Tally tally = new Tally();
    private final Xxh128 hash = new Xxh128();

    NeuronSums.Room neurons() {
      return neurons;
    }
  }

  /** Reads one block. */
  void read(int block, Room room) {
    long from = (long) block * TensorPrint.BLOCK;
    int length = (int) Math.min(TensorPrint.BLOCK, tensor.byteSize() - from);
    MemorySegment bytes = tensor.present(from, length);
    Found found = found();
    long[] hashes = found.hashes;
    boolean hashed = length >= TensorPrint.SHORTEST;
    Tally tally = room.tally;
    tally.clear();
    if (tensor.type() == ElementType.BF16 && tensor.plain() && tally.readsHalves()) {
      halves(bytes, from, length, hashes, hashed ? 2 * block : -1, room);
    } else {
      decode(block, room.decoded, tally::add);
      if (hashed) {
        room.hash.hash(bytes, from, length, hashes, 2 * block);
      }
    }
    // Only when the block has come into the cache: lines far apart come slowly.
    if (hashed && !speaks(bytes, from, length)) {
      hashes[2 * block] = 0;
      hashes[2 * block + 1] = 0;
    }
    if (!tally.precise()) {
      tally.clear();
      decode(block, room.decoded, tally::addExactly);
    }
    found.sums[block] = tally.total();
  }

  /**
   * Hashes and adds up together, the last few bytes in turns, so that every byte is loaded once.
   *
   * @param hashAt where the hash goes, or below 0 for none
   */
  private static void halves(
      MemorySegment bytes, long from, int length, long[] hashes, int hashAt, Room room) {
    int blocks = hashAt < 0 ? 0 : Xxh128.blocks(length);
    room.hash.start();
    long at = from;
    int block = 0;
    for (; block + RUN_BLOCKS <= blocks; block += RUN_BLOCKS) {
      room.tally.addRun(bytes, at, room.hash);
      at += RunLanes.BYTES;
    }
    for (; block < blocks; block++) {
      room.hash.add(bytes, at);
      room.tally.addHalves(bytes, at, Xxh128.BLOCK / 2);
      at += Xxh128.BLOCK;
    }
    room.tally.addHalves(bytes, at, (int) (from + length - at) / 2);
    if (hashAt >= 0) {
      room.hash.finish(bytes, from, length, hashes, hashAt);
    }
  }

  private void decode(int block, float[] decoded, ObjIntConsumer<float[]> to) {
    long end = element(block + 1);
    for (long at = element(block); at < end; at += DECODED) {
      int count = (int) Math.min(DECODED, end - at);
      tensor.decode(at, decoded, 0, count);
      to.accept(decoded, count);
    }
  }

  /** The first number that is counted with a block. */
  private long element(int block) {
    long elements = tensor.elements();
    int width = tensor.type().bytes();
    if (tensor.plain()) {
      return Math.min(elements, (long) block * (TensorPrint.BLOCK / width));
    }
    return elements / blocks * block + Math.min(block, elements % blocks);
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

  /** Room is made when the first block is read, because few tensors are read by one process. */
  private Found found() {
    Found made = found;
    return made == null ? make() : made;
  }

  private synchronized Found make() {
    Found made = found;
    if (made == null) {
      made = new Found(blocks);
      found = made;
    }
    return made;
  }

  /** Forgets what was read. */
  void forget() {
    found = null;
  }

  /** Writes what a block that was read gave, {@value #BLOCK_BYTES} bytes, for another process. */
  void write(int block, ByteBuffer to) {
    Found found = found();
    NumberSums sums = found.sums[block];
    to.putLong(found.hashes[2 * block]).putLong(found.hashes[2 * block + 1]);
    to.putLong(sums.count()).putDouble(sums.sum()).putDouble(sums.squares());
    to.putLong(sums.zeros()).putLong(sums.infinite());
  }

  /** Takes over what {@link #write} of another process wrote. */
  void take(int block, ByteBuffer from) {
    Found found = found();
    found.hashes[2 * block] = from.getLong();
    found.hashes[2 * block + 1] = from.getLong();
    found.sums[block] =
        new NumberSums(
            from.getLong(), from.getDouble(), from.getDouble(), from.getLong(), from.getLong());
  }

  /** Returns the bytes that the blocks from {@code first} to before {@code end} are made from. */
  Extent extent(int first, int end) {
    if (!tensor.plain()) {
      return new Extent(tensor, 0, first < end ? bytes() : 0);
    }
    long from = (long) first * TensorPrint.BLOCK;
    return new Extent(tensor, from, Math.min(bytes(), (long) end * TensorPrint.BLOCK) - from);
  }

  /** Returns what all blocks gave. */
  TensorPrint print() {
    var total = new NumberSums(0, 0, 0, 0, 0);
    Found found = found();
    for (NumberSums block : found.sums) {
      total = total.plus(block);
    }
    return new TensorPrint(
        tensor.name(),
        component,
        tensor.type(),
        tensor.shape(),
        total,
        new BlockHashes(found.hashes));
  }
}
