package org.gwageo.lineage.process;

import java.util.Arrays;
import java.util.Optional;

/**
 * A declared learning rate over the steps of a run.
 *
 * @param kind its shape after the warm-up
 * @param peak the highest rate
 * @param warmupSteps how many steps it rises, in equal amounts
 * @param steps how many steps the run has
 * @param decaySteps how many steps fall at the end, of {@link Kind#WSD} only
 * @param floor the last rate as a share of the peak
 */
public record RateSchedule(
    Kind kind, double peak, long warmupSteps, long steps, long decaySteps, double floor) {

  /** Shapes of a schedule. */
  public enum Kind {
    /** The peak to the end. */
    CONSTANT("constant"),
    /** A straight line down to the floor. */
    LINEAR("linear"),
    /** Half a cosine down to the floor. */
    COSINE("cosine"),
    /** Warm-up, stable, decay: the peak, then a straight line over the last steps. */
    WSD("wsd");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    static Optional<Kind> parse(String id) {
      return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public RateSchedule {
    if (!(peak > 0) || Double.isInfinite(peak)) {
      throw new IllegalArgumentException("a schedule's peak is above 0, not " + peak);
    }
    if (steps < 1 || warmupSteps < 0 || warmupSteps > steps) {
      throw new IllegalArgumentException(
          "a schedule of %d steps cannot warm up for %d".formatted(steps, warmupSteps));
    }
    if (decaySteps < 0 || decaySteps > steps - warmupSteps) {
      throw new IllegalArgumentException(
          "a schedule of %d steps cannot decay for %d".formatted(steps, decaySteps));
    }
    if (!(floor >= 0 && floor <= 1)) {
      throw new IllegalArgumentException("a schedule's floor is a share of its peak, not " + floor);
    }
  }

  /** Returns the rate of a step, counted from 0. */
  public double rate(double step) {
    if (step < warmupSteps) {
      return peak * (step + 1) / warmupSteps;
    }
    double falling = Math.max(1, steps - warmupSteps);
    double done = Math.min(1, (step - warmupSteps) / falling);
    return switch (kind) {
      case CONSTANT -> peak;
      case LINEAR -> peak * (1 - (1 - floor) * done);
      case COSINE -> peak * (floor + (1 - floor) * 0.5 * (1 + StrictMath.cos(Math.PI * done)));
      case WSD -> {
        double left = Math.max(0, steps - step);
        yield left >= decaySteps ? peak : peak * (floor + (1 - floor) * left / decaySteps);
      }
    };
  }

  /** Returns the sum of the rates of steps {@code from} to {@code to} - 1. */
  public double sum(long from, long to) {
    long span = to - from;
    long points = Math.min(span, 100_000);
    double sum = 0;
    for (long i = 0; i < points; i++) {
      sum += rate(from + (i + 0.5) * span / points - 0.5);
    }
    return points == 0 ? 0 : sum * span / points;
  }
}
