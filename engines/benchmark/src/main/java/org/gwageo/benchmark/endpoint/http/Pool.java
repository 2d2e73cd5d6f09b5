package org.gwageo.benchmark.endpoint.http;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Connections between exchanges; the one that rested least is used first. */
final class Pool {

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Connection> resting = new ArrayDeque<>();
  private boolean closed;

  @Nullable Connection take() {
    lock.lock();
    try {
      return resting.pollLast();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps {@code connection}; returns whether the pool is still open. */
  boolean keep(Connection connection) {
    lock.lock();
    try {
      if (!closed) {
        resting.addLast(connection);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      resting.clear();
    } finally {
      lock.unlock();
    }
  }
}
