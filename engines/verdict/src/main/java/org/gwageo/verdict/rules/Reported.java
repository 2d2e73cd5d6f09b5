package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Benchmarks that teams run themselves: what is repeated by lot, and what counts after that.
 *
 * @param benchmarks how many of each team's benchmarks of the item are repeated
 * @param runs how often each of them is repeated
 * @param items how many of its items, drawn by lot; {@code null} for all
 * @param tolerance the largest difference of two scores that still counts as the same, a share
 *     between 0 and 1
 * @param tooHighOnly whether only a declared score above ours is objectionable
 * @param notReproduced what counts when the declared score is not reproduced: ours or zero
 * @param inconclusive what counts when the runs do not say
 */
public record Reported(
    int benchmarks,
    int runs,
    @Nullable Integer items,
    BigDecimal tolerance,
    boolean tooHighOnly,
    Counting notReproduced,
    Counting inconclusive) {

  /** What counts. */
  public enum Counting {
    /** The team's own runs. */
    DECLARED,
    /** The runs that repeated them. */
    OURS,
    /** Nothing: the benchmark is worth zero. */
    ZERO
  }

  /** Returns whether our runs may have to stand in for the team's. */
  public boolean mayCountOurs() {
    return notReproduced == Counting.OURS || inconclusive == Counting.OURS;
  }
}
