package org.gwageo.benchmark.run;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Timing;
import org.jspecify.annotations.Nullable;

/** Lets as many requests through at once as the endpoint bears. */
final class Gate {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int most;
  private final @Nullable ConcurrencyLimit adaptive;
  private int limit;
  private int inFlight;
  private boolean closed;

  Gate(Concurrency concurrency) {
    this.limit = concurrency.first();
    switch (concurrency) {
      case Concurrency.Fixed(int requests) -> {
        this.most = requests;
        this.adaptive = null;
      }
      case Concurrency.Adaptive(int top) -> {
        this.most = top;
        this.adaptive = new ConcurrencyLimit(concurrency.first(), top);
      }
    }
  }

  /** Returns how many requests may ever be under way at once. */
  int most() {
    return most;
  }

  /** Waits for a place; returns false without one if the gate is closed. */
  boolean enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && inFlight >= limit) {
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

  /** Learns how a request that is still counted as under way ended. */
  void learn(Outcome outcome, Timing timing) {
    if (adaptive == null) {
      return;
    }
    lock.lock();
    try {
      switch (outcome) {
        case Answered(var reply) ->
            adaptive.replied(latency(timing, reply.usage().completion()), inFlight);
        case Failed failed -> {
          if (isCongestion(failed.failure())) {
            adaptive.refused();
          }
        }
      }
      int before = limit;
      limit = adaptive.limit();
      if (limit > before) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Long replies take long however idle an endpoint is, so the time is counted by the token where
   * the endpoint tells how many there are; the work before the first counts as eight.
   */
  private static double latency(Timing timing, @Nullable Long tokens) {
    double total = Math.max(1, timing.total());
    return tokens == null ? total : total / (8 + tokens);
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
      return limit;
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
