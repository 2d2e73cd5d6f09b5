package org.gwageo.nano.training;

/**
 * The learning rate over a run: a linear rise, then half a cosine down to a tenth of the peak.
 *
 * @param peak the highest rate
 * @param rise the number of steps of the rise
 * @param steps the number of steps of the run
 */
record Schedule(double peak, int rise, int steps) {
  /** Returns the rate of step {@code step}, counted from 0. */
  double rate(int step) {
    if (step < rise) {
      return peak * (step + 1) / rise;
    }
    double done = Math.min(1, (double) (step - rise) / Math.max(1, steps - rise));
    return peak * (0.1 + 0.9 * 0.5 * (1 + Math.cos(Math.PI * done)));
  }
}
