package org.gwageo.platform.evaluation;

import java.util.Arrays;
import java.util.Locale;

/** Which questions of two runs are looked at side by side. */
public enum Pairing {
  /** All. */
  ALL("true"),
  /** Those that both answered rightly. */
  BOTH("q.correct and o.correct"),
  /** Those that only the first answered rightly. */
  FIRST("q.correct and not o.correct"),
  /** Those that only the second answered rightly. */
  SECOND("o.correct and not q.correct"),
  /** Those that neither answered rightly. */
  NEITHER("not q.correct and not o.correct"),
  /** Those that do not count for one of the two. */
  UNCOUNTED("not q.scored or not o.scored");

  private final String condition;

  Pairing(String condition) {
    this.condition = condition;
  }

  /** Returns the condition on a row {@code q} of the first run and {@code o} of the second. */
  String condition() {
    return condition;
  }

  /** Returns the name in addresses and message keys. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the pairing of that name; all for a name that is none. */
  public static Pairing of(String key) {
    return Arrays.stream(values()).filter(one -> one.key().equals(key)).findFirst().orElse(ALL);
  }
}
