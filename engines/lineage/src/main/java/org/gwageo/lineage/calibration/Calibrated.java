package org.gwageo.lineage.calibration;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A z-score after comparison with controls.
 *
 * @param z the calibrated z-score; the raw one where there are no controls
 * @param log10p log10 of the p-value that counts
 * @param controlClass the class of shapes whose controls were used, {@code any} if those of all
 *     classes together, or empty without controls
 * @param summary the controls, or null
 */
public record Calibrated(
    double z, double log10p, String controlClass, @Nullable ControlSummary summary) {

  /** Returns the controls, if there are any. */
  public Optional<ControlSummary> controls() {
    return Optional.ofNullable(summary);
  }
}
