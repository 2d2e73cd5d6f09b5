package org.gwageo.lineage.statistics;

/** Upper tail probabilities as decimal logarithms, exact far below the smallest double. */
public final class LogTails {

  private static final double LN10 = StrictMath.log(10);
  private static final double HALF_LN_2PI = 0.5 * StrictMath.log(2 * Math.PI);

  private LogTails() {}

  /**
   * Returns log10 P(Z ≥ z) of the standard normal law; Taylor series below 2, beyond it the
   * continued fraction of Abramowitz and Stegun 26.2.14.
   */
  public static double normal(double z) {
    if (Double.isNaN(z)) {
      throw new IllegalArgumentException("a z-score is a number");
    }
    if (z < 2) {
      return StrictMath.log10(normalBySeries(z));
    }
    double fraction = 0;
    for (int k = 400; k >= 1; k--) {
      fraction = k / (z + fraction);
    }
    return (-0.5 * z * z - HALF_LN_2PI - StrictMath.log(z + fraction)) / LN10;
  }

  private static double normalBySeries(double z) {
    if (z < -8) {
      return 1;
    }
    double term = z;
    double sum = z;
    for (int k = 1; k < 400 && Math.abs(term) > 1e-18 * Math.abs(sum); k++) {
      term *= z * z / (2 * k + 1);
      sum += term;
    }
    return 0.5 - sum * StrictMath.exp(-0.5 * z * z - HALF_LN_2PI);
  }

  /**
   * Returns log10 P(T ≥ t) of Student's law, through the incomplete beta function's continued
   * fraction (DLMF 8.17.22).
   *
   * @param degrees degrees of freedom, positive
   */
  public static double student(double t, double degrees) {
    if (t <= 0) {
      double opposite = t == 0 ? 0.5 : StrictMath.pow(10, student(-t, degrees));
      return StrictMath.log10(1 - opposite);
    }
    double a = degrees / 2;
    double b = 0.5;
    double x = degrees / (degrees + t * t);
    if (x > (a + 1) / (a + b + 2)) {
      double complement = StrictMath.exp(lnIncompleteBeta(b, a, t * t / (degrees + t * t)));
      return StrictMath.log10(0.5 * (1 - complement));
    }
    return (lnIncompleteBeta(a, b, x) - StrictMath.log(2)) / LN10;
  }

  /** Returns ln I_x(a, b) where the fraction converges: x at most (a+1)/(a+b+2). */
  private static double lnIncompleteBeta(double a, double b, double x) {
    double lnFront =
        a * StrictMath.log(x)
            + b * StrictMath.log1p(-x)
            - StrictMath.log(a)
            - (lnGamma(a) + lnGamma(b) - lnGamma(a + b));
    double c = 1;
    double d = 1 / (1 - (a + b) * x / (a + 1));
    double fraction = d;
    for (int m = 1; m < 2_000; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / (1 + even * d);
      c = 1 + even / c;
      fraction *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / (1 + odd * d);
      c = 1 + odd / c;
      double step = d * c;
      fraction *= step;
      if (Math.abs(step - 1) < 1e-15) {
        break;
      }
    }
    return lnFront + StrictMath.log(fraction);
  }

  /**
   * Returns log10 P(X ≥ n) of the Poisson law with mean {@code lambda}, by the series of the lower
   * incomplete gamma function (DLMF 8.11.4); 0 where n ≤ lambda, which is no evidence.
   */
  public static double poisson(double n, double lambda) {
    if (n <= lambda) {
      return 0;
    }
    if (lambda <= 0) {
      throw new IllegalArgumentException("a Poisson mean is positive, not " + lambda);
    }
    double term = 1;
    double sum = 1;
    for (int k = 1; k < 10_000_000 && term > 1e-16 * sum; k++) {
      term *= lambda / (n + k);
      sum += term;
    }
    double ln = n * StrictMath.log(lambda) - lambda - lnGamma(n + 1) + StrictMath.log(sum);
    return Math.min(0, ln / LN10);
  }

