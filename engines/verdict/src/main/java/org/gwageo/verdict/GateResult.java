package org.gwageo.verdict;

import java.util.List;
import java.util.Locale;
import org.gwageo.verdict.rules.Bilingual;

/**
 * What a gate found about one team.
 *
 * @param gate the gate's id
 * @param status the gate's answer
 * @param tests the answers of its tests, in the rulebook's order
 */
public record GateResult(String gate, Status status, List<TestResult> tests) {

  /** Copies {@code tests}. */
  public GateResult {
    tests = List.copyOf(tests);
  }

  /** An answer. */
  public enum Status {
    /** The requirement is met. */
    PASSED,
    /** The requirement is not met. */
    FAILED,
    /** There is no answer yet. */
    UNDETERMINED,
    /** The gate does not apply to the team, by an agreed exception. */
    WAIVED;

    /** Returns the name in published files. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The answer of one test.
   *
   * @param test which test: ticks, approval, lineage, criteria, licence, minimum-score, on-time
   * @param reason what was found, in both languages
   */
  public record TestResult(String test, Status status, Bilingual reason) {}
}
