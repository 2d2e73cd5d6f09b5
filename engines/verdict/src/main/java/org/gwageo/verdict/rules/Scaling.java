package org.gwageo.verdict.rules;

import java.math.BigDecimal;

/** How a value becomes points. */
public sealed interface Scaling {

  /**
   * Points times (value - zero) / (full - zero).
   *
   * @param zero the value that is worth nothing
   * @param full the value that is worth the item's points
   */
  record Linear(BigDecimal zero, BigDecimal full) implements Scaling {}

  /** The best team gets the item's points, the others in proportion to its value. */
  record BestTeam() implements Scaling {}

  /** The value is the points. */
  record Plain() implements Scaling {}
}
