package org.gwageo.benchmark.run;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.gwageo.benchmark.journal.FailureClass;

/**
 * Lets as many questions through at once as the endpoint bears.
 *
 * <p>An adaptive gate doubles its limit with every round of successes until the endpoint first
 * signals that it has too many; from then on it adds one a round. A signal halves the limit, once a
 * round.
 */
final class Gate {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int most;
  private final boolean adaptive;
  private double limit;
  private boolean probing = true;
  private int sinceCut;
  private int inFlight;
  private boolean closed;

  Gate(Concurrency concurrency) {
    this.limit = concurrency.first();
    this.most =
        switch (concurrency) {
          case Concurrency.Fixed(int requests) -> requests;
          case Concurrency.Adaptive(int top) -> top;
        };
    this.adaptive = concurrency instanceof Concurrency.Adaptive;
  }

  /** Waits for a place; returns false without one if the gate is closed. */
  boolean enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && inFlight >= (int) limit) {
        changed.await();
      }
      if (closed) {
        return false;
      }
      inFlight++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      inFlight--;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Learns that a request brought a reply. */
  void succeeded() {
    if (!adaptive) {
      return;
    }
    lock.lock();
    try {
      sinceCut++;
      if (inFlight >= (int) limit) {
        limit = Math.min(most, limit + (probing ? 1 : 1 / limit));
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Learns that a request failed. */
  void failed(FailureClass failure) {
    if (!adaptive || !isCongestion(failure)) {
      return;
    }
    lock.lock();
    try {
      sinceCut++;
      if (probing || sinceCut >= limit) {
        limit = Math.max(1, limit / 2);
        probing = false;
        sinceCut = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean isCongestion(FailureClass failure) {
    return switch (failure) {
      case RATE_LIMITED, OVERLOADED, CONNECT, STALL -> true;
      case SERVER_ERROR, RESET, MALFORMED, REFUSED, NOT_ASKED, FILTERED -> false;
      case TRUNCATED, EMPTY, UNPARSED -> false;
    };
  }

  /** Lets nobody through any more and wakes those who wait. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int limit() {
    lock.lock();
    try {
      return (int) limit;
    } finally {
      lock.unlock();
    }
  }

  int inFlight() {
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
  }
}
