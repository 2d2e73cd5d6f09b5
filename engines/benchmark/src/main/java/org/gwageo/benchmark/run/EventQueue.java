package org.gwageo.benchmark.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.gwageo.benchmark.run.Asking.Event;

/**
 * Events that wait to be made durable, bounded in number and in the characters that they hold:
 * replies may be long.
 */
final class EventQueue {

  /** Most events that wait. */
  static final int ROOM = 256;

  /** Most characters that wait, but for one event that may hold more. */
  private static final long MOST_CHARACTERS = 16L << 20;

  /** Most characters of one group, but for its last event. */
  private static final long GROUP_CHARACTERS = 4L << 20;

  private record Waiting(Event event, long characters) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition hasRoom = lock.newCondition();
  private final Condition hasEvents = lock.newCondition();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long characters;

  /**
   * Adds an event, after waiting for room; returns whether the thread was interrupted meanwhile.
   */
  boolean put(Event event, long size) {
    boolean interrupted = false;
    lock.lock();
    try {
      while (waiting.size() >= ROOM || (characters >= MOST_CHARACTERS && !waiting.isEmpty())) {
        try {
          hasRoom.await();
        } catch (InterruptedException e) {
          // A reply that came is kept even while the run is being abandoned.
          interrupted = true;
        }
      }
      waiting.add(new Waiting(event, size));
      characters += size;
      hasEvents.signal();
    } finally {
      lock.unlock();
    }
    // Whoever is given room in the moment of an interrupt finds it in the thread's state.
    return interrupted || Thread.currentThread().isInterrupted();
  }

  /**
   * Takes what waits, up to a group; waits {@code millis} for the first, and may return nothing.
   */
  List<Event> take(long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (waiting.isEmpty()) {
        if (left <= 0) {
          return List.of();
        }
        left = hasEvents.awaitNanos(left);
      }
      List<Event> group = new ArrayList<>(waiting.size());
      long taken = 0;
      while (!waiting.isEmpty() && taken <= GROUP_CHARACTERS) {
        Waiting next = waiting.remove();
        group.add(next.event());
        taken += next.characters();
      }
      characters -= taken;
      hasRoom.signalAll();
      return group;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }
}
