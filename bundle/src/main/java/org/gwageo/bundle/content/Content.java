package org.gwageo.bundle.content;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/** The bytes of one file of a bundle. */
public sealed interface Content permits HeldContent, StoredContent {

  /** Most bytes that are held in memory at once: 256 MiB. Only journals are longer. */
  long MOST_HELD = 1L << 28;

  /** Returns the length in bytes. */
  long size();

  /**
   * Returns the bytes from the first on.
   *
   * @throws IOException if they cannot be read
   */
  InputStream open() throws IOException;

  /** Returns content that is held in memory; the array is not copied. */
  static Content of(byte[] bytes) {
    return new HeldContent(bytes);
  }

  /** Returns {@code text} in UTF-8. */
  static Content of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns the content of a file, which has to stay as it is for as long as this is used.
   *
   * @throws IOException if it cannot be read
   */
  static Content of(Path file) throws IOException {
    return StoredContent.of(file);
  }

  /** Returns {@code size} bytes of a file from {@code offset} on; see {@link #of(Path)}. */
  static Content of(Path file, long offset, long size) {
    return new StoredContent(file, offset, size);
  }

  /** Returns all bytes of a file among {@code files}, or null if there is no such file. */
  static byte @Nullable [] find(SortedMap<String, Content> files, String path) {
    Content content = files.get(path);
    return content == null ? null : content.bytes();
  }

  /**
   * Returns all bytes; do not change the array.
   *
   * @throws UncheckedIOException if they cannot be read, or are more than {@link #MOST_HELD}
   */
  default byte[] bytes() {
    if (size() > MOST_HELD) {
      throw new UncheckedIOException(
          new IOException(
              "a file that is no journal has %d bytes; at most %d are read"
                  .formatted(size(), MOST_HELD)));
    }
    try (InputStream in = open()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the digest of the bytes.
   *
   * @throws UncheckedIOException if they cannot be read
   */
  default Digest digest() {
    try (InputStream in = open()) {
      return Digest.of(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes all bytes.
   *
   * @throws IOException if they cannot be read or written
   */
  default void writeTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      in.transferTo(out);
    }
  }

  /**
   * Answers whether both have the same bytes.
   *
   * @throws UncheckedIOException if they cannot be read
   */
  default boolean hasBytesOf(Content other) {
    if (size() != other.size()) {
      return false;
    }
    try (InputStream in = new BufferedInputStream(open());
        InputStream that = new BufferedInputStream(other.open())) {
      byte[] mine = new byte[1 << 16];
      byte[] theirs = new byte[1 << 16];
      int read;
      do {
        read = in.readNBytes(mine, 0, mine.length);
        if (that.readNBytes(theirs, 0, theirs.length) != read
            || !Arrays.equals(mine, 0, read, theirs, 0, read)) {
          return false;
        }
      } while (read == mine.length);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
