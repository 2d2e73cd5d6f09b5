package org.gwageo.benchmark.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

  private final Path file;
  private final FileChannel channel;

  private FileJournal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens {@code file} for appending, created if it is absent, and locks it against other
   * processes.
   *
   * @throws JournalException if a line before the last is not an attempt
   * @throws IOException if the file cannot be read, written or locked
   */
  @SuppressWarnings("resource") // the channel belongs to the journal and is closed with it
  public static FileJournal open(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(file, channel);
      long end = intactEnd(file, channel);
      if (end < channel.size()) {
        channel.truncate(end);
        channel.force(true);
      }
      channel.position(end);
      return new FileJournal(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Returns the attempts of {@code file}, which is only read; a torn last line is left out. */
  public static Attempts attempts(Path file) {
    return () -> new LineCursor(file, FileChannel.open(file, StandardOpenOption.READ));
  }

  @Override
  public void append(List<Attempt> attempts) throws IOException {
    var lines = new StringBuilder();
    for (Attempt attempt : attempts) {
      lines.append(attempt.toJson()).append('\n');
    }
    ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  @Override
  public Cursor read() throws IOException {
    return attempts(file).read();
  }

  @Override
  public void close() throws IOException {
    channel.close();
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

  private static long intactEnd(Path file, FileChannel channel) throws IOException {
    long end = 0;
    // The cursor is not closed: closing it would close the channel, and with it the lock.
    var cursor = new LineCursor(file, channel);
    while (cursor.next() != null) {
      end = cursor.position;
    }
    return end;
  }

  /** Reads line by line and takes one look ahead to tell a torn last line from a damaged one. */
  private static final class LineCursor implements Cursor {

    private final Path file;
    private final InputStream in;
    private int line;
    private long position;

    LineCursor(Path file, FileChannel channel) throws IOException {
      this.file = file;
      this.in = new BufferedInputStream(Channels.newInputStream(channel.position(0)), 1 << 16);
    }

    @Override
    public @Nullable Attempt next() throws IOException {
      var bytes = new ByteArrayOutputStream(1024);
      int b = in.read();
      while (b >= 0 && b != '\n') {
        bytes.write(b);
        b = in.read();
      }
      if (b < 0) {
        return null;
      }
      line++;
      try {
        Attempt attempt = Attempt.parse(bytes.toString(StandardCharsets.UTF_8));
        position += bytes.size() + 1L;
        return attempt;
      } catch (JournalException e) {
        if (in.read() < 0) {
          return null;
        }
        throw new JournalException(file + " line " + line + ": " + e.getMessage(), e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
