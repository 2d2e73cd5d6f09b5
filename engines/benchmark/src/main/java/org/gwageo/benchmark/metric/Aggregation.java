package org.gwageo.benchmark.metric;

/** Turns the values of all questions into one number. A pure function. */
public interface Aggregation {

  /** Returns the aggregation's name in task descriptions. */
  String word();

  /** Returns the number for {@code column}. */
  Estimate of(Column column);
}
