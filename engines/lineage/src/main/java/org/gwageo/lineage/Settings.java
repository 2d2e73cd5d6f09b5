package org.gwageo.lineage;

import org.gwageo.lineage.calibration.ControlLibrary;
import org.gwageo.lineage.matching.MatchingEffort;

/**
 * What a comparison depends on besides the two models.
 *
 * @param seed the seed of all random draws; it is part of the report
 * @param pairs how many pairs of entrant and reference are compared in the same programme; the
 *     error rate holds for all of them together
 * @param controls what the statistics look like between independent models
 * @param effort how much work the matching of neurons may do
 * @param power whether families without a finding plant copies to say what they would have found
 */
public record Settings(
    long seed, int pairs, ControlLibrary controls, MatchingEffort effort, boolean power) {

  /**
   * Checks the number of pairs.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Settings {
    if (pairs < 1) {
      throw new IllegalArgumentException("a programme compares at least one pair, not " + pairs);
    }
  }

  /** Returns the settings of a single pair with the engine's own controls, on all processors. */
  public static Settings of(long seed) {
    int processors = Math.max(1, Runtime.getRuntime().availableProcessors());
    return new Settings(
        seed, 1, ControlLibrary.builtIn(), MatchingEffort.THOROUGH.onThreads(processors), true);
  }

  /** Returns these settings for {@code pairs} pairs. */
  public Settings forPairs(int pairs) {
    return new Settings(seed, pairs, controls, effort, power);
  }

  /** Returns these settings with other controls. */
  public Settings with(ControlLibrary controls) {
    return new Settings(seed, pairs, controls, effort, power);
  }

  /** Returns these settings with another effort. */
  public Settings with(MatchingEffort effort) {
    return new Settings(seed, pairs, controls, effort, power);
  }

  /** Returns these settings without planted copies, for pairs that serve as controls. */
  public Settings withoutPower() {
    return new Settings(seed, pairs, controls, effort, false);
  }
}
