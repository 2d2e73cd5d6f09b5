package org.gwageo.nano.http;

/** Counts the requests that run, and closes the door. */
final class Open {
  private int running;
  private boolean closed;

  synchronized boolean enter() {
    if (closed) {
      return false;
    }
    running++;
    return true;
  }

  synchronized void leave() {
    running--;
    notifyAll();
  }

  synchronized void close(long millis) {
    closed = true;
    long end = System.nanoTime() + millis * 1_000_000;
    while (running > 0) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
