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

  /** How much of its way a mean goes with each reply. */
  private static final double LEARNING = 0.1;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition hasRoom = lock.newCondition();
  private final int most;
  private final @Nullable ConcurrencyLimit adaptive;
  private int limit;
  private int inFlight;
  private int coming;
  private double usualMicros;
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

  /** Enters as {@link #enter} does; for the first time of one who was invited. */
  boolean enterInvited() throws InterruptedException {
    try {
      return enter();
    } finally {
      lock.lock();
      try {
        coming--;
        hasRoom.signal();
      } finally {
        lock.unlock();
      }
    }
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

  /**
   * Waits until there is a place for one more than those who are under way or coming. That one
   * counts as coming until {@link #enterInvited} returns. Returns false if the gate is closed.
   */
  boolean invite() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && inFlight + coming >= limit) {
        hasRoom.await();
      }
      coming += closed ? 0 : 1;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      inFlight--;
      changed.signal();
      hasRoom.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Learns how a request that is still counted as under way ended. */
  void learn(Outcome outcome, Timing timing) {
    lock.lock();
    try {
      if (outcome instanceof Answered) {
        usualMicros += (timing.total() - usualMicros) * (usualMicros == 0 ? 1 : LEARNING);
      }
      if (adaptive != null) {
        adapt(adaptive, outcome, timing);
      }
    } finally {
      lock.unlock();
    }
  }

  private void adapt(ConcurrencyLimit wanted, Outcome outcome, Timing timing) {
    switch (outcome) {
      case Answered(var reply) ->
          wanted.replied(latency(timing, reply.usage().completion()), inFlight);
      case Failed failed -> {
        if (isCongestion(failed.failure())) {
          wanted.refused();
        }
      }
    }
    int before = limit;
    limit = wanted.limit();
    if (limit > before) {
      changed.signalAll();
      hasRoom.signal();
    }
  }

  /** Returns how long a reply took of late, in nanoseconds; 0 before the first. */
  long usualNanos() {
    lock.lock();
    try {
      return (long) (1000 * usualMicros);
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
      hasRoom.signalAll();
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
