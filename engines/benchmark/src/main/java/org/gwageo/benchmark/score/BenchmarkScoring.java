package org.gwageo.benchmark.score;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.latency.LatencySummary;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * Scores a journal.
 *
 * <p>Items and attempts are read side by side: an item is held only from the moment an attempt at
 * it or at a later item turns up until it has a reply. Attempts at other tasks or by other subjects
 * are passed over; of two replies to one question the first counts.
 */
public final class BenchmarkScoring {

  private final BenchmarkTask task;
  private final Subject subject;
  private final Settlement details;
  private final boolean withBodies;
  private final SequencedMap<Integer, OpenItem> open = new TreeMap<>();
  private final ScoreBoard board;
  private final BusyTime busy = new BusyTime();
  private final LatencySummary.Recorder latency = new LatencySummary.Recorder();
  private final BitSet closed = new BitSet();
  private int opened;
  private long requests;
  private long retries;

  /**
   * Begins to score.
   *
   * @param withBodies whether {@code details} needs the bodies of requests: they take most of the
   *     memory of an item that waits for a reply
   */
  BenchmarkScoring(BenchmarkTask task, Subject subject, Settlement details, boolean withBodies) {
    this.task = task;
    this.subject = subject;
    this.details = details;
    this.withBodies = withBodies;
    this.board = new ScoreBoard(task);
  }

  /**
   * Scores what {@code attempts} hold for {@code subject}.
   *
   * @throws TaskException if the items have changed since the task was read
   * @throws IOException if items or attempts cannot be read
   */
  public static BenchmarkResult score(BenchmarkTask task, Subject subject, Attempts attempts)
      throws IOException, TaskException {
    return score(task, subject, attempts, score -> {});
  }

  /**
   * Scores and hands each question's score to {@code details}, in the order in which they were
   * settled; the order is that of the journal.
   */
  public static BenchmarkResult score(
      BenchmarkTask task, Subject subject, Attempts attempts, Consumer<QuestionScore> details)
      throws IOException, TaskException {
    Settlement settlement = (question, score, decisive) -> details.accept(score);
    return new BenchmarkScoring(task, subject, settlement, false).score(attempts);
  }

  /**
   * Returns the one subject whose attempts at {@code task} are in {@code attempts}.
   *
   * @throws JournalException if there is none or more than one
   */
  public static Subject onlySubject(BenchmarkTask task, Attempts attempts) throws IOException {
    Subject only = null;
    try (Attempts.Cursor cursor = attempts.read()) {
      for (Attempt attempt = cursor.next(); attempt != null; attempt = cursor.next()) {
        if (!attempt.task().equals(task.digest())) {
          continue;
        }
        if (only != null && !only.equals(attempt.subject())) {
          throw new JournalException(
              "the journal holds two subjects, " + only + " and " + attempt.subject());
        }
        only = attempt.subject();
      }
    }
    if (only == null) {
      throw new JournalException("the journal holds no attempt at task " + task.id());
    }
    return only;
  }

  /**
   * Judges the outcomes of one question's requests and says what became of it.
   *
   * @param attempts how many attempts it took
   * @param outcomes the last outcome of each request; null for one that was not asked
   */
  public static QuestionScore judge(
      BenchmarkTask task,
      Question question,
      int attempts,
      List<? extends @Nullable Outcome> outcomes)
      throws TaskException {
    return Judged.of(task, question, attempts, outcomes);
  }

  /** Learns all there is about a question. */
  @FunctionalInterface
  public interface Settlement {

    /**
     * Takes one question.
     *
     * @param question the question as it was asked
     * @param score what became of it
     * @param decisive for each of its requests the attempt that counts: the first that brought a
     *     reply, else the last; null for one that was not asked
     * @throws IOException if it cannot be passed on
     */
    void accept(Question question, QuestionScore score, List<? extends @Nullable Attempt> decisive)
        throws IOException;
  }

  /**
   * Scores and hands all there is about each question to {@code settlement}, in the order in which
   * they were settled.
   */
  public static BenchmarkResult settle(
      BenchmarkTask task, Subject subject, Attempts attempts, Settlement settlement)
      throws IOException, TaskException {
    return new BenchmarkScoring(task, subject, settlement, true).score(attempts);
  }