  /** Returns the regularised incomplete beta function I_x(a, b); a and b positive, x in [0, 1]. */
  static double incompleteBeta(double a, double b, double x) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    return x > (a + 1) / (a + b + 2)
        ? 1 - StrictMath.exp(lnIncompleteBeta(b, a, 1 - x))
        : StrictMath.exp(lnIncompleteBeta(a, b, x));
  }

  /**
   * Returns log10 P(X ≥ x) of the chi-square law: the series of the lower incomplete gamma function
   * (DLMF 8.11.4) below the mean, beyond it the continued fraction of the upper one (DLMF 8.9.2).
   *
   * @param degrees degrees of freedom, positive
   * @throws IllegalArgumentException if {@code degrees} is not positive or {@code x} is no number
   */
  public static double chiSquare(double x, double degrees) {
    if (!(degrees > 0) || Double.isNaN(x)) {
      throw new IllegalArgumentException(
          "a chi-square value of %s with %s degrees of freedom has no tail".formatted(x, degrees));
    }
    if (x <= 0) {
      return 0;
    }
    if (x == Double.POSITIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    double a = degrees / 2;
    double half = x / 2;
    double lnFront = a * StrictMath.log(half) - half - lnGamma(a);
    if (half < a + 1) {
      double lower = StrictMath.exp(lnFront + StrictMath.log(lowerGammaSeries(a, half)));
      return Math.min(0, StrictMath.log1p(-lower) / LN10);
    }
    return Math.min(0, (lnFront + StrictMath.log(upperGammaFraction(a, half))) / LN10);
  }

  /**
   * Returns log10 P(X ≥ z) of Pearson's type III law with mean 0, standard deviation 1 and a
   * positive skewness: the gamma law of shape 4/skewness², shifted and scaled.
   *
   * @throws IllegalArgumentException if {@code skewness} is not positive or {@code z} is no number
   */
  public static double skewed(double z, double skewness) {
    if (!(skewness > 0) || Double.isNaN(z)) {
      throw new IllegalArgumentException(
          "a z-score of %s has no tail under a skewness of %s".formatted(z, skewness));
    }
    double shape = 4 / (skewness * skewness);
    return chiSquare(2 * (shape + z * Math.sqrt(shape)), 2 * shape);
  }

  private static double lowerGammaSeries(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int k = 1; k < 10_000_000 && term > 1e-17 * sum; k++) {
      term *= x / (a + k);
      sum += term;
    }
    return sum;
  }

  private static double upperGammaFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1e300;
    double d = 1 / b;
    double fraction = d;
    for (int k = 1; k < 10_000_000; k++) {
      double numerator = -k * (k - a);
      b += 2;
      d = 1 / (numerator * d + b);
      c = b + numerator / c;
      double step = d * c;
      fraction *= step;
      if (Math.abs(step - 1) < 1e-15) {
        break;
      }
    }
    return fraction;
  }

  /**
   * Returns the z with log10 P(Z ≥ z) = {@code log10p}: the inverse of {@link #normal}, by
   * bisection to the last digits.
   *
   * @param log10p below 0 and finite
   */
  public static double normalQuantile(double log10p) {
    if (!(log10p < 0) || Double.isInfinite(log10p)) {
      throw new IllegalArgumentException(
          "a log10 probability with a z-score is below 0 and finite, not " + log10p);
    }
    double low = -9;
    double high = StrictMath.sqrt(-2 * LN10 * log10p) + 1;
    for (int step = 0; step < 200 && Math.nextUp(low) < high; step++) {
      double middle = 0.5 * (low + high);
      if (normal(middle) > log10p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Returns ln Γ(x) for x > 0: Stirling's series (DLMF 5.11.1) after shifting x above 12. */
  static double lnGamma(double x) {
    double shift = 0;
    double at = x;
    while (at < 12) {
      shift += StrictMath.log(at);
      at += 1;
    }
    double r = 1 / (at * at);
    double series =
        (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / at;
    return (at - 0.5) * StrictMath.log(at) - at + HALF_LN_2PI + series - shift;
  }
}
