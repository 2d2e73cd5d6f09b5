package org.gwageo.benchmark.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps several runs at equal progress, so that all entrants are measured in the same time window
 * and meet the same conditions.
 *
 * <p>A run may begin a request as long as it is not more than a window ahead, in requests begun for
 * each request that it has in all, of the run that is furthest behind in requests finished. Runs
 * that have ended do not hold the others up.
 */
final class FairTurns {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final List<Turn> turns = new ArrayList<>();
  private final int window;

  /** Makes turns in which a run may be {@code window} of its requests ahead of the slowest. */
  FairTurns(int window) {
    if (window < 1) {
      throw new IllegalArgumentException("a window has at least 1 request, not " + window);
    }
    this.window = window;
  }

  /** One run's place among the others. */
  final class Turn {

    private final long total;
    private final int ahead;
    private long begun;
    private long finished;
    private boolean left;

    private Turn(long total, int ahead) {
      this.total = Math.max(1, total);
      this.ahead = ahead;
    }

    /** Waits until another request may begin; returns at once when the run has left. */
    void begin() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (!left && !mayBegin()) {
          moved.await();
        }
        begun++;
      } finally {
        lock.unlock();
      }
    }

    /** Counts requests that an earlier session has settled. */
    void skip(long requests) {
      lock.lock();
      try {
        begun += requests;
        finished += requests;
        moved.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /** Ends a request. */
    void finish() {
      lock.lock();
      try {
        finished++;
        moved.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /** Takes no further part. */
    void leave() {
      lock.lock();
      try {
        left = true;
        moved.signalAll();
      } finally {
        lock.unlock();
      }
    }

    private boolean mayBegin() {
      double slowest = 1;
      for (Turn turn : turns) {
        if (!turn.left) {
          slowest = Math.min(slowest, (double) turn.finished / turn.total);
        }
      }
      return begun < slowest * total + ahead;
    }
  }

  /**
   * Adds a run.
   *
   * @param total how many requests it will ask
   * @param concurrency how many of them it has under way at once: it may always begin as many
   */
  Turn join(long total, int concurrency) {
    lock.lock();
    try {
      var turn = new Turn(total, Math.max(window, concurrency));
      turns.add(turn);
      return turn;
    } finally {
      lock.unlock();
    }
  }
}
