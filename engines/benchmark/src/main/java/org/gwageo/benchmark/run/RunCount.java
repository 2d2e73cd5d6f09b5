package org.gwageo.benchmark.run;

import java.util.EnumMap;
import java.util.Map;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.score.QuestionScore;

/** Counts what {@link RunProgress} tells. Used by the running thread alone. */
final class RunCount {

  private final long total;
  private final Map<FailureClass, Long> unanswered = new EnumMap<>(FailureClass.class);
  private final Map<FailureClass, Long> failedAttempts = new EnumMap<>(FailureClass.class);
  private long done;
  private long scored;
  private long correct;
  private long requests;

  RunCount(long total) {
    this.total = total;
  }

  void done(QuestionScore score) {
    done++;
    scored += score.isScored() ? 1 : 0;
    correct += score.correct() ? 1 : 0;
    if (score.failure() != null) {
      unanswered.merge(score.failure(), 1L, Long::sum);
    }
  }

  long left() {
    return total - done;
  }

  void request() {
    requests++;
  }

  void failedAttempt(FailureClass failure) {
    failedAttempts.merge(failure, 1L, Long::sum);
  }

  RunProgress progress(Asking asking, double processor) {
    return new RunProgress(
        total,
        done,
        scored,
        correct,
        unanswered,
        failedAttempts,
        requests,
        asking.gate().inFlight(),
        asking.gate().limit(),
        asking.adaptations(),
        new ClientLoad(processor, asking.events().size(), EventQueue.ROOM));
  }
}
