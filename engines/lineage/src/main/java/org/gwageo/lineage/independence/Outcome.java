package org.gwageo.lineage.independence;

import java.util.Map;

/**
 * What one family says about one component.
 *
 * @param component the part of the model, such as {@code mlp}
 * @param family the family
 * @param statistic the family's statistic, between -1 and 1
 * @param z the statistic in standard deviations of its null
 * @param log10p log10 of the p-value, corrected for everything tried inside the component
 * @param identical whether all compared tensors of the component are equal byte for byte
 * @param details what else the report prints: counts, route, number of layers
 */
public record Outcome(
    String component,
    Family family,
    double statistic,
    double z,
    double log10p,
    boolean identical,
    Map<String, Object> details) {

  /** Copies the details. */
  public Outcome {
    details = Map.copyOf(details);
  }
}
