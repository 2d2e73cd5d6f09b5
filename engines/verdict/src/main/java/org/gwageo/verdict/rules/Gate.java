package org.gwageo.verdict.rules;

import java.util.List;

/**
 * A requirement that no score makes up for.
 *
 * @param kind what it protects: independence, openness, minimum-score, eligibility, approval, other
 * @param tests what is looked at; at least one
 * @param failsWhen whether one failed test is enough or all must fail
 * @param undetermined what happens when the tests give no answer
 */
public record Gate(
    String id,
    Bilingual title,
    String kind,
    List<GateTest> tests,
    FailsWhen failsWhen,
    Undetermined undetermined,
    Evidence evidence,
    List<String> notes) {

  /** Copies the lists. */
  public Gate {
    tests = List.copyOf(tests);
    notes = List.copyOf(notes);
  }

  /** How several tests make one gate. */
  public enum FailsWhen {
    /** One failed test fails the gate. */
    ANY_TEST_FAILS,
    /** Only when every test failed the gate is failed. */
    ALL_TESTS_FAIL
  }

  /** What an undetermined gate means for the team. */
  public enum Undetermined {
    /** The gate counts as failed. */
    FAIL,
    /** No verdict is settled until the gate is determined. */
    HOLD
  }
}
