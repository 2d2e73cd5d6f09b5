package org.gwageo.lineage.statistics;

/**
 * The exact confidence bound of a rate (Clopper and Pearson, Biometrika 26, 1934, 404-413): never
 * too small with more than the stated probability, whatever the rate.
 */
public final class ClopperPearson {

  private ClopperPearson() {}

  /**
   * Returns the largest rate that does not make so few events unlikely: with it, P(X ≤ events) is 1
   * − {@code confidence}.
   *
   * @param events from 0 to {@code trials}
   * @param trials at least 1
   * @param confidence of the one-sided bound, between 0 and 1, such as 0.95
   */
  public static double upper(long events, long trials, double confidence) {
    if (events < 0 || trials < 1 || events > trials) {
      throw new IllegalArgumentException(
          "%d events in %d trials give no rate".formatted(events, trials));
    }
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException("a confidence is between 0 and 1, not " + confidence);
    }
    if (events == trials) {
      return 1;
    }
    double low = (double) events / trials;
    double high = 1;
    for (int step = 0; step < 200 && Math.nextUp(low) < high; step++) {
      double middle = 0.5 * (low + high);
      double atMost = LogTails.incompleteBeta((double) trials - events, events + 1.0, 1 - middle);
      if (atMost > 1 - confidence) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
