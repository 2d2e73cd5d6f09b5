package org.gwageo.verdict.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the platform finds the values of an item or of a gate.
 *
 * @param benchmarks the benchmark tasks that are run; for an index with components their ids
 * @param panel the panel whose sheets are read
 * @param ratings the user group whose ratings are read
 * @param lineage the set of reference models that a team's model is compared with
 * @param declarations the part of a team's submission that is read
 * @param reported how teams' own runs of the benchmarks are taken; {@code null} where the platform
 *     runs them
 */
public record Evidence(
    List<String> benchmarks,
    @Nullable String panel,
    @Nullable String ratings,
    @Nullable String lineage,
    @Nullable String declarations,
    @Nullable Reported reported) {

  /** No hint at all. */
  public static final Evidence NONE = new Evidence(List.of(), null, null, null, null, null);

  /** Copies {@code benchmarks}. */
  public Evidence {
    benchmarks = List.copyOf(benchmarks);
  }
}
