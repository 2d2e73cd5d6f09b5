package org.gwageo.mockendpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one kept-alive HTTP/1.1 connection (RFC 9112). */
final class HttpInput {

  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int LONGEST_BODY = 64 * 1024 * 1024;

  /**
   * The head of a request.
   *
   * @param close whether the client wants the connection closed after the response
   * @param token the bearer token; empty if there is none
   * @param idempotencyKey what the client names the request; empty if it does not
   */
  record Head(String method, String path, boolean close, String token, String idempotencyKey) {}

  /** A request's body in the reader's own array, valid until the next request is read. */
  static final class Body {
    private final byte[] array;
    private final int from;
    private final int length;

    private Body(byte[] array, int from, int length) {
      this.array = array;
      this.from = from;
      this.length = length;
    }

    byte[] array() {
      return array;
    }

    int from() {
      return from;
    }

    int length() {
      return length;
    }
  }

  private final InputStream in;
  private final Runnable sendContinue;
  private byte[] buffer = new byte[16 * 1024];
  private int start;
  private int end;
  private long read;

  private int contentLength;
  private boolean chunked;
  private boolean expectsContinue;
  private boolean close;
  private String token = "";
  private String idempotencyKey = "";
  private Body body = new Body(buffer, 0, 0);

  /** Reads from {@code in}; sendContinue answers {@code Expect: 100-continue}. */
  HttpInput(InputStream in, Runnable sendContinue) {
    this.in = in;
    this.sendContinue = sendContinue;
  }

  /** Returns the bytes read since the connection was made. */
  long bytesRead() {
    return read;
  }

  /** Returns the body of the request whose head was returned last. */
  Body body() {
    return body;
  }

  /** Reads a whole request; returns null when the client has closed the connection before one. */
  @Nullable Head next() throws IOException {
    int headEnd = head();
    if (headEnd < 0) {
      return null;
    }
    int line = indexOf((byte) '\n', start, headEnd);
    int first = indexOf((byte) ' ', start, line);
    int second = indexOf((byte) ' ', first + 1, line);
    if (first < 0 || second < 0) {
      throw new IOException("a request line has two spaces: " + text(start, line));
    }
    String method = text(start, first);
    String path = text(first + 1, second);
    headers(line + 1, headEnd);
    start = headEnd;
    if (expectsContinue) {
      sendContinue.run();
    }
    if (chunked) {
      readChunks();
    } else {
      readBody(contentLength);
    }
    return new Head(method, path, close, token, idempotencyKey);
  }

  /** Fills the buffer until it holds a head; returns the head's end, or -1 at the stream's end. */
  private int head() throws IOException {
    int searched = start;
    while (true) {
      for (int i = Math.max(start + 3, searched); i < end; i++) {
        if (buffer[i] == '\n' && buffer[i - 2] == '\n' && buffer[i - 1] == '\r') {
          return i + 1;
        }
      }
      searched = Math.max(start, end);
      if (end - start > LONGEST_HEAD) {
        throw new IOException("a request's head has at most " + LONGEST_HEAD + " bytes");
      }
      int shift = start;
      if (!fill()) {
        if (end > start) {
          throw new EOFException("the connection ended within a request's head");
        }
        return -1;
      }
      searched -= shift - start;
    }
  }

  private void headers(int from, int headEnd) throws IOException {
    contentLength = 0;
    chunked = false;
    expectsContinue = false;
    close = false;
    token = "";
    idempotencyKey = "";
    int at = from;
    while (at < headEnd - 2) {
      int lineEnd = indexOf((byte) '\n', at, headEnd);
      int colon = indexOf((byte) ':', at, lineEnd);
      if (colon > 0) {
        header(at, colon, lineEnd);
      }
      at = lineEnd + 1;
    }
  }

  private void header(int at, int colon, int lineEnd) throws IOException {
    switch (colon - at) {
      case 14 -> {
        if (named("content-length", at)) {
          contentLength = length(text(colon + 1, lineEnd).strip());
        }
      }
      case 17 -> chunked |= named("transfer-encoding", at) && has("chunked", colon, lineEnd);
      case 10 -> close |= named("connection", at) && has("close", colon, lineEnd);
      case 6 -> expectsContinue |= named("expect", at) && has("100-continue", colon, lineEnd);
      case 13 -> {
        if (named("authorization", at)) {
          String value = text(colon + 1, lineEnd).strip();
          token = value.startsWith("Bearer ") ? value.substring(7).strip() : value;
        }
      }
      case 15 -> {
        if (named("idempotency-key", at)) {
          idempotencyKey = text(colon + 1, lineEnd).strip();
        }
      }
      default -> {}
    }
  }

  private static int length(String text) throws IOException {
    try {
      int length = Integer.parseInt(text);
      if (length >= 0 && length <= LONGEST_BODY) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new IOException("a body has 0 to " + LONGEST_BODY + " bytes, not " + text);
  }

  private boolean named(String name, int at) {
    for (int i = 0; i < name.length(); i++) {
      if ((buffer[at + i] | 0x20) != name.charAt(i) && buffer[at + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean has(String word, int colon, int lineEnd) {
    return text(colon + 1, lineEnd).toLowerCase(Locale.ROOT).contains(word);
  }

  private void readBody(int length) throws IOException {
    while (end - start < length) {
      if (!fill(length - (end - start))) {
        throw new EOFException("the connection ended within a request's body");
      }
    }
    body = new Body(buffer, start, length);
    start += length;
  }

  private void readChunks() throws IOException {
    var whole = new Bytes(16 * 1024);
    while (true) {
      int size = Integer.parseInt(line(), 16);
      if (size < 0 || whole.length() + (long) size > LONGEST_BODY) {
        throw new IOException("a body has at most " + LONGEST_BODY + " bytes");
      }
      while (end - start < size + 2) {
        if (!fill(size + 2 - (end - start))) {
          throw new EOFException("the connection ended within a chunk");
        }
      }
      whole.add(buffer, start, size);
      start += size + 2;
      if (size == 0) {
        body = new Body(whole.array(), 0, whole.length());
        return;
      }
    }
  }

  private String line() throws IOException {
    while (true) {
      int lineEnd = indexOf((byte) '\n', start, end);
      if (lineEnd >= 0) {
        String line = text(start, lineEnd).strip();
        start = lineEnd + 1;
        int extension = line.indexOf(';');
        return extension < 0 ? line : line.substring(0, extension).strip();
      }
      if (!fill()) {
        throw new EOFException("the connection ended within a chunk's size");
      }
    }
  }

  private boolean fill() throws IOException {
    return fill(1);
  }

  /** Reads once, after making room for at least {@code wanted} bytes. */
  private boolean fill(int wanted) throws IOException {
    if (start == end) {
      start = 0;
      end = 0;
    }
    if (buffer.length - end < wanted) {
      int held = end - start;
      byte[] target =
          buffer.length - held < wanted
              ? new byte[Math.max(buffer.length * 2, held + wanted)]
              : buffer;
      System.arraycopy(buffer, start, target, 0, held);
      buffer = target;
      start = 0;
      end = held;
    }
    int count = in.read(buffer, end, buffer.length - end);
    if (count < 0) {
      return false;
    }
    end += count;
    read += count;
    return true;
  }

  private int indexOf(byte wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private String text(int from, int to) {
    return new String(Arrays.copyOfRange(buffer, from, to), StandardCharsets.ISO_8859_1);
  }
}
