package org.gwageo.bundle.proposal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the office says to a name that the catalogue did not have.
 *
 * @param name the name as a team wrote it; all names with the same {@link NewBenchmark#key} are
 *     meant
 * @param benchmark the id of the task that it is counted as; null where it is declined
 * @param reason why
 * @param at when
 */
public record Ruling(String name, @Nullable String benchmark, String reason, Instant at) {

  /** Returns whether the name counts as a benchmark. */
  public boolean accepted() {
    return benchmark != null;
  }
}
