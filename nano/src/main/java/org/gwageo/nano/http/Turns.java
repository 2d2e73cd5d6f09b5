package org.gwageo.nano.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a few replies be computed at once, first come first served, and a bounded queue wait. */
final class Turns {
  private final Semaphore seats;
  private final int atOnce;
  private final int queue;
  private final AtomicInteger inside = new AtomicInteger();

  Turns(int atOnce, int queue) {
    this.seats = new Semaphore(atOnce, true);
    this.atOnce = atOnce;
    this.queue = queue;
  }

  /** Runs {@code work} when its turn comes. */
  Written take(Remembered.Work work) throws ApiException {
    if (inside.incrementAndGet() > atOnce + queue) {
      inside.decrementAndGet();
      throw ApiException.busy(
          "%d requests are being computed and %d wait, which is the limit"
              .formatted(atOnce, queue));
    }
    try {
      seats.acquire();
      try {
        return work.write();
      } finally {
        seats.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ApiException.closing();
    } finally {
      inside.decrementAndGet();
    }
  }
}
