package org.gwageo.benchmark.score;

import java.io.IOException;
import java.util.function.Consumer;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * Scores a run while its attempts are appended to a journal.
 *
 * <p>What it returns is what {@link BenchmarkScoring#score} makes of the journal, byte for byte,
 * provided that attempts are added in the journal's order; but no question is rendered a second
 * time, no line of the journal is read back and no reply is judged twice. Used by one thread at a
 * time.
 */
public final class LiveScoring {

  private final BenchmarkScoring scoring;
  private BenchmarkScoring.@Nullable Earlier earlier;

  /**
   * Begins to score.
   *
   * @param details receives each question's score when its item is settled, in the order that
   *     {@link BenchmarkScoring#score} would hand them over
   */
  public LiveScoring(BenchmarkTask task, Subject subject, Consumer<QuestionScore> details) {
    this.scoring =
        new BenchmarkScoring(
            task,
            subject,
            (question, score, decisive) -> {
              details.accept(score);
              if (earlier != null && score.attempts() > 0) {
                earlier.accept(score, BenchmarkScoring.outcomes(decisive));
              }
            },
            false);
  }

  /**
   * Reads what earlier sessions left and hands each question that was attempted to {@code visitor}.
   * Comes before any {@link #add}.
   *
   * @throws TaskException if the items have changed since the task was read
   * @throws IOException if items or attempts cannot be read
   */
  public void resume(Attempts attempts, BenchmarkScoring.Earlier visitor)
      throws IOException, TaskException {
    earlier = visitor;
    try {
      scoring.read(attempts);
      scoring.waiting(visitor);
    } finally {
      earlier = null;
    }
  }

  /**
   * Adds an attempt at a question of this task by this subject.
   *
   * @param question the question; the bodies of its requests are not needed
   * @return the question's score if this attempt brought the last reply that it waited for; else
   *     null
   */
  public @Nullable QuestionScore add(Question question, Attempt attempt)
      throws IOException, TaskException {
    return scoring.add(question, attempt);
  }

  /**
   * Settles what is left, questions that nobody asked included, and returns the result. Comes last.
   *
   * @throws TaskException if the items have changed since the task was read
   * @throws IOException if they cannot be read
   */
  public BenchmarkResult end() throws IOException, TaskException {
    return scoring.end();
  }
}
