package org.gwageo.lineage;

import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Strength;

/**
 * One line of a report.
 *
 * @param outcome what the family found
 * @param adjustedLog10p log10 of the p-value after Holm's correction over all hypotheses
 */
public record Finding(Outcome outcome, double adjustedLog10p) {

  /** Returns whether the finding is strong enough to count towards an established derivation. */
  public boolean establishes() {
    return outcome.family().exact()
        && outcome.z() >= Strength.ESTABLISHED_Z
        && adjustedLog10p <= Strength.ESTABLISHED_LOG10P;
  }

  /** Returns whether the finding is significant after correction. */
  public boolean indicates() {
    return adjustedLog10p <= Strength.INDICATED_LOG10P;
  }

  /** Returns whether the component is a byte-for-byte copy that chance does not explain. */
  public boolean identical() {
    return outcome.identical() && adjustedLog10p <= Strength.ESTABLISHED_LOG10P;
  }
}
