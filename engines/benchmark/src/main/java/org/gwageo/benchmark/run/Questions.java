package org.gwageo.benchmark.run;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.concurrent.locks.ReentrantLock;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.Request;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a task that are still to be sent, in order. Items are read one at a time by
 * whoever wants the next request, and rendered outside the lock.
 */
final class Questions implements AutoCloseable {

  /** A request and its question. */
  record Next(Question question, Request request) {}

  private record Place(Item item, int repeat) {}

  private final BenchmarkTask task;
  private final Subject subject;
  private final BitSet settled;
  private final ItemReader items;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Next> parts = new ArrayDeque<>();
  private @Nullable Item item;
  private int repeat;
  private boolean ended;

  Questions(BenchmarkTask task, Subject subject, BitSet settled) throws IOException, TaskException {
    this.task = task;
    this.subject = subject;
    this.settled = settled;
    this.items = task.items().open();
    this.repeat = task.repeats();
  }

  /** Returns the number of a request among all requests that a task may make. */
  static int index(BenchmarkTask task, int ordinal, int repeat, int part) {
    return (ordinal * task.repeats() + repeat) * task.rendering().mostParts() + part;
  }

  /** Returns the next request, or null after the last. */
  @Nullable Next next() throws IOException, TaskException {
    while (true) {
      Place place;
      lock.lock();
      try {
        Next waiting = parts.poll();
        if (waiting != null) {
          return waiting;
        }
        place = advance();
      } finally {
        lock.unlock();
      }
      if (place == null) {
        return null;
      }
      Next next = open(task.question(place.item(), place.repeat(), subject));
      if (next != null) {
        return next;
      }
    }
  }

  /** Returns whether no request is left that nobody has taken. */
  boolean ended() {
    lock.lock();
    try {
      return ended && parts.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Place advance() throws IOException, TaskException {
    while (!ended) {
      if (item == null || repeat >= task.repeats()) {
        item = items.next();
        repeat = 0;
        if (item == null) {
          ended = true;
          break;
        }
      }
      int next = repeat++;
      if (task.rendering().mostParts() > 1 || !settled.get(index(task, item.ordinal(), next, 0))) {
        return new Place(item, next);
      }
    }
    return null;
  }

  /** Returns a question's first request that is not settled and keeps the others for later. */
  private @Nullable Next open(Question question) {
    Next first = null;
    int index = index(task, question.item().ordinal(), question.repeat(), 0);
    for (Request request : question.requests()) {
      if (settled.get(index + request.part())) {
        continue;
      }
      if (first == null) {
        first = new Next(question, request);
        continue;
      }
      lock.lock();
      try {
        parts.add(new Next(question, request));
      } finally {
        lock.unlock();
      }
    }
    return first;
  }

  @Override
  public void close() throws IOException {
    items.close();
  }
}
