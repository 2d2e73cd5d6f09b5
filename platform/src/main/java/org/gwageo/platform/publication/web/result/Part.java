package org.gwageo.platform.publication.web.result;

import java.util.Arrays;
import java.util.Locale;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.score.QuestionScore;

/** Which of a run's questions are shown. */
enum Part {
  /** All. */
  ALL,
  /** Those answered rightly. */
  RIGHT,
  /** Those that count as wrong. */
  WRONG,
  /** Those whose reply holds no answer. */
  UNPARSED,
  /** Those whose reply ended at its length limit and holds no answer. */
  TRUNCATED,
  /** Those that do not count, because the endpoint gave no reply. */
  UNCOUNTED;

  /** Returns the name in addresses and message keys. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the part of that name; all for a name that is none. */
  static Part of(String key) {
    return Arrays.stream(values()).filter(part -> part.key().equals(key)).findFirst().orElse(ALL);
  }

  boolean holds(QuestionScore score) {
    return switch (this) {
      case ALL -> true;
      case RIGHT -> score.correct();
      case WRONG -> !score.correct() && score.isScored();
      case UNPARSED ->
          score.failure() == FailureClass.UNPARSED || score.failure() == FailureClass.EMPTY;
      case TRUNCATED -> score.failure() == FailureClass.TRUNCATED;
      case UNCOUNTED -> !score.isScored();
    };
  }
}
