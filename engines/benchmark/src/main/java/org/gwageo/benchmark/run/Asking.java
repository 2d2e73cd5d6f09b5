package org.gwageo.benchmark.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gwageo.benchmark.endpoint.Adaptation;
import org.gwageo.benchmark.endpoint.Answer;
import org.gwageo.benchmark.endpoint.EndpointClient;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.Request;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a run's pipeline: renders questions, sends their requests, and reports every
 * attempt.
 *
 * <p>Each worker takes a place at the gate, takes the next request, renders it and sends it, so
 * that nothing is handed from thread to thread before a reply is there. A worker that waits before
 * it tries again gives its place to another one. Workers are begun as places are found free.
 *
 * <p>Up to {@value #MOST_PLATFORM_THREADS} requests at once each worker is a thread of the
 * operating system, which wakes it when its reply comes; beyond that, where so many would cost more
 * than they save, it is a virtual one.
 */
final class Asking {

  /** Most workers beyond the places at the gate: they replace those that wait to try again. */
  private static final int SPARE_WORKERS = 256;

  private static final int MOST_PLATFORM_THREADS = 256;

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
  private final FairTurns.@Nullable Turn turn;
  private final Gate gate;
  private final RateBudget budget;
  private final EventQueue events = new EventQueue();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService workers;
  private final AtomicInteger refusedInARow = new AtomicInteger();
  private final AtomicBoolean broken = new AtomicBoolean();

  /**
   * Prepares to send all requests whose {@link Questions#index} is not in settled.
   *
   * @param turn keeps pace with other runs; null for a run on its own
   */
  Asking(
      BenchmarkTask task,
      Subject subject,
      EndpointClient client,
      RunOptions options,
      BitSet settled,
      FairTurns.@Nullable Turn turn) {
    this.task = task;
    this.subject = subject;
    this.client = client;
    this.options = options;
    this.settled = settled;
    this.turn = turn;
    this.gate = new Gate(options.concurrency());
    this.workers =
        gate.most() <= MOST_PLATFORM_THREADS
            ? Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("benchmark-asks-", 0).factory())
            : Executors.newVirtualThreadPerTaskExecutor();
    this.budget =
        new RateBudget(
            options.requestsPerMinute(), options.tokensPerMinute(), options.nanos().nanos());
  }

  void start() {
    Thread.ofPlatform().daemon().name("benchmark-" + task.id()).start(this::askAll);
  }

  EventQueue events() {
    return events;
  }

  Gate gate() {
    return gate;
  }

  Set<Adaptation> adaptations() {
    return client.adaptations();
  }

  /** Begins no more questions and no more attempts; what is under way is finished. */
  void stop() {
    stopped.countDown();
    gate.close();
    if (turn != null) {
      turn.leave();
    }
  }

  /** Stops and abandons what is under way. */
  void abort() {
    stop();
    workers.shutdownNow();
  }

  private void askAll() {
    try (var questions = new Questions(task, subject, settled);
        workers) {
      int count = gate.most() + Math.min(gate.most(), SPARE_WORKERS);
      for (int i = 0; i < count && gate.invite() && !questions.ended(); i++) {
        workers.execute(() -> work(questions));
      }
    } catch (RejectedExecutionException | InterruptedException e) {
      // abort() came before all workers had begun.
    } catch (IOException | TaskException | RuntimeException | Error e) {
      fail(e);
    } finally {
      if (turn != null) {
        turn.leave();
      }
      put(new Event.Ended());
    }
  }

  /** Sends requests until there are no more or the gate is closed. */
  private void work(Questions questions) {
    try {
      for (boolean invited = true; ; invited = false) {
        if (turn != null) {
          turn.begin();
        }
        if (!(invited ? gate.enterInvited() : gate.enter())) {
          return;
        }
        long entered = options.nanos().nanos();
        Questions.Next next;
        try {
          next = questions.next();
        } catch (IOException | TaskException | RuntimeException | Error e) {
          gate.leave();
          throw e;
        }
        if (next == null) {
          gate.leave();
          // Whoever still waits for a turn finds the end too.
          if (turn != null) {
            turn.leave();
          }
          return;
        }
        askUntilSettled(next.question(), next.request(), entered);
      }
    } catch (InterruptedException e) {
      // abort() gave up what was under way.
    } catch (IOException | TaskException | RuntimeException | Error e) {
      fail(e);
    }
  }

  /**
   * Asks in a place at the gate, given up during waits, until the request is settled or given up.
   */
  private void askUntilSettled(Question question, Request request, long entered)
      throws InterruptedException {
    long couldBeSent = entered;
    boolean placed = true;
    try {
      for (int number = 1; ; number++) {
        if (!waitForBudget(request)) {
          return;
        }
        Pause pause = ask(question, request, number, couldBeSent);
        if (pause == null) {
          if (turn != null) {
            turn.finish();
          }
          return;
        }
        if (stopped.await(pause.inPlace(), TimeUnit.NANOSECONDS)) {
          return;
        }
        gate.leave();
        placed = false;
        if (stopped.await(pause.elsewhere(), TimeUnit.NANOSECONDS)) {
          return;
        }
        couldBeSent = options.nanos().nanos();
        placed = gate.enter();
        if (!placed) {
          return;
        }
      }
    } finally {
      if (placed) {
        gate.leave();
      }
    }
  }

  /** Returns false if the run was stopped meanwhile. */
  private boolean waitForBudget(Request request) throws InterruptedException {
    long wait = budget.book(request.body().length(), options.nanos().nanos());
    return wait <= 0 || !stopped.await(wait, TimeUnit.NANOSECONDS);
  }

  /**
   * The wait before another attempt, in nanoseconds. A refusal keeps its place as long as a reply
   * does: else whoever got the place would be refused at once too, and an endpoint that has enough
   * would be asked all the more often.
   *
   * @param inPlace how long the place at the gate is kept
   * @param elsewhere how long to wait after it was given up
   */
  private record Pause(long inPlace, long elsewhere) {}

  private Pause pause(Duration wait, Outcome outcome) {
    long all = wait.toNanos();
    long inPlace = isRefusal(outcome) ? Math.min(all, gate.usualNanos()) : 0;
    return new Pause(inPlace, all - inPlace);
  }

  private static boolean isRefusal(Outcome outcome) {
    return outcome instanceof Failed failed
        && (failed.failure() == FailureClass.RATE_LIMITED
            || failed.failure() == FailureClass.OVERLOADED);
  }

  /** Makes and reports one attempt; returns the wait before another one, null for none. */
  private @Nullable Pause ask(Question question, Request request, int number, long couldBeSent)
      throws InterruptedException {
    Instant asked = options.clock().instant();
    long began = options.nanos().nanos();
    long queued = began - couldBeSent;
    Answer answer = client.ask(request);
    Timing timing = queued(answer.timing(), TimeUnit.NANOSECONDS.toMicros(Math.max(0, queued)));
    learn(answer);
    Duration wait = waitBeforeNext(answer, number);
    Instant sentAt = asked.plusNanos(answer.sent() - began);
    put(
        new Event.Tried(
            question.withoutBodies(),
            attempt(question, request, number, sentAt, timing, answer),
            wait == null));
    return wait == null ? null : pause(wait, answer.outcome());
  }

  private static Timing queued(Timing timing, long queued) {
    return new Timing(
        queued,
        timing.connect(),
        timing.firstToken(),
        timing.meanGap(),
        timing.longestGap(),
        timing.total());
  }

  private void learn(Answer answer) {
    gate.learn(answer.outcome(), answer.timing());
    long now = options.nanos().nanos();
    if (answer.rates() != null) {
      budget.told(answer.rates(), now);
    }
    switch (answer.outcome()) {
      case Answered(var reply) -> {
        refusedInARow.set(0);
        Long prompt = reply.usage().prompt();
        Long completion = reply.usage().completion();
        if (prompt != null) {
          budget.used(prompt + (completion == null ? 0 : completion), now);
        }
      }
      case Failed failed -> {
        // One refusal is one request's; many in a row are the endpoint's, and all requests wait.
        if (isRefusal(failed) && refusedInARow.incrementAndGet() >= Math.max(3, gate.limit())) {
          budget.pause(answer.retryAfter(), now);
        }
      }
    }
  }

  /** Returns how long to wait before another attempt, or null if there is to be none. */
  private @Nullable Duration waitBeforeNext(Answer answer, int number) {
    if (!(answer.outcome() instanceof Failed failed)
        || !failed.failure().isTransient()
        || number == options.attempts()) {
      return null;
    }
    Duration named = answer.retryAfter();
    if (named == null) {
      return options.backoff().after(number, options.random());
    }
    return named.compareTo(options.longestWait()) > 0 ? null : named;
  }

  private Attempt attempt(
      Question question,
      Request request,
      int number,
      Instant sentAt,
      Timing timing,
      Answer answer) {
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
        timing,
        answer.outcome());
  }

  private void fail(Throwable cause) {
    if (broken.compareAndSet(false, true)) {
      put(new Event.Broken(cause));
    }
  }

  private void put(Event event) {
    if (events.put(event, size(event))) {
      Thread.currentThread().interrupt();
    }
  }

  private static long size(Event event) {
    return event instanceof Event.Tried tried
            && tried.attempt().outcome() instanceof Answered(var reply)
        ? reply.text().length() + (reply.reasoning() == null ? 0 : reply.reasoning().length())
        : 0;
  }
}
