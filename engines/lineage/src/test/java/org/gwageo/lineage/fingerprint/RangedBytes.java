package org.gwageo.lineage.fingerprint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.FileBytes;

/** Files whose bytes are noise until they are required; only headers are there from the start. */
final class RangedBytes implements FileBytes {

  private static final int HEADER_OF_GGUF = 1 << 16;

  private final TreeMap<Long, Source> byAddress = new TreeMap<>();
  private long brought;

  private static final class Source {
    private final MemorySegment memory;
    private final byte[] bytes;
    private final BitSet there = new BitSet();

    Source(MemorySegment memory, byte[] bytes) {
      this.memory = memory;
      this.bytes = bytes;
    }
  }

  @Override
  public MemorySegment open(Path file, Arena arena) throws CheckpointException {
    try {
      byte[] bytes = Files.readAllBytes(file);
      MemorySegment memory = arena.allocate(Math.max(1, bytes.length), 8).fill((byte) 0x5B);
      var source = new Source(memory, bytes);
      byAddress.put(memory.address(), source);
      int header =
          file.toString().endsWith(".gguf")
              ? HEADER_OF_GGUF
              : 8
                  + (int)
                      MemorySegment.ofArray(bytes)
                          .get(
                              ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN),
                              0);
      bring(source, 0, Math.min(bytes.length, header));
      return memory.asSlice(0, bytes.length);
    } catch (IOException e) {
      throw new CheckpointException(file + " cannot be read", e);
    }
  }

  @Override
  public void require(MemorySegment bytes, long from, long length) {
    Map.Entry<Long, Source> entry = byAddress.floorEntry(bytes.address());
    if (entry == null) {
      throw new UncheckedIOException(new IOException("no file of this source"));
    }
    bring(entry.getValue(), Math.toIntExact(bytes.address() - entry.getKey() + from), length);
  }

  private void bring(Source source, int from, long length) {
    for (int at = from; at < from + length; at++) {
      if (!source.there.get(at)) {
        source.there.set(at);
        source.memory.set(ValueLayout.JAVA_BYTE, at, source.bytes[at]);
        brought++;
      }
    }
  }

  /** Returns how many bytes were brought in so far. */
  long brought() {
    return brought;
  }

  /** Brings in what {@link DividedPass#extents} names. */
  void bring(Iterable<Extent> extents) {
    extents.forEach(extent -> extent.tensor().present(extent.from(), extent.length()));
  }
}
