package org.gwageo.benchmark.latency;

/** What is measured of a reply; {@link LatencySummary} says from when to when. */
public enum Measure {
  /** The wait before it was sent. */
  QUEUED("queued"),
  /** The time for a new connection. */
  CONNECT("connect"),
  /** To the first piece. */
  FIRST_TOKEN("firstToken"),
  /** The mean time between pieces. */
  GAP("gap"),
  /** The longest time between two pieces. */
  LONGEST_GAP("longestGap"),
  /** From sending to the end. */
  SERVICE("service"),
  /** Queued, connect and service together. */
  SINCE_INTENDED("sinceIntended");

  private final String word;

  Measure(String word) {
    this.word = word;
  }

  /** Returns the name in JSON. */
  public String word() {
    return word;
  }
}
