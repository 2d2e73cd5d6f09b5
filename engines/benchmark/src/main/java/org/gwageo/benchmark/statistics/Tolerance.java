package org.gwageo.benchmark.statistics;

/**
 * How far a reproduced score may lie from the declared one, fixed beforehand.
 *
 * @param difference the largest difference that still counts as the same, above 0, on the scale of
 *     the scores
 * @param tooHighOnly whether only a declared score above the reproduced one is objectionable
 * @param alpha the probability of a wrong "reproduced" at the edge of the tolerance, and of a wrong
 *     "not reproduced" there; for example 0.05
 */
public record Tolerance(double difference, boolean tooHighOnly, double alpha) {

  /** Checks the ranges. */
  public Tolerance {
    if (!(difference > 0) || Double.isInfinite(difference)) {
      throw new IllegalArgumentException("a tolerance is above 0, not " + difference);
    }
    if (!(alpha > 0 && alpha < 0.5)) {
      throw new IllegalArgumentException("α lies between 0 and 0.5, not at " + alpha);
    }
  }

  /** Returns a tolerance in both directions with α = 0.05. */
  public static Tolerance of(double difference) {
    return new Tolerance(difference, false, 0.05);
  }

  /** Returns this tolerance for declared scores that are too high only. */
  public Tolerance whereTooHigh() {
    return new Tolerance(difference, true, alpha);
  }
}
