package org.gwageo.benchmark.endpoint.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends exchanges whose time is over or whose thread is interrupted.
 *
 * <p>One look at all connections every few milliseconds costs less than a timer for every read, and
 * works the same for platform threads, which no interrupt wakes from a blocking read. An exchange
 * may so last one look longer than it should.
 */
final class Watch implements AutoCloseable {

  private static final long LOOK_MILLIS = 10;

  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private final NanoClock clock;

  Watch(NanoClock clock, String name) {
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::look);
    thread.start();
  }

  void add(Connection connection) {
    connections.add(connection);
  }

  void remove(Connection connection) {
    connections.remove(connection);
  }

  private void look() {
    try {
      while (true) {
        Thread.sleep(LOOK_MILLIS);
        long now = clock.nanos();
        for (Connection connection : connections) {
          connection.check(now);
        }
      }
    } catch (InterruptedException e) {
      // close() ends the watch.
    }
  }

  /** Ends the watch and closes every connection. */
  @Override
  public void close() {
    thread.interrupt();
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
