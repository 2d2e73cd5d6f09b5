package org.gwageo.lineage;

import org.gwageo.lineage.calibration.Calibrated;
import org.gwageo.lineage.calibration.ControlLibrary;
import org.gwageo.lineage.calibration.ControlSummary;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Strength;

/**
 * One line of a report.
 *
 * @param outcome what the family found
 * @param calibrated the outcome's z and p-value after comparison with controls
 * @param adjustedLog10p log10 of the p-value after Holm's correction over all hypotheses
 */
public record Finding(Outcome outcome, Calibrated calibrated, double adjustedLog10p) {

  /** How many times the largest z of a control pair an established finding exceeds. */
  static final double ABOVE_CONTROLS = 3;

  /**
   * Returns whether the finding is strong enough to count towards an established derivation. A
   * family without an exact null has to be calibrated on enough control pairs.
   */
  public boolean establishes() {
    return calibrated.z() >= Strength.ESTABLISHED_Z
        && adjustedLog10p <= Strength.ESTABLISHED_LOG10P
        && (outcome.family().exact() || controls() >= ControlLibrary.ENOUGH)
        && outcome.z() >= ABOVE_CONTROLS * largestControl();
  }

  /** Returns whether the finding is significant after correction. */
  public boolean indicates() {
    return adjustedLog10p <= Strength.INDICATED_LOG10P;
  }

  /** Returns whether the component is a byte-for-byte copy that chance does not explain. */
  public boolean identical() {
    return outcome.identical() && adjustedLog10p <= Strength.ESTABLISHED_LOG10P;
  }

  /**
   * Returns whether whole tensors of the component are copies byte for byte: training towards
   * another model brings values near to its own and some of them onto these, never all of a matrix.
   */
  boolean copiesTensors() {
    return outcome.family() == Family.T0
        && establishes()
        && outcome.details().get("identicalTensors") instanceof Long tensors
        && tensors > 0;
  }

  private int controls() {
    return calibrated.controls().map(ControlSummary::pairs).orElse(0);
  }

  private double largestControl() {
    return calibrated.controls().map(ControlSummary::largest).orElse(0.0);
  }
}
