package org.gwageo.bundle.evidence;

import java.math.BigDecimal;
import java.util.List;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.jspecify.annotations.Nullable;

/**
 * A benchmark that a team ran itself.
 *
 * @param team the team's id
 * @param task the task's id
 * @param declared what the team's runs reached, scored again from their journals, in their order
 * @param drawn whether the lot chose it to be repeated
 * @param outcome what the repetition found, in the word of the record; null without a record
 * @param ours what our runs reached, in their order; none where it was not repeated
 * @param target the model that the team measures itself against; null where the rules want none
 */
public record ReportedBenchmark(
    String team,
    String task,
    List<BenchmarkCount> declared,
    boolean drawn,
    @Nullable String outcome,
    List<BenchmarkCount> ours,
    @Nullable Target target) {

  /**
   * A declared target.
   *
   * @param model its name
   * @param score its published score, of 100
   * @param source where the score is published
   */
  public record Target(String model, BigDecimal score, String source) {}

  /** Copies the lists. */
  public ReportedBenchmark {
    declared = List.copyOf(declared);
    ours = List.copyOf(ours);
  }
}
