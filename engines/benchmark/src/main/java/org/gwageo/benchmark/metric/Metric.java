package org.gwageo.benchmark.metric;

/**
 * A number of a result.
 *
 * @param name the metric's name, for example {@code exact_match} or {@code pass@5}
 * @param filter the filter whose readings it is computed from
 * @param value the name of the value in those readings
 * @param aggregation how the values of questions become one number
 * @param higherIsBetter whether a higher number means a better model
 */
public record Metric(
    String name, String filter, String value, Aggregation aggregation, boolean higherIsBetter) {

  /** Returns a metric that is averaged and better when higher. */
  public static Metric mean(String name, String filter) {
    return new Metric(name, filter, name, new Mean(), true);
  }
}
