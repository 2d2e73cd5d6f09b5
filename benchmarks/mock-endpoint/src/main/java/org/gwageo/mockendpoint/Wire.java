package org.gwageo.mockendpoint;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The sending side of a connection. */
final class Wire {

  /** Ends a response's head. */
  static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** How long a stall lasts where its fault names no time, in milliseconds. */
  static final long LONG_STALL = 60_000;

  private static final int DROPS = 20;

  private final Socket socket;
  private final Bytes out = new Bytes(4096);
  private long written;
  private boolean open = true;

  Wire(Socket socket) {
    this.socket = socket;
  }

  /** Returns what is to be sent next. */
  Bytes out() {
    return out;
  }

  long written() {
    return written;
  }

  boolean isOpen() {
    return open;
  }

  /** Lets the connection be closed after this response. */
  void close() {
    open = false;
  }

  /** Sends what is to be sent and forgets it. */
  void send() throws IOException {
    socket.getOutputStream().write(out.array(), 0, out.length());
    written += out.length();
    out.clear();
  }

  /** Sends what is to be sent in drops that take some time in all. */
  void drip(long millis) throws IOException, InterruptedException {
    int piece = Math.max(1, out.length() / DROPS);
    for (int from = 0; from < out.length(); from += piece) {
      int length = Math.min(piece, out.length() - from);
      socket.getOutputStream().write(out.array(), from, length);
      Thread.sleep(Duration.ofMillis(millis).dividedBy(DROPS));
    }
    written += out.length();
    out.clear();
  }

  /** Resets the connection: the other side reads an error, not an end. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
    open = false;
  }

  /** Waits until {@link System#nanoTime()} has reached a time. */
  static void sleepUntil(long due) throws InterruptedException {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
