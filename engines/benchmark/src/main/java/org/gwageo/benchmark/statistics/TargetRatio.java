package org.gwageo.benchmark.statistics;

/**
 * An entrant's score as a share of a target's, for example of a named foreign model's on the same
 * benchmark.
 *
 * @param own the entrant's mean score
 * @param ownVariance its squared standard error
 * @param target the target's mean score, not 0
 * @param targetVariance its squared standard error; 0 for a declared number taken as exact
 * @param covariance the covariance of the two means: above 0 if both answered the same items
 * @param degrees the degrees of freedom of the errors; infinite for the normal distribution
 */
public record TargetRatio(
    double own,
    double ownVariance,
    double target,
    double targetVariance,
    double covariance,
    double degrees) {

  /** Checks that the target is no 0 and the variances belong together. */
  public TargetRatio {
    if (!Double.isFinite(own) || !Double.isFinite(target) || target == 0) {
      throw new IllegalArgumentException(
          "a ratio is of finite scores to a target other than 0, not " + own + " to " + target);
    }
    double product = ownVariance * targetVariance;
    boolean belong = covariance * covariance <= product * (1 + 1e-9) + 1e-300;
    if (!(ownVariance >= 0 && targetVariance >= 0 && degrees > 0 && belong)) {
      throw new IllegalArgumentException(
          "variances "
              + ownVariance
              + " and "
              + targetVariance
              + " do not belong to a covariance of "
              + covariance
              + " on "
              + degrees
              + " degrees of freedom");
    }
  }

  /** Returns the ratio to a declared target taken as exact. */
  public static TargetRatio declared(ClusteredMean own, double target) {
    return new TargetRatio(own.mean(), square(own.standardError()), target, 0, 0, own.degrees());
  }

  /**
   * Returns the ratio to a target measured on other items or by somebody else. The degrees of
   * freedom are the smaller of the two, which is safe.
   */
  public static TargetRatio independent(ClusteredMean own, ClusteredMean target) {
    return new TargetRatio(
        own.mean(),
        square(own.standardError()),
        target.mean(),
        square(target.standardError()),
        0,
        Math.min(own.degrees(), target.degrees()));
  }

  /** Returns the ratio to a target measured on the same items. */
  public static TargetRatio paired(PairedDifference paired) {
    double own = square(paired.first().standardError());
    double target = square(paired.second().standardError());
    double both = square(paired.difference().standardError());
    double limit = Math.sqrt(own * target);
    return new TargetRatio(
        paired.first().mean(),
        own,
        paired.second().mean(),
        target,
        Math.clamp((own + target - both) / 2, -limit, limit),
        paired.difference().degrees());
  }

  private static double square(double value) {
    return value * value;
  }

  /** Returns own / target. */
  public double ratio() {
    return own / target;
  }

  /**
   * Returns Fieller's set (Fieller 1954, "Some problems in interval estimation", JRSS B 16): all
   * ratios ρ for which own - ρ·target is not significantly different from 0. It covers the level
   * also where the target is not away from 0, and is then not bounded.
   */
  public RatioSet fieller(double level) {
    double q = Distributions.studentQuantile(1 - (1 - Interval.checkLevel(level)) / 2, degrees);
    double a = target * target - q * q * targetVariance;
    double b = own * target - q * q * covariance;
    double c = own * own - q * q * ownVariance;
    double discriminant = b * b - a * c;
    if (a > 0) {
      double root = Math.sqrt(Math.max(0, discriminant));
      return new RatioSet.Bounded(new Interval((b - root) / a, (b + root) / a, level, "fieller"));
    }
    if (a == 0 || discriminant <= 0) {
      return new RatioSet.Everything();
    }
    double root = Math.sqrt(discriminant);
    return new RatioSet.Outside((b + root) / a, (b - root) / a);
  }

  /**
   * Returns the interval exp(log ratio ± q·SE(log ratio)) with the delta method's SE. Simple and
   * close to Fieller's where both scores are many standard errors above 0.
   *
   * @throws IllegalArgumentException if a score is not above 0
   */
  public Interval logDelta(double level) {
    if (!(own > 0 && target > 0)) {
      throw new IllegalArgumentException(
          "the logarithm of a ratio needs scores above 0, not " + own + " and " + target);
    }
    double q = Distributions.studentQuantile(1 - (1 - Interval.checkLevel(level)) / 2, degrees);
    double variance =
        ownVariance / (own * own)
            + targetVariance / (target * target)
            - 2 * covariance / (own * target);
    double factor = StrictMath.exp(q * Math.sqrt(Math.max(0, variance)));
    return new Interval(ratio() / factor, ratio() * factor, level, "log-delta");
  }

  /**
   * Returns the one-sided p-value against "the true ratio is at most {@code share}", by the
   * distance of own - share·target from 0. Small values show that the target's share is exceeded.
   * For targets above 0; no division, so it holds wherever the target lies.
   */
  public double pAtMost(double share) {
    double error =
        Math.sqrt(
            Math.max(0, ownVariance + share * share * targetVariance - 2 * share * covariance));
    double distance = own - share * target;
    if (error <= 0) {
      return distance > 0 ? 0 : 1;
    }
    return Distributions.studentTail(distance / error, degrees);
  }

  /**
   * Returns the points for the ratio, full · min(ratio, cap), never below 0.
   *
   * @param full the points for a ratio of 1
   * @param cap the greatest ratio that still earns, at least 1 where exceeding the target pays
   */
  public double points(double full, double cap) {
    return full * Math.clamp(ratio(), 0, cap);
  }

  /** Returns the interval of the points; from 0 to full · cap where the ratio is not bounded. */
  public Interval pointsInterval(double full, double cap, double level) {
    return switch (fieller(level)) {
      case RatioSet.Bounded(Interval set) -> set.within(0, cap).map(ratio -> full * ratio);
      case RatioSet.Outside outside -> new Interval(0, full * cap, level, "fieller");
      case RatioSet.Everything all -> new Interval(0, full * cap, level, "fieller");
    };
  }
}