  /** Learns what an earlier session left of a question. */
  @FunctionalInterface
  public interface Earlier {

    /**
     * Takes one question.
     *
     * @param score what became of the question
     * @param outcomes the outcome of each of its requests; null for one that was not asked
     */
    void accept(QuestionScore score, List<? extends @Nullable Outcome> outcomes);
  }

  private BenchmarkResult score(Attempts attempts) throws IOException, TaskException {
    try (ItemReader items = task.items().open()) {
      read(attempts, items);
      closeAll();
      while (opened < task.items().count()) {
        openTo(opened, items);
        closeAll();
      }
    }
    return result();
  }

  private BenchmarkResult result() {
    return board.result(subject, requests, retries, busy.seconds(), latency.summary());
  }

  /** Adds the attempts of earlier sessions. */
  void read(Attempts attempts) throws IOException, TaskException {
    try (ItemReader items = task.items().open()) {
      read(attempts, items);
    }
  }

  /** Hands each question of the items that wait for replies, as far as it was asked. */
  void waiting(Earlier earlier) throws TaskException {
    for (OpenItem item : open.values()) {
      for (OpenQuestion question : item.questions) {
        if (question != null && question.attempts() > 0) {
          earlier.accept(question.score(), outcomes(question.decisive));
        }
      }
    }
  }

  /**
   * Adds an attempt whose question is known; returns the question's score if this attempt was the
   * last that it waited for.
   */
  @Nullable QuestionScore add(Question question, Attempt attempt)
      throws IOException, TaskException {
    int ordinal = attempt.ordinal();
    if (ordinal >= opened && !closed.get(ordinal) && !open.containsKey(ordinal)) {
      board.open(question.item());
      open.put(ordinal, new OpenItem(question.item(), task.repeats()));
    }
    OpenItem item = open.get(ordinal);
    if (item != null && item.questions.get(attempt.repeat()) == null) {
      item.questions.set(attempt.repeat(), new OpenQuestion(question));
    }
    return add(attempt);
  }

  /** Ends all items, those that nobody asked included, and returns the result. */
  BenchmarkResult end() throws IOException, TaskException {
    int count = task.items().count();
    if (closed.cardinality() == count) {
      return result();
    }
    try (ItemReader items = task.items().open()) {
      for (int ordinal = 0; ordinal < count; ordinal++) {
        Item item = items.next();
        if (item == null) {
          throw shortened(ordinal);
        }
        if (closed.get(ordinal)) {
          continue;
        }
        OpenItem waiting = open.get(ordinal);
        if (waiting == null) {
          board.open(item);
          waiting = new OpenItem(item, task.repeats());
        }
        close(waiting);
      }
    }
    return result();
  }

  private void read(Attempts attempts, ItemReader items) throws IOException, TaskException {
    try (Attempts.Cursor cursor = attempts.read()) {
      for (Attempt attempt = cursor.next(); attempt != null; attempt = cursor.next()) {
        if (attempt.task().equals(task.digest())
            && attempt.subject().equals(subject)
            && attempt.ordinal() >= 0
            && attempt.ordinal() < task.items().count()) {
          openTo(attempt.ordinal(), items);
          add(attempt);
        }
      }
    }
  }

  private void closeAll() throws IOException, TaskException {
    for (OpenItem item : new ArrayList<>(open.values())) {
      close(item);
    }
  }

  private void openTo(int ordinal, ItemReader items) throws IOException, TaskException {
    while (opened <= ordinal) {
      Item item = items.next();
      if (item == null) {
        throw shortened(opened);
      }
      board.open(item);
      open.put(opened++, new OpenItem(item, task.repeats()));
    }
  }

  private TaskException shortened(int end) {
    return new TaskException(
        task.items().file(), 0, "the items end after " + end + "; they have been changed");
  }

  private @Nullable QuestionScore add(Attempt attempt) throws IOException, TaskException {
    OpenItem item = open.get(attempt.ordinal());
    if (item == null) {
      countRequest(attempt, true);
      return null;
    }
    OpenQuestion question = item.question(attempt.repeat());
    if (question == null || !question.isAskedBy(attempt)) {
      return null;
    }
    countRequest(attempt, question.attempts[attempt.part()] > 0);
    boolean waited = !question.isAnswered();
    question.add(attempt);
    QuestionScore score = waited && question.isAnswered() ? question.score() : null;
    if (item.isAnswered()) {
      close(item);
    }
    return score;
  }

