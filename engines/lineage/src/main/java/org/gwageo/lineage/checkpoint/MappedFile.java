package org.gwageo.lineage.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files as memory. */
final class MappedFile {

  /** Files of this machine. */
  static final FileBytes SOURCE =
      new FileBytes() {
        @Override
        public MemorySegment open(Path file, Arena arena) throws CheckpointException {
          return map(file, arena);
        }

        @Override
        public void require(MemorySegment bytes, long from, long length) {}
      };

  private MappedFile() {}

  /** Maps the whole of a regular file; the arena's end unmaps it. */
  static MemorySegment map(Path file, Arena arena) throws CheckpointException {
    String shown = shown(file);
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new CheckpointException(shown + " is not a regular file");
      }
      try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      }
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be read: %s".formatted(shown, e.getMessage()), e);
    }
  }

  /** Reads a small file whole. */
  static byte[] read(Path file, long limit) throws CheckpointException {
    String shown = shown(file);
    try {
      long size = Files.size(file);
      if (size > limit) {
        throw new CheckpointException(
            "%s has %d bytes; at most %d are read".formatted(shown, size, limit));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be read: %s".formatted(shown, e.getMessage()), e);
    }
  }

  /** Returns the first bytes of a file, at most {@code count}. */
  static byte[] head(Path file, int count) throws CheckpointException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(count);
    } catch (IOException e) {
      throw new CheckpointException(
          "%s cannot be read: %s".formatted(shown(file), e.getMessage()), e);
    }
  }

  /**
   * Returns the file called {@code name} in {@code folder}; if it is a symbolic link, its target
   * lies in the folder or in the {@code blobs} folder of a hub cache two levels up.
   *
   * @param source the file that names it
   */
  static Path inside(Path folder, String name, String source) throws CheckpointException {
    Path target = folder.resolve(name);
    if (!Files.exists(target)) {
      throw new CheckpointException("%s names %s, which is missing".formatted(source, name));
    }
    try {
      Path real = folder.toRealPath();
      Path realTarget = target.toRealPath();
      Path blobs = real.resolve("../../blobs").normalize();
      if (!realTarget.startsWith(real) && !realTarget.startsWith(blobs)) {
        throw new CheckpointException("%s is a link that leaves its folder".formatted(name));
      }
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be read: %s".formatted(name, e.getMessage()), e);
    }
    return target;
  }

  /** Returns a file's own name, safe on one line. */
  static String shown(Path file) {
    return SafetensorsHeader.printable(String.valueOf(file.getFileName()));
  }

  /**
   * Returns a tensor of a file, or the sentence that says why there can be none.
   *
   * @throws CheckpointException if the bytes or scales do not fit the shape
   */
  static StoredTensor tensor(
      String file,
      String name,
      ElementType type,
      List<Long> shape,
      MemorySegment bytes,
      Scaling scaling)
      throws CheckpointException {
    return tensor(file, name, type, shape, bytes, scaling, SOURCE);
  }

  /** Returns a tensor whose bytes {@code source} brings in, or the sentence as above. */
  static StoredTensor tensor(
      String file,
      String name,
      ElementType type,
      List<Long> shape,
      MemorySegment bytes,
      Scaling scaling,
      FileBytes source)
      throws CheckpointException {
    try {
      return new StoredTensor(name, type, shape, bytes, scaling, source);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new CheckpointException(
          "%s: %s"
              .formatted(
                  file,
                  e instanceof ArithmeticException
                      ? "tensor %s of shape %s has more than 2^63 elements"
                          .formatted(
                              SafetensorsHeader.printable(name), SafetensorsHeader.printable(shape))
                      : SafetensorsHeader.printable(String.valueOf(e.getMessage()))),
          e);
    }
  }

  /** Returns bytes in memory as a segment of their own. */
  static byte[] copy(MemorySegment bytes) {
    return bytes.toArray(ValueLayout.JAVA_BYTE);
  }
}
