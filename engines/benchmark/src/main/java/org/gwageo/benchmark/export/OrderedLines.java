package org.gwageo.benchmark.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Lines that come in any order and are written in the order of their numbers. They wait in a
 * temporary file; memory holds twelve bytes a line.
 */
final class OrderedLines implements AutoCloseable {

  private final Path waiting;
  private final RandomAccessFile file;
  private long[] starts = new long[1024];
  private int[] lengths = new int[1024];
  private int end;

  OrderedLines() throws IOException {
    this.waiting = Files.createTempFile("lines", ".tmp");
    this.file = new RandomAccessFile(waiting.toFile(), "rw");
    Arrays.fill(lengths, -1);
  }

  /** Keeps one line under {@code number}, from 0. */
  void put(int number, String line) throws IOException {
    if (number >= starts.length) {
      int before = starts.length;
      int size = Math.max(number + 1, 2 * before);
      starts = Arrays.copyOf(starts, size);
      lengths = Arrays.copyOf(lengths, size);
      Arrays.fill(lengths, before, size, -1);
    }
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    starts[number] = file.length();
    lengths[number] = bytes.length;
    file.seek(file.length());
    file.write(bytes);
    end = Math.max(end, number + 1);
  }

  /** Takes the bytes of one line. */
  @FunctionalInterface
  interface Sink {
    void take(int number, byte[] line) throws IOException;
  }

  /** Hands all lines over in order. */
  void forEach(Sink sink) throws IOException {
    for (int number = 0; number < end; number++) {
      if (lengths[number] >= 0) {
        byte[] bytes = new byte[lengths[number]];
        file.seek(starts[number]);
        file.readFully(bytes);
        sink.take(number, bytes);
      }
    }
  }

  /** Writes all lines in order, each with a line end. */
  void writeTo(OutputStream out) throws IOException {
    forEach(
        (number, line) -> {
          out.write(line);
          out.write('\n');
        });
  }

  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(waiting);
  }
}
