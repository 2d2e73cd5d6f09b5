package org.gwageo.benchmark.statistics;

/** The ratios that data do not exclude. */
public sealed interface RatioSet {

  /** Returns whether {@code ratio} is in the set. */
  boolean contains(double ratio);

  /** The usual case: an interval. */
  record Bounded(Interval interval) implements RatioSet {

    @Override
    public boolean contains(double ratio) {
      return interval.contains(ratio);
    }
  }

  /**
   * The target is not away from 0: everything up to {@code below}, and everything from {@code
   * above} on.
   */
  record Outside(double below, double above) implements RatioSet {

    @Override
    public boolean contains(double ratio) {
      return ratio <= below || ratio >= above;
    }
  }

  /** Neither score is away from 0: the data exclude no ratio. */
  record Everything() implements RatioSet {

    @Override
    public boolean contains(double ratio) {
      return true;
    }
  }
}
