package org.gwageo.lineage.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;

/**
 * A safetensors checkpoint mapped into memory: one file, or a folder with {@code model.safetensors}
 * or {@code model.safetensors.index.json} and its shards.
 *
 * <p>The format: 8 bytes little-endian length of the header, the header in JSON, the data. A header
 * has at most 100,000,000 bytes. Tensors may be read by several threads at once. Closing unmaps the
 * files; reading a tensor after that throws {@link IllegalStateException}.
 */
public final class Safetensors implements Weights {

  /** The most bytes a header may have, the limit of the format's reference reader. */
  public static final int HEADER_LIMIT = 100_000_000;

  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final FileBytes source;
  private final Arena arena = Arena.ofShared();
  private final SequencedMap<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final SequencedMap<String, String> metadata = new LinkedHashMap<>();
  private final List<Path> files = new ArrayList<>();

  private Safetensors(FileBytes source) {
    this.source = source;
  }

  /**
   * Opens a checkpoint.
   *
   * @param path a safetensors file, or a folder that holds one or a sharded one
   * @throws CheckpointException if a file is missing, unreadable or breaks a rule of the format
   */
  public static Safetensors open(Path path) throws CheckpointException {
    return open(path, FileBytes.mapped());
  }

  /** Opens a checkpoint whose files {@code source} stands for. */
  static Safetensors open(Path path, FileBytes source) throws CheckpointException {
    var opened = new Safetensors(source);
    try {
      if (Files.isDirectory(path)) {
        opened.mapFolder(path);
      } else {
        opened.map(path);
      }
      return opened;
    } catch (CheckpointException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Returns the tensors by name, in the order of their bytes and files. */
  @Override
  public SequencedMap<String, StoredTensor> tensors() {
    return Collections.unmodifiableSequencedMap(tensors);
  }

  /** Returns the free-form strings that the files carry beside their tensors. */
  @Override
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  /** Returns the files that hold the tensors, in the order of their names. */
  @Override
  public List<Path> files() {
    return List.copyOf(files);
  }

  /** Unmaps the files. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  /**
   * Writes one safetensors file: the data in the order of {@code tensors}, the header with its
   * names in canonical order and padded with spaces to a multiple of 8 bytes. The same tensors give
   * the same bytes.
   *
   * @throws IllegalArgumentException if two tensors share a name or the header exceeds its limit
   */
  public static void write(
      Path file, Collection<StoredTensor> tensors, Map<String, String> metadata)
      throws IOException {
    byte[] header = header(tensors, metadata);
    try (var out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length);
      writeFully(out, length.flip());
      writeFully(out, ByteBuffer.wrap(header));
      for (StoredTensor tensor : tensors) {
        long size = tensor.bytes().byteSize();
        for (long at = 0; at < size; at += 1 << 24) {
          var block = tensor.bytes().asSlice(at, Math.min(1 << 24, size - at));
          writeFully(out, block.asByteBuffer());
        }
      }
    }
  }

  private static byte[] header(Collection<StoredTensor> tensors, Map<String, String> metadata) {
    var tree = new TreeMap<String, Object>();
    if (!metadata.isEmpty()) {
      tree.put("__metadata__", metadata);
    }
    long begin = 0;
    for (StoredTensor tensor : tensors) {
      long end = begin + tensor.bytes().byteSize();
      var entry =
          Map.of(
              "dtype", tensor.type().name(),
              "shape", tensor.shape(),
              "data_offsets", List.of(begin, end));
      if (tree.put(tensor.name(), entry) != null) {
        throw new IllegalArgumentException("two tensors are named " + tensor.name());
      }
      begin = end;
    }
    byte[] json = CanonicalJson.bytes(tree);
    int padded = Math.ceilDiv(json.length, 8) * 8;
    if (padded > HEADER_LIMIT) {
      throw new IllegalArgumentException(
          "the header has %d bytes; at most %d are allowed".formatted(padded, HEADER_LIMIT));
    }
    byte[] header = Arrays.copyOf(json, padded);
    Arrays.fill(header, json.length, padded, (byte) ' ');
    return header;
  }

  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private void mapFolder(Path folder) throws CheckpointException {
    Path index = folder.resolve(ShardIndex.SAFETENSORS);
    if (!Files.exists(index)) {
      map(folder.resolve("model.safetensors"));
      return;
    }
    var shards = ShardIndex.read(folder, ShardIndex.SAFETENSORS);
    for (String shard : shards.files()) {
      var names = map(folder.resolve(shard));
      shards.check(shard, names);
    }
  }

  /** Maps one file, adds its tensors, and returns their names. */
  private List<String> map(Path file) throws CheckpointException {
    String shown = String.valueOf(file.getFileName());
    MemorySegment bytes = source.open(file, arena);
    files.add(file);
    return add(shown, bytes);
  }

  private List<String> add(String shown, MemorySegment bytes) throws CheckpointException {
    if (bytes.byteSize() < 8) {
      throw new CheckpointException(
          "%s has %d bytes; a safetensors file has at least 8".formatted(shown, bytes.byteSize()));
    }
    long headerLength = bytes.get(LENGTH, 0);
    if (headerLength < 0 || headerLength > HEADER_LIMIT) {
      throw new CheckpointException(
          "%s announces a header of %s bytes; at most %d are allowed"
              .formatted(shown, Long.toUnsignedString(headerLength), HEADER_LIMIT));
    }
    if (headerLength > bytes.byteSize() - 8) {
      throw new CheckpointException(
          "%s announces a header of %d bytes, but only %d follow"
              .formatted(shown, headerLength, bytes.byteSize() - 8));
    }
    var data = bytes.asSlice(8 + headerLength);
    byte[] json = bytes.asSlice(8, headerLength).toArray(ValueLayout.JAVA_BYTE);
    var header = SafetensorsHeader.parse(shown, json, data.byteSize());
    header.metadata().forEach(metadata::putIfAbsent);
    var names = new ArrayList<String>();
    for (var entry : header.entries()) {
      var slice = data.asSlice(entry.begin(), entry.end() - entry.begin());
      var tensor =
          new StoredTensor(
              entry.name(), entry.type(), entry.shape(), slice, Scaling.none(), source);
      if (tensors.putIfAbsent(entry.name(), tensor) != null) {
        throw new CheckpointException(
            "%s: tensor %s is in another shard as well"
                .formatted(shown, SafetensorsHeader.printable(entry.name())));
      }
      names.add(entry.name());
    }
    return names;
  }
}
