package org.gwageo.verdict.rules;

/** How several values become one. */
public sealed interface Aggregation {

  /** The least number of values that this can be applied to. */
  int least();

  /** The arithmetic mean. */
  record Mean() implements Aggregation {
    @Override
    public int least() {
      return 1;
    }
  }

  /** The middle value, or the mean of the two middle ones. */
  record Median() implements Aggregation {
    @Override
    public int least() {
      return 1;
    }
  }

  /**
   * The mean of what is left after the extremes are dropped.
   *
   * @param high how many of the highest values are dropped
   * @param low how many of the lowest values are dropped
   */
  record TrimmedMean(int high, int low) implements Aggregation {
    @Override
    public int least() {
      return high + low + 1;
    }
  }
}