  private void countRequest(Attempt attempt, boolean again) {
    requests++;
    retries += again ? 1 : 0;
    long start = ChronoUnit.MICROS.between(Instant.EPOCH, attempt.sentAt());
    busy.add(start, start + Math.max(0, attempt.timing().total()));
    if (attempt.outcome() instanceof Answered(var reply)) {
      latency.add(attempt.timing(), reply.usage());
    }
  }

  private void close(OpenItem item) throws IOException, TaskException {
    open.remove(item.item.ordinal());
    closed.set(item.item.ordinal());
    for (int repeat = 0; repeat < task.repeats(); repeat++) {
      OpenQuestion open = item.questions.get(repeat);
      Question question = open == null ? item.ask(repeat) : open.question;
      List<? extends @Nullable Attempt> decisive = open == null ? List.of() : open.decisive;
      QuestionScore score = open == null ? judge(task, question, 0, List.of()) : open.score();
      board.add(score);
      details.accept(question, score, decisive);
    }
  }

  static List<@Nullable Outcome> outcomes(List<? extends @Nullable Attempt> attempts) {
    List<@Nullable Outcome> outcomes = new ArrayList<>(attempts.size());
    for (Attempt attempt : attempts) {
      outcomes.add(attempt == null ? null : attempt.outcome());
    }
    return outcomes;
  }

  /** An item that waits for attempts. */
  private final class OpenItem {

    final Item item;
    final List<@Nullable OpenQuestion> questions;

    OpenItem(Item item, int repeats) {
      this.item = item;
      this.questions =
          new ArrayList<@Nullable OpenQuestion>(
              Collections.<@Nullable OpenQuestion>nCopies(repeats, null));
    }

    Question ask(int repeat) throws TaskException {
      Question question = task.question(item, repeat, subject);
      return withBodies ? question : question.withoutBodies();
    }

    @Nullable OpenQuestion question(int repeat) throws TaskException {
      if (repeat < 0 || repeat >= questions.size()) {
        return null;
      }
      OpenQuestion question = questions.get(repeat);
      if (question == null) {
        question = new OpenQuestion(ask(repeat));
        questions.set(repeat, question);
      }
      return question;
    }

    boolean isAnswered() {
      for (OpenQuestion question : questions) {
        if (question == null || !question.isAnswered()) {
          return false;
        }
      }
      return true;
    }
  }

  /** A question with the outcomes that its requests have so far. */
  private final class OpenQuestion {

    final Question question;
    final int[] attempts;
    final List<@Nullable Attempt> decisive;
    private @Nullable QuestionScore score;

    OpenQuestion(Question question) {
      int parts = question.requests().size();
      this.question = question;
      this.attempts = new int[parts];
      this.decisive =
          new ArrayList<@Nullable Attempt>(Collections.<@Nullable Attempt>nCopies(parts, null));
    }

    boolean isAskedBy(Attempt attempt) {
      int part = attempt.part();
      return part >= 0
          && part < attempts.length
          && question.requests().get(part).key().equals(attempt.key());
    }

    /** Keeps the first reply to a request, and until there is one the last failure. */
    void add(Attempt attempt) {
      score = null;
      attempts[attempt.part()]++;
      if (!isAnswered(decisive.get(attempt.part()))) {
        decisive.set(attempt.part(), attempt);
      }
    }

    int attempts() {
      return Arrays.stream(attempts).sum();
    }

    boolean isAnswered() {
      for (Attempt attempt : decisive) {
        if (!isAnswered(attempt)) {
          return false;
        }
      }
      return true;
    }

    private static boolean isAnswered(@Nullable Attempt attempt) {
      return attempt != null && attempt.outcome() instanceof Answered;
    }

    /** Returns what became of the question so far; judged once for the same attempts. */
    QuestionScore score() throws TaskException {
      QuestionScore known = score;
      if (known == null) {
        known = judge(task, question, attempts(), outcomes(decisive));
        score = known;
      }
      return known;
    }
  }
}
