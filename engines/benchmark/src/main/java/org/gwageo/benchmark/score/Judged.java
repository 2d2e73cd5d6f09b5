package org.gwageo.benchmark.score;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/** Judges the outcomes of one question's requests. */
final class Judged {

  private Judged() {}

  static QuestionScore of(
      BenchmarkTask task,
      Question question,
      int attempts,
      List<? extends @Nullable Outcome> outcomes)
      throws TaskException {
    List<Reply> replies = replies(question, outcomes);
    List<Reading> readings = readings(task, question, replies);
    FailureClass failure = failure(task, outcomes, replies, readings);
    List<Reading> counted;
    if (failure == null || isReadable(failure) || isScoredAsItCame(task, replies)) {
      counted = readings;
    } else {
      counted = failure.isScored() ? readings(task, question, List.of()) : List.of();
    }
    return new QuestionScore(
        question.item().ordinal(),
        question.item().id(),
        question.repeat(),
        question.key(),
        attempts,
        replies.isEmpty() ? null : digest(replies),
        readings.getFirst().gold(),
        counted,
        failure,
        outcomes.size() == question.requests().size()
            && outcomes.stream().allMatch(outcome -> outcome != null && outcome.isSettled()));
  }

  /** Returns the reply to each request, or none at all if one is missing. */
  private static List<Reply> replies(
      Question question, List<? extends @Nullable Outcome> outcomes) {
    List<Reply> replies = new ArrayList<>(outcomes.size());
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Answered(Reply reply)) {
        replies.add(reply);
      }
    }
    return replies.size() == question.requests().size() ? replies : List.of();
  }

  private static List<Reading> readings(BenchmarkTask task, Question question, List<Reply> replies)
      throws TaskException {
    List<Reply> given =
        replies.isEmpty()
            ? Collections.nCopies(question.requests().size(), Reply.of("", ""))
            : replies;
    return task.judging().judge(question.item(), question.repeat(), given);
  }

  private static @Nullable FailureClass failure(
      BenchmarkTask task,
      List<? extends @Nullable Outcome> outcomes,
      List<Reply> replies,
      List<Reading> readings) {
    if (replies.isEmpty()) {
      for (Outcome outcome : outcomes) {
        if (outcome instanceof Failed(FailureClass failure, int status, String message)) {
          return failure;
        }
      }
      return FailureClass.NOT_ASKED;
    }
    boolean filtered = replies.stream().anyMatch(Reply::isFiltered);
    if (filtered && !isScoredAsItCame(task, replies)) {
      return FailureClass.FILTERED;
    }
    if (readings.getFirst().extracted() != null) {
      return null;
    }
    if (filtered) {
      return FailureClass.FILTERED;
    }
    if (replies.stream().anyMatch(Reply::isTruncated)) {
      return FailureClass.TRUNCATED;
    }
    return replies.stream().allMatch(Reply::isEmpty) ? FailureClass.EMPTY : FailureClass.UNPARSED;
  }

  /** lm-evaluation-harness scores whatever text came, whatever ended it. */
  private static boolean isScoredAsItCame(BenchmarkTask task, List<Reply> replies) {
    return task.mode() == Mode.COMPAT && !replies.isEmpty();
  }

  /** Returns whether the reply itself was judged, although its headline answer is missing. */
  private static boolean isReadable(FailureClass failure) {
    return switch (failure) {
      case TRUNCATED, EMPTY, UNPARSED -> true;
      case FILTERED, RATE_LIMITED, OVERLOADED, SERVER_ERROR, CONNECT, RESET -> false;
      case STALL, MALFORMED, REFUSED, NOT_ASKED -> false;
    };
  }

  private static Digest digest(List<Reply> replies) {
    var text = new StringBuilder();
    for (Reply reply : replies) {
      text.append(reply.text());
    }
    return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
