package org.gwageo.benchmark.endpoint.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its read buffer.
 *
 * <p>One exchange uses it at a time. {@link Watch} looks at it from another thread and closes it
 * when its time is over, which ends the read or write that the exchange is blocked in.
 */
final class Connection implements Closeable {

  /** Who has the connection, or why it ended. */
  enum State {
    IDLE,
    BUSY,
    STALLED,
    INTERRUPTED,
    CLOSED
  }

  private static final int BLOCK = 1 << 13;

  private final NanoClock clock;
  private final AtomicReference<State> state = new AtomicReference<>(State.BUSY);
  private final Socket socket;
  private boolean secret;
  private @Nullable InputStream in;
  private @Nullable OutputStream out;
  private byte[] block = new byte[BLOCK];
  private int at;
  private int filled;
  private long readAt;
  private long idleSince;
  private long kept = Long.MAX_VALUE;

  private volatile @Nullable Thread user;
  private volatile long totalBy;
  private volatile long idleBy;
  private long idleNanos = Long.MAX_VALUE;

  Connection(NanoClock clock, Socket socket) {
    this.clock = clock;
    this.socket = socket;
  }

  /** Begins the time of an exchange of the calling thread. */
  void begin(long now, long totalNanos) {
    totalBy = now + totalNanos;
    idleNanos = Long.MAX_VALUE;
    idleBy = totalBy;
    user = Thread.currentThread();
  }

  /** From here on, every read must follow the last within {@code nanos}. */
  void limitPauses(long nanos) {
    idleNanos = nanos;
    idleBy = readAt + nanos;
  }

  /**
   * Reads and writes through {@code other}: the socket itself or TLS within it. Ending the
   * connection always closes the socket itself, since closing TLS waits for whoever is writing.
   */
  void carry(Socket other, boolean secure) throws IOException {
    secret = secure;
    in = other.getInputStream();
    out = other.getOutputStream();
  }

  void write(byte[] bytes) throws IOException {
    OutputStream to = out;
    if (to == null) {
      throw new IOException("not connected");
    }
    to.write(bytes);
    to.flush();
  }

  /** Reads more bytes behind those that are left; returns whether any came before the end. */
  boolean fill() throws IOException {
    if (at == filled) {
      at = 0;
      filled = 0;
    } else if (filled == block.length) {
      if (at > 0) {
        System.arraycopy(block, at, block, 0, filled - at);
        filled -= at;
        at = 0;
      } else {
        block = Arrays.copyOf(block, 2 * block.length);
      }
    }
    InputStream from = in;
    if (from == null) {
      throw new IOException("not connected");
    }
    int read = from.read(block, filled, block.length - filled);
    if (read <= 0) {
      return false;
    }
    filled += read;
    readAt = clock.nanos();
    if (idleNanos != Long.MAX_VALUE) {
      idleBy = readAt + idleNanos;
    }
    return true;
  }

  byte[] block() {
    return block;
  }

  int at() {
    return at;
  }

  int left() {
    return filled - at;
  }

  void skip(int bytes) {
    at += bytes;
  }

  /** Returns the next {@code length} bytes as characters, one a byte, and moves past them. */
  String take(int length) {
    String text = new String(block, at, length, StandardCharsets.ISO_8859_1);
    at += length;
    return text;
  }

  long readAt() {
    return readAt;
  }

  /** Closes the connection for {@code why} if an exchange still uses it. */
  void end(State why) {
    if (state.compareAndSet(State.BUSY, why)) {
      closeSocket();
    }
  }

  /** Looks whether the exchange's time is over or its thread is asked to stop. */
  void check(long now) {
    Thread thread = user;
    if (thread == null || state.get() != State.BUSY) {
      return;
    }
    if (thread.isInterrupted()) {
      end(State.INTERRUPTED);
    } else if (now - totalBy >= 0 || now - idleBy >= 0) {
      end(State.STALLED);
    }
  }

  State state() {
    return state.get();
  }

  /** Puts the connection aside for another exchange; returns whether it is fit for one. */
  boolean rest(long now, long keptNanos) {
    user = null;
    idleSince = now;
    kept = keptNanos;
    if (filled > at) {
      return false;
    }
    if (block.length > BLOCK) {
      block = new byte[BLOCK];
    }
    return state.compareAndSet(State.BUSY, State.IDLE);
  }

  /** Takes the connection up again after a rest; returns whether it still stands. */
  boolean wake(long now, long restTrusted) {
    long rested = now - idleSince;
    if (rested >= kept || (rested >= restTrusted && !isQuiet())) {
      return false;
    }
    return state.compareAndSet(State.IDLE, State.BUSY);
  }

  /** A server that closed, or speaks without being asked, has ended the connection. */
  private boolean isQuiet() {
    InputStream from = in;
    if (from == null) {
      return false;
    }
    if (secret) {
      // Session tickets may wait to be read, and are no response.
      return true;
    }
    try {
      socket.setSoTimeout(1);
      try {
        from.read();
        return false;
      } catch (SocketTimeoutException e) {
        socket.setSoTimeout(0);
        return true;
      }
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    State before =
        state.getAndUpdate(now -> now == State.IDLE || now == State.BUSY ? State.CLOSED : now);
    if (before == State.IDLE || before == State.BUSY) {
      closeSocket();
    }
  }

  private void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing was to come from it any more.
    }
  }
}
