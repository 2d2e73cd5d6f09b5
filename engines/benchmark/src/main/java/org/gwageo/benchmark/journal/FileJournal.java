package org.gwageo.benchmark.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A journal in a file, one attempt a line as canonical JSON in UTF-8.
 *
 * <p>Each {@link #append} is written with one call and forced to the device. A crash can leave the
 * last line torn: opening the file cuts such a line off, because nothing was concluded from it. A
 * line that cannot be read and is followed by others means that the file was changed, and is
 * refused.
 */
public final class FileJournal implements Journal, AutoCloseable {

  // Not a FileChannel: interrupting a thread that writes to one closes it.
  private final RandomAccessFile out;
  private final Path file;

  private FileJournal(Path file, RandomAccessFile out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Opens {@code file} for appending, created if it is absent, and locks it against other
   * processes.
   *
   * @throws JournalException if a line before the last is not an attempt
   * @throws IOException if the file cannot be read, written or locked
   */
  public static FileJournal open(Path file) throws IOException {
    var out = new RandomAccessFile(file.toFile(), "rw");
    try {
      lock(file, out.getChannel());
      long end = intactEnd(file);
      if (end < out.length()) {
        out.setLength(end);
        out.getFD().sync();
      }
      out.seek(end);
      return new FileJournal(file, out);
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
  }

  /** Returns the attempts of {@code file}, which is only read; a torn last line is left out. */
  public static Attempts attempts(Path file) {
    return () -> new LineCursor(file);
  }

  @Override
  public void append(List<Attempt> attempts) throws IOException {
    var lines = new StringBuilder();
    for (Attempt attempt : attempts) {
      lines.append(attempt.toJson()).append('\n');
    }
    out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    out.getFD().sync();
  }

  @Override
  public Cursor read() throws IOException {
    return attempts(file).read();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static void lock(Path file, FileChannel channel) throws IOException {
    boolean locked;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      locked = false;
    }
    if (!locked) {
      throw new IOException("journal " + file + " is in use by another run");
    }
  }

  private static long intactEnd(Path file) throws IOException {
    try (var cursor = new LineCursor(file)) {
      long end = 0;
      while (cursor.next() != null) {
        end = cursor.position;
      }
      return end;
    }
  }

  /** Reads line by line and takes one look ahead to tell a torn last line from a damaged one. */
  private static final class LineCursor implements Cursor {

    private final Path file;
    private final InputStream in;
    private final byte[] block = new byte[1 << 16];
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private int at;
    private int filled;
    private int line;
    private long position;

    LineCursor(Path file) throws IOException {
      this.file = file;
      this.in = Files.newInputStream(file);
    }

    @Override
    public @Nullable Attempt next() throws IOException {
      if (!readLine()) {
        return null;
      }
      line++;
      try {
        Attempt attempt = Attempt.parse(bytes.toString(StandardCharsets.UTF_8));
        position += bytes.size() + 1L;
        return attempt;
      } catch (JournalException e) {
        if (!hasMore()) {
          return null;
        }
        throw new JournalException(file + " line " + line + ": " + e.getMessage(), e);
      }
    }

    /** Reads one line into {@link #bytes}; returns whether a line end came. */
    private boolean readLine() throws IOException {
      bytes.reset();
      while (hasMore()) {
        int end = at;
        while (end < filled && block[end] != '\n') {
          end++;
        }
        bytes.write(block, at, end - at);
        at = Math.min(end + 1, filled);
        if (end < filled) {
          return true;
        }
      }
      return false;
    }

    private boolean hasMore() throws IOException {
      if (at == filled) {
        at = 0;
        filled = Math.max(0, in.read(block));
      }
      return at < filled;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
