package org.gwageo.benchmark.endpoint.http;

/**
 * When the steps of one exchange happened, in readings of the origin's {@link NanoClock}; filled as
 * far as the exchange came, also when it failed. A step that was not reached reads as the start.
 */
public final class ExchangeTimes {

  private long started;
  private long connected;
  private long sent;
  private long answered;
  private long ended;
  private boolean reused;

  void start(long now) {
    started = now;
    connected = now;
    sent = now;
    answered = now;
    ended = now;
    reused = false;
  }

  void connect(long now) {
    connected = now;
  }

  void reuse() {
    reused = true;
  }

  void send(long now) {
    sent = now;
  }

  void answer(long now) {
    answered = now;
  }

  void end(long now) {
    ended = now;
  }

  /** Returns when the exchange began. */
  public long started() {
    return started;
  }

  /** Returns nanoseconds spent on a new connection; 0 if a kept one was used. */
  public long connecting() {
    return reused ? 0 : connected - started;
  }

  /** Returns when the last byte of the request was handed to the operating system. */
  public long sent() {
    return sent;
  }

  /** Returns when the first byte of the response was read. */
  public long answered() {
    return answered;
  }

  /** Returns when the exchange was complete or had failed. */
  public long ended() {
    return ended;
  }

  /** Returns whether a kept connection was used. */
  public boolean reused() {
    return reused;
  }
}
