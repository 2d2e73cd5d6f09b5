package org.gwageo.benchmark.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.gwageo.benchmark.endpoint.Answer;
import org.gwageo.benchmark.endpoint.EndpointClient;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.Request;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/** The first half of a run's pipeline: renders questions, asks them, and reports every attempt. */
final class Asking {

  /** Most attempts that wait to be made durable; when they are that many, asking waits. */
  private static final int QUEUE = 1024;

  /** What asking reports, in the order in which it happened. */
  sealed interface Event {

    /**
     * An attempt ended.
     *
     * @param question the question
     * @param attempt the attempt at one of its requests
     * @param last whether that request is settled or given up
     */
    record Tried(Question question, Attempt attempt, boolean last) implements Event {}

    /** Asking broke down; an end follows. */
    record Broken(Throwable cause) implements Event {}

    /** No more events come. */
    record Ended() implements Event {}
  }

  private final BenchmarkTask task;
  private final Subject subject;
  private final EndpointClient client;
  private final RunOptions options;
  private final BitSet settled;
  private final Gate gate;
  private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(QUEUE);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable Thread dispatcher;

  /** Prepares to send all requests whose {@link #index} is not in settled. */
  Asking(
      BenchmarkTask task,
      Subject subject,
      EndpointClient client,
      RunOptions options,
      BitSet settled) {
    this.task = task;
    this.subject = subject;
    this.client = client;
    this.options = options;
    this.settled = settled;
    this.gate = new Gate(options.concurrency());
  }

  /** Returns the number of a request among all requests that a task may make. */
  static int index(BenchmarkTask task, int ordinal, int repeat, int part) {
    return (ordinal * task.repeats() + repeat) * task.rendering().mostParts() + part;
  }

  void start() {
    dispatcher = Thread.ofVirtual().name("benchmark-" + task.id()).start(this::dispatch);
  }

  BlockingQueue<Event> events() {
    return events;
  }

  Gate gate() {
    return gate;
  }

  /** Begins no more questions and no more attempts; what is under way is finished. */
  void stop() {
    stopped.countDown();
    gate.close();
  }

  /** Stops and abandons what is under way. */
  void abort() {
    stop();
    workers.shutdownNow();
    if (dispatcher != null) {
      dispatcher.interrupt();
    }
  }

  private void dispatch() {
    try (workers) {
      askAll();
    } catch (InterruptedException e) {
      // Only abort() interrupts: nothing is left to do but to end.
    } catch (IOException | TaskException | RuntimeException | Error e) {
      put(new Event.Broken(e));
    } finally {
      put(new Event.Ended());
    }
  }

  private void askAll() throws IOException, TaskException, InterruptedException {
    try (ItemReader items = task.items().open()) {
      for (Item item = items.next(); item != null; item = items.next()) {
        for (int repeat = 0; repeat < task.repeats(); repeat++) {
          if (!ask(item, repeat)) {
            return;
          }
        }
      }
    }
  }

  /**
   * Sends the requests of one question that are not settled; returns false if the gate is closed.
   */
  private boolean ask(Item item, int repeat) throws TaskException, InterruptedException {
    int first = index(task, item.ordinal(), repeat, 0);
    int most = task.rendering().mostParts();
    if (most == 1 && settled.get(first)) {
      return true;
    }
    Question question = task.question(item, repeat, subject);
    for (Request request : question.requests()) {
      if (settled.get(first + request.part())) {
        continue;
      }
      if (!gate.enter()) {
        return false;
      }
      workers.execute(() -> work(question, request));
    }
    return true;
  }

  private void work(Question question, Request request) {
    try {
      askUntilSettled(question, request);
    } catch (InterruptedException e) {
      // abort() gave the question up.
    } catch (RuntimeException | Error e) {
      put(new Event.Broken(e));
    } finally {
      gate.leave();
    }
  }

  private void askUntilSettled(Question question, Request request) throws InterruptedException {
    for (int number = 1; ; number++) {
      Instant sentAt = options.clock().instant();
      Answer answer = client.ask(request);
      long micros = Math.max(0, sentAt.until(options.clock().instant(), ChronoUnit.MICROS));
      Duration wait = waitBeforeNext(answer, number);
      put(
          new Event.Tried(
              question, attempt(question, request, number, sentAt, micros, answer), wait == null));
      if (wait == null || stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  /** Returns how long to wait before another attempt, or null if there is to be none. */
  private @Nullable Duration waitBeforeNext(Answer answer, int number) {
    return switch (answer.outcome()) {
      case Answered answered -> {
        gate.succeeded();
        yield null;
      }
      case Failed failed -> {
        gate.failed(failed.failure());
        if (!failed.failure().isTransient() || number == options.attempts()) {
          yield null;
        }
        Duration named = answer.retryAfter();
        if (named == null) {
          yield options.backoff().after(number, options.random());
        }
        yield named.compareTo(options.longestWait()) > 0 ? null : named;
      }
    };
  }

  private Attempt attempt(
      Question question, Request request, int number, Instant sentAt, long micros, Answer answer) {
    return new Attempt(
        request.key(),
        task.digest(),
        subject,
        question.item().ordinal(),
        question.item().id(),
        question.repeat(),
        request.part(),
        number,
        sentAt,
        Timing.of(micros),
        answer.outcome());
  }

  /** Reports an event even while the thread is being interrupted: a reply that came is kept. */
  private void put(Event event) {
    boolean interrupted = false;
    while (true) {
      try {
        events.put(event);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
