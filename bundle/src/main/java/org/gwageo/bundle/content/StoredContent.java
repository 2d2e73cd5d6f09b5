package org.gwageo.bundle.content;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Content that is part of a file on disk. */
final class StoredContent implements Content {

  private final Path file;
  private final long offset;
  private final long size;

  StoredContent(Path file, long offset, long size) {
    this.file = file;
    this.offset = offset;
    this.size = size;
  }

  static StoredContent of(Path file) throws IOException {
    return new StoredContent(file, 0, Files.size(file));
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() throws IOException {
    return new Part(FileChannel.open(file));
  }

  /** Reads the part; a file that became shorter meanwhile is an error and not an end. */
  private final class Part extends InputStream {

    private final FileChannel channel;
    private long at;

    Part(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at == size) {
        return -1;
      }
      int wanted = (int) Math.min(length, size - at);
      int read = channel.read(ByteBuffer.wrap(bytes, from, wanted), offset + at);
      if (read <= 0) {
        throw new EOFException(
            "%s ends %d bytes before it did when it was opened"
                .formatted(file.getFileName(), size - at));
      }
      at += read;
      return read;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
