package org.gwageo.benchmark.statistics;

/**
 * The generator SplitMix64 (Steele, Lea and Flood 2014, <a
 * href="https://doi.org/10.1145/2714064.2660195">Fast splittable pseudorandom number
 * generators</a>, figure 17) with its standard increment, one stream for each replicate.
 *
 * <p>Replicate r of a computation starts at state mix(seed + (r + 1)·0xd1342543de82ef95). Draws of
 * a replicate depend on nothing but the seed and r, so a result is the same on any number of
 * threads.
 */
final class SplitMix {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final long STREAM = 0xd1342543de82ef95L;

  private long state;

  SplitMix(long seed, long replicate) {
    state = mix(seed + (replicate + 1) * STREAM);
  }

  long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** A number in [0, 1) with 53 random bits. */
  double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** The number of heads in {@code tosses} tosses of a fair coin, a random bit each. */
  long nextHalf(long tosses) {
    long heads = 0;
    long left = tosses;
    for (; left >= 64; left -= 64) {
      heads += Long.bitCount(nextLong());
    }
    return left == 0 ? heads : heads + Long.bitCount(nextLong() & ((1L << left) - 1));
  }

  /**
   * The number of successes in {@code trials} trials: inversion where few are expected, else the
   * rejection method BTRS (Hörmann 1993, <a href="https://doi.org/10.1080/00949659308811496">The
   * generation of binomial random variates</a>). Exact up to the rounding of doubles.
   */
  long nextBinomial(long trials, double probability) {
    if (probability > 0.5) {
      return trials - nextBinomial(trials, 1 - probability);
    }
    if (trials <= 0 || probability <= 0) {
      return 0;
    }
    return trials * probability < 10
        ? byInversion(trials, probability)
        : byRejection(trials, probability);
  }

  private long byInversion(long trials, double probability) {
    double odds = probability / (1 - probability);
    double mass = StrictMath.exp(trials * StrictMath.log1p(-probability));
    double left = nextDouble();
    long successes = 0;
    while (left > mass && successes < trials) {
      left -= mass;
      successes++;
      mass *= odds * (trials - successes + 1) / successes;
    }
    return successes;
  }

  private long byRejection(long trials, double probability) {
    double spread = Math.sqrt(trials * probability * (1 - probability));
    double b = 1.15 + 2.53 * spread;
    double a = -0.0873 + 0.0248 * b + 0.01 * probability;
    double centre = trials * probability + 0.5;
    double certain = 0.92 - 4.2 / b;
    double alpha = (2.83 + 5.1 / b) * spread;
    double logOdds = StrictMath.log(probability / (1 - probability));
    long mode = (long) Math.floor((trials + 1) * probability);
    double modeTerm =
        Distributions.logGamma(mode + 1.0) + Distributions.logGamma(trials - mode + 1.0);
    while (true) {
      double v = nextDouble();
      double u = nextDouble() - 0.5;
      double us = 0.5 - Math.abs(u);
      double drawn = Math.floor((2 * a / us + b) * u + centre);
      if (us >= 0.07 && v <= certain) {
        return (long) drawn;
      }
      if (drawn < 0 || drawn > trials) {
        continue;
      }
      double accept = StrictMath.log(v * alpha / (a / (us * us) + b));
      double bound =
          modeTerm
              - Distributions.logGamma(drawn + 1)
              - Distributions.logGamma(trials - drawn + 1)
              + (drawn - mode) * logOdds;
      if (accept <= bound) {
        return (long) drawn;
      }
    }
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
