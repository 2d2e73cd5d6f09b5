package org.gwageo.platform.evaluation;

import java.util.Arrays;
import java.util.Locale;

/** Which of a run's questions are looked at. */
public enum Part {
  /** All. */
  ALL("true"),
  /** Those answered rightly. */
  RIGHT("q.correct"),
  /** Those that count as wrong. */
  WRONG("q.scored and not q.correct"),
  /** Those whose reply holds no answer. */
  UNPARSED("q.failure in ('unparsed', 'empty')"),
  /** Those whose reply ended at its length limit and holds no answer. */
  TRUNCATED("q.failure = 'truncated'"),
  /** Those whose reply a content filter withheld. */
  FILTERED("q.failure = 'filtered'"),
  /** Those that the endpoint refused for good. */
  REFUSED("q.failure = 'refused'"),
  /** Those that do not count, because the endpoint gave no reply. */
  UNCOUNTED("not q.scored");

  private final String condition;

  Part(String condition) {
    this.condition = condition;
  }

  /** Returns the condition on a row {@code q} of question scores. */
  String condition() {
    return condition;
  }

  /** Returns the name in addresses and message keys. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the part of that name; all for a name that is none. */
  public static Part of(String key) {
    return Arrays.stream(values()).filter(part -> part.key().equals(key)).findFirst().orElse(ALL);
  }
}
