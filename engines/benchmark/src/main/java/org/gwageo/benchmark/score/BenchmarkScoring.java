package org.gwageo.benchmark.score;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Judgement;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
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
  private final Consumer<QuestionScore> details;
  private final SequencedMap<Integer, OpenItem> open = new TreeMap<>();
  private final Tally tally = new Tally();
  private final BusyTime busy = new BusyTime();
  private int opened;
  private long requests;
  private long retries;

  private BenchmarkScoring(BenchmarkTask task, Subject subject, Consumer<QuestionScore> details) {
    this.task = task;
    this.subject = subject;
    this.details = details;
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
    return new BenchmarkScoring(task, subject, details).score(attempts);
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
   * Judges one reply and says what became of its question.
   *
   * @param attempts how many attempts it took
   */
  public static QuestionScore judge(
      BenchmarkTask task, Question question, int attempts, @Nullable Outcome outcome)
      throws TaskException {
    Item item = question.item();
    Reply reply = outcome instanceof Answered(Reply answered) ? answered : null;
    Judgement judgement = task.answer().judge(item, reply == null ? "" : reply.text());
    FailureClass failure =
        switch (outcome) {
          case null -> FailureClass.NOT_ASKED;
          case Failed failed -> failed.failure();
          case Answered answered -> failure(answered.reply(), judgement);
        };
    boolean answered = failure == null;
    return new QuestionScore(
        item.ordinal(),
        item.id(),
        question.repeat(),
        question.key(),
        attempts,
        reply == null ? null : Digest.of(reply.text().getBytes(StandardCharsets.UTF_8)),
        answered ? judgement.extracted() : null,
        judgement.gold(),
        answered && judgement.correct(),
        failure,
        outcome != null && outcome.isSettled());
  }

  private static @Nullable FailureClass failure(Reply reply, Judgement judgement) {
    if (reply.isFiltered()) {
      return FailureClass.FILTERED;
    }
    if (judgement.extracted() != null) {
      return null;
    }
    if (reply.isTruncated()) {
      return FailureClass.TRUNCATED;
    }
    return reply.text().isBlank() ? FailureClass.EMPTY : FailureClass.UNPARSED;
  }

  /**
   * Hands the score of each question that {@code attempts} hold an attempt at to {@code details},
   * without looking at the others.
   *
   * @throws TaskException if the items have changed since the task was read
   * @throws IOException if items or attempts cannot be read
   */
  public static void attempted(
      BenchmarkTask task, Subject subject, Attempts attempts, Consumer<QuestionScore> details)
      throws IOException, TaskException {
    var scoring =
        new BenchmarkScoring(
            task,
            subject,
            score -> {
              if (score.attempts() > 0) {
                details.accept(score);
              }
            });
    try (ItemReader items = task.items().open()) {
      scoring.read(attempts, items);
    }
    scoring.closeAll();
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
    Accuracy accuracy = tally.accuracy();
    return new BenchmarkResult(
        task.id(),
        task.digest(),
        subject,
        task.items().count(),
        task.repeats(),
        accuracy.counted(),
        tally.unanswered(),
        accuracy,
        task.answer().filter(),
        task.places(),
        requests,
        retries,
        busy.seconds());
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

  private void closeAll() throws TaskException {
    for (OpenItem item : new ArrayList<>(open.values())) {
      close(item);
    }
  }

  private void openTo(int ordinal, ItemReader items) throws IOException, TaskException {
    while (opened <= ordinal) {
      Item item = items.next();
      if (item == null) {
        throw new TaskException(
            task.items().file(), 0, "the items end after " + opened + "; they have been changed");
      }
      open.put(opened++, new OpenItem(item, task.repeats()));
    }
  }

  private void add(Attempt attempt) throws TaskException {
    OpenItem item = open.get(attempt.ordinal());
    if (item == null) {
      countRequest(attempt, true);
      return;
    }
    int repeat = attempt.repeat();
    if (repeat < 0 || repeat >= task.repeats()) {
      return;
    }
    if (!item.question(repeat).key().equals(attempt.key())) {
      return;
    }
    countRequest(attempt, item.attempts[repeat] > 0);
    item.attempts[repeat]++;
    if (!(item.outcomes.get(repeat) instanceof Answered)) {
      item.outcomes.set(repeat, attempt.outcome());
      if (item.isAnswered()) {
        close(item);
      }
    }
  }

  private void countRequest(Attempt attempt, boolean again) {
    requests++;
    retries += again ? 1 : 0;
    long start = ChronoUnit.MICROS.between(Instant.EPOCH, attempt.sentAt());
    busy.add(start, start + Math.max(0, attempt.micros()));
  }

  private void close(OpenItem item) throws TaskException {
    open.remove(item.item.ordinal());
    long correct = 0;
    long counted = 0;
    for (int repeat = 0; repeat < task.repeats(); repeat++) {
      QuestionScore score =
          judge(task, item.question(repeat), item.attempts[repeat], item.outcomes.get(repeat));
      if (score.failure() != null) {
        tally.addFailure(score.failure());
      }
      counted += score.isScored() ? 1 : 0;
      correct += score.correct() ? 1 : 0;
      details.accept(score);
    }
    tally.addItem(correct, counted);
  }

  /** An item that waits for attempts. */
  private final class OpenItem {

    final Item item;
    final int[] attempts;
    final List<@Nullable Outcome> outcomes;
    private final List<@Nullable Question> questions;

    OpenItem(Item item, int repeats) {
      this.item = item;
      this.attempts = new int[repeats];
      this.outcomes =
          new ArrayList<@Nullable Outcome>(Collections.<@Nullable Outcome>nCopies(repeats, null));
      this.questions =
          new ArrayList<@Nullable Question>(Collections.<@Nullable Question>nCopies(repeats, null));
    }

    Question question(int repeat) throws TaskException {
      Question question = questions.get(repeat);
      if (question == null) {
        question = task.question(item, repeat, subject);
        questions.set(repeat, question);
      }
      return question;
    }

    boolean isAnswered() {
      return outcomes.stream().allMatch(outcome -> outcome instanceof Answered);
    }
  }
}
