package org.gwageo.lineage.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Where the bytes of a checkpoint's files come from: files of this machine are mapped, others may
 * be brought in by ranges as they are asked for.
 *
 * <p>{@link #open} gives a file's whole length as memory, whether its bytes are there or not, with
 * the file's header present; {@link #require} is called before any other byte is read.
 */
public interface FileBytes {

  /** Returns the source that maps whole files, all of whose bytes are there at once. */
  static FileBytes mapped() {
    return MappedFile.SOURCE;
  }

  /**
   * Returns the memory that stands for a file, in the file's length.
   *
   * @param arena what the memory lives as long as
   * @throws CheckpointException if the file cannot be read
   */
  MemorySegment open(Path file, Arena arena) throws CheckpointException;

  /**
   * Returns once the given bytes can be read.
   *
   * @param bytes a slice of what {@link #open} returned
   * @param from the first byte of it that is going to be read
   * @param length how many are
   * @throws java.io.UncheckedIOException if they cannot be brought
   */
  void require(MemorySegment bytes, long from, long length);
}
