package org.gwageo.benchmark.endpoint.http;

import java.io.IOException;
import java.util.List;
import org.gwageo.benchmark.endpoint.http.HttpFailure.Kind;

/** Reads one response from a connection (RFC 9112, sections 2 to 7). */
final class ResponseReader {

  /** Most interim responses before the one that is asked for. */
  private static final int MOST_INTERIM = 16;

  /** Most bytes of a line between chunks; the size takes at most 16 of them. */
  private static final int CHUNK_LINE = 1024;

  private final Connection connection;
  private final HttpLimits limits;
  private long bodyBytes;
  private boolean begun;
  private boolean headed;

  ResponseReader(Connection connection, HttpLimits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  /** Returns whether a byte of the response has come. */
  boolean begun() {
    return begun;
  }

  /** Returns whether the head has come. */
  boolean headed() {
    return headed;
  }

  /** Reads heads up to the first that is not interim (1xx). */
  ResponseHead head(ExchangeTimes times) throws IOException, HttpFailure {
    for (int i = 0; i <= MOST_INTERIM; i++) {
      int length = findHead(times);
      ResponseHead head = ResponseHead.of(connection.take(length));
      if (head.status() == 101) {
        throw new HttpFailure(Kind.MALFORMED, "the server switches to another protocol unasked");
      }
      if (head.status() >= 200) {
        headed = true;
        return head;
      }
    }
    throw new HttpFailure(Kind.MALFORMED, "more than " + MOST_INTERIM + " interim responses");
  }

  /** Returns the bytes up to and with the empty line that ends a head. */
  private int findHead(ExchangeTimes times) throws IOException, HttpFailure {
    int seen = 0;
    int line = 0;
    while (true) {
      byte[] block = connection.block();
      int at = connection.at();
      int left = connection.left();
      for (; seen < left; seen++) {
        if (block[at + seen] != '\n') {
          continue;
        }
        int length = seen - line;
        if (length == 0 || (length == 1 && block[at + line] == '\r')) {
          return seen + 1;
        }
        line = seen + 1;
      }
      if (left >= limits.headBytes()) {
        throw new HttpFailure(
            Kind.TOO_LONG, "a response's head has at most " + limits.headBytes() + " bytes");
      }
      fill();
      if (left == 0 && seen == 0) {
        times.answer(connection.readAt());
      }
    }
  }

  private void fill() throws IOException, HttpFailure {
    if (!connection.fill()) {
      throw new HttpFailure(
          begun ? Kind.RESET_IN_REPLY : Kind.RESET_BEFORE_REPLY,
          begun
              ? "the server closed the connection within the response"
              : "the server closed the connection before the response");
    }
    begun = true;
  }

  /** Reads the body that {@code head} announces; returns whether the connection can go on. */
  boolean body(ResponseHead head, BodySink sink) throws IOException, HttpFailure {
    if (head.status() == 204 || head.status() == 304) {
      return head.keepsConnection();
    }
    if (head.field("Transfer-Encoding") != null) {
      if (!isChunked(head)) {
        untilClosed(sink);
        return false;
      }
      chunked(sink);
      // A length beside chunks may be an attempt to smuggle a response in (RFC 9112, section 6.3).
      return head.keepsConnection() && head.field("Content-Length") == null;
    }
    List<String> lengths = head.fields("Content-Length");
    if (lengths.isEmpty()) {
      untilClosed(sink);
      return false;
    }
    exactly(length(lengths), sink);
    return head.keepsConnection();
  }

  private static boolean isChunked(ResponseHead head) {
    List<String> codings = head.fields("Transfer-Encoding");
    String[] last = codings.getLast().split(",", -1);
    return last[last.length - 1].strip().equalsIgnoreCase("chunked");
  }

  private long length(List<String> lengths) throws HttpFailure {
    String first = lengths.getFirst();
    for (String other : lengths) {
      if (!other.equals(first)) {
        throw new HttpFailure(Kind.MALFORMED, "two lengths of one body: " + lengths);
      }
    }
    if (first.isEmpty()
        || first.length() > 18
        || !first.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new HttpFailure(Kind.MALFORMED, "no length of a body: " + ResponseHead.begin(first));
    }
    long length = Long.parseLong(first);
    if (length > limits.bodyBytes()) {
      throw tooLong();
    }
    return length;
  }

  private HttpFailure tooLong() {
    return new HttpFailure(
        Kind.TOO_LONG, "a response's body has at most " + limits.bodyBytes() + " bytes");
  }

  private void exactly(long length, BodySink sink) throws IOException, HttpFailure {
    long missing = length;
    while (missing > 0) {
      if (connection.left() == 0) {
        fill();
      }
      missing -= hand(missing, sink);
    }
  }

  /** Hands over what has been read, at most {@code most} bytes; returns how many. */
  private int hand(long most, BodySink sink) throws HttpFailure {
    int length = (int) Math.min(most, connection.left());
    bodyBytes += length;
    if (bodyBytes > limits.bodyBytes()) {
      throw tooLong();
    }
    sink.body(connection.block(), connection.at(), length, connection.readAt());
    connection.skip(length);
    return length;
  }

  private void untilClosed(BodySink sink) throws IOException, HttpFailure {
    while (connection.left() > 0 || connection.fill()) {
      hand(Long.MAX_VALUE, sink);
    }
  }

  private void chunked(BodySink sink) throws IOException, HttpFailure {
    for (long size = chunkSize(); size > 0; size = chunkSize()) {
      exactly(size, sink);
      if (line(CHUNK_LINE).length() > 0) {
        throw new HttpFailure(Kind.MALFORMED, "a chunk is longer than it says");
      }
    }
    int trailers = 0;
    for (String field = line(limits.headBytes()); !field.isEmpty(); ) {
      trailers += field.length();
      if (trailers > limits.headBytes()) {
        throw new HttpFailure(
            Kind.TOO_LONG, "a response's trailer has at most " + limits.headBytes() + " bytes");
      }
      field = line(limits.headBytes());
    }
  }

  private long chunkSize() throws IOException, HttpFailure {
    String line = line(CHUNK_LINE);
    int end = 0;
    long size = 0;
    while (end < line.length() && end < 15) {
      int digit = Character.digit(line.charAt(end), 16);
      if (digit < 0) {
        break;
      }
      size = 16 * size + digit;
      end++;
    }
    String rest = line.substring(end).strip();
    if (end == 0 || !(rest.isEmpty() || rest.startsWith(";"))) {
      throw new HttpFailure(Kind.MALFORMED, "no size of a chunk: " + ResponseHead.begin(line));
    }
    if (size > limits.bodyBytes()) {
      throw tooLong();
    }
    return size;
  }

  /** Returns the next line without its end. */
  private String line(int most) throws IOException, HttpFailure {
    int seen = 0;
    while (true) {
      byte[] block = connection.block();
      int at = connection.at();
      int left = connection.left();
      for (; seen < left; seen++) {
        if (block[at + seen] == '\n') {
          int length = seen > 0 && block[at + seen - 1] == '\r' ? seen - 1 : seen;
          String line = connection.take(length);
          connection.skip(seen + 1 - length);
          return line;
        }
      }
      if (left > most) {
        throw new HttpFailure(
            Kind.MALFORMED, "a line between chunks has at most " + most + " bytes");
      }
      fill();
    }
  }
}
