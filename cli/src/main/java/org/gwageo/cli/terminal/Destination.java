package org.gwageo.cli.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Where machine output goes: nowhere, standard output ({@code -}), or a file that is replaced. */
public sealed interface Destination {

  /** No machine output is wanted. */
  record Nowhere() implements Destination {}

  /** Standard output, which then carries nothing else. */
  record StandardOutput() implements Destination {}

  /**
   * A file.
   *
   * @param path where it is to be
   */
  record File(Path path) implements Destination {}

  /**
   * Reads an option's value, and looks whether a file could be written there before any work is
   * done for it.
   *
   * @param option the option, such as {@code --json}
   * @param value its value, or {@code null} when the option is not given
   * @throws CannotRun if a folder is there, or the file's folder is not
   */
  static Destination of(String option, @Nullable String value) throws CannotRun {
    if (value == null) {
      return new Nowhere();
    }
    if (value.equals("-")) {
      return new StandardOutput();
    }
    Path path = Path.of(value);
    if (Files.isDirectory(path)) {
      throw new CannotRun("%s %s is a folder, not a file".formatted(option, path));
    }
    Path folder = folderOf(path);
    if (!Files.isDirectory(folder)) {
      throw new CannotRun(
          "%s %s cannot be written: there is no folder %s".formatted(option, path, folder));
    }
    if (!Files.isWritable(Files.exists(path) && !Files.isRegularFile(path) ? path : folder)) {
      throw new CannotRun(
          "%s %s cannot be written: permission denied for %s".formatted(option, path, folder));
    }
    return new File(path);
  }

  /** Returns whether a person reads standard output, because no machine does. */
  default boolean leavesOutputToPeople() {
    return !(this instanceof StandardOutput);
  }

  /**
   * Writes {@code bytes}. A file appears whole or not at all: it is written beside its place, made
   * durable and moved there.
   *
   * @throws CannotRun if the file cannot be written
   */
  default void write(byte[] bytes, Terminal terminal) throws CannotRun {
    switch (this) {
      case Nowhere() -> {}
      case StandardOutput() -> {
        terminal.out().write(bytes, 0, bytes.length);
        if (terminal.isOutputWatched()) {
          terminal.out().println();
        }
      }
      case File(Path path) -> {
        try {
          replace(path, bytes);
        } catch (IOException e) {
          throw new CannotRun("%s cannot be written: %s".formatted(path, Reasons.of(e)), e);
        }
      }
    }
  }

  private static void replace(Path path, byte[] bytes) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      Files.write(path, bytes);
      return;
    }
    Path place = Files.exists(path) ? path.toRealPath() : path;
    Path next =
        place.resolveSibling(
            ".%s.%d.next".formatted(place.getFileName(), ProcessHandle.current().pid()));
    try {
      try (var channel =
          FileChannel.open(
              next,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(next, place, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private static Path folderOf(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null ? path.toAbsolutePath() : folder;
  }
}
