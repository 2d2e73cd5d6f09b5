package org.gwageo.benchmark.score;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** The length of the union of time intervals. */
final class BusyTime {

  /** Disjoint intervals in microseconds: start to end. */
  private final TreeMap<Long, Long> intervals = new TreeMap<>();

  void add(long start, long end) {
    long from = start;
    long to = end;
    Map.Entry<Long, Long> touching = intervals.floorEntry(to);
    while (touching != null && touching.getValue() >= from) {
      from = Math.min(from, touching.getKey());
      to = Math.max(to, touching.getValue());
      intervals.remove(touching.getKey());
      touching = intervals.floorEntry(to);
    }
    intervals.put(from, to);
  }

  /** Returns the union's length in seconds with three decimal places. */
  BigDecimal seconds() {
    long micros = 0;
    for (Map.Entry<Long, Long> interval : intervals.entrySet()) {
      micros += interval.getValue() - interval.getKey();
    }
    return BigDecimal.valueOf((micros + 500) / 1000, 3);
  }
}
