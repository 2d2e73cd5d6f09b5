package org.gwageo.platform.reproduction;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.gwageo.benchmark.reproduction.Problem;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;

/**
 * A bundle of own runs as a team handed it in.
 *
 * @param stage for which stage
 * @param team the team's slug
 * @param task the task's name
 * @param version which of the team's bundles for the task, from 1
 * @param fileName the archive's name as it was sent
 * @param archive the digest of the archive
 * @param bytes the archive's size
 * @param bundle the digest of the files in it; null if it could not be opened
 * @param problems what does not fit; a bundle with any is refused
 * @param counts what each run that could be read reached
 * @param score the mean of their scores, a share; null without any
 * @param spread their standard deviation; null with fewer than two
 * @param hardware what the model ran on, in the team's words; null if the bundle does not say
 * @param target the model that the team measures itself against; null where the rules want none
 * @param by the account that handed it in
 * @param at when
 */
public record TeamBundle(
    StageId stage,
    String team,
    String task,
    int version,
    String fileName,
    Digest archive,
    long bytes,
    @Nullable Digest bundle,
    List<Problem> problems,
    List<BenchmarkCount> counts,
    @Nullable Double score,
    @Nullable Double spread,
    @Nullable String hardware,
    @Nullable Target target,
    String by,
    Instant at) {

  /**
   * A declared target.
   *
   * @param model its name
   * @param score its published score, of 100
   * @param source where the score is published
   */
  public record Target(String model, BigDecimal score, String source) {}

  /** Copies the list. */
  public TeamBundle {
    problems = List.copyOf(problems);
    counts = List.copyOf(counts);
  }

  /** Returns this bundle under another version. */
  TeamBundle as(int number) {
    return new TeamBundle(
        stage, team, task, number, fileName, archive, bytes, bundle, problems, counts, score,
        spread, hardware, target, by, at);
  }

  /** Returns whether there is nothing to object to. */
  public boolean isInGoodForm() {
    return problems.isEmpty();
  }
}
