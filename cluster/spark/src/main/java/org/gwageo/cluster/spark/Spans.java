package org.gwageo.cluster.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which bytes of a file are there, as ranges that do not touch. */
final class Spans {

  /** The bytes from {@code from} to before {@code to}. */
  record Span(long from, long to) {
    long length() {
      return to - from;
    }
  }

  private final TreeMap<Long, Long> ends = new TreeMap<>();

  void add(long from, long to) {
    if (from >= to) {
      return;
    }
    long first = from;
    long last = to;
    Map.Entry<Long, Long> before = ends.floorEntry(from);
    if (before != null && before.getValue() >= from) {
      first = before.getKey();
      last = Math.max(last, before.getValue());
    }
    for (Map.Entry<Long, Long> next = ends.ceilingEntry(first);
        next != null && next.getKey() <= last;
        next = ends.ceilingEntry(first)) {
      last = Math.max(last, next.getValue());
      ends.remove(next.getKey());
    }
    ends.put(first, last);
  }

  boolean covers(long from, long to) {
    if (from >= to) {
      return true;
    }
    Map.Entry<Long, Long> before = ends.floorEntry(from);
    return before != null && before.getValue() >= to;
  }

  /** Returns the parts of a range that are not there, in order. */
  List<Span> missing(long from, long to) {
    var missing = new ArrayList<Span>();
    long at = from;
    Map.Entry<Long, Long> before = ends.floorEntry(from);
    if (before != null) {
      at = Math.max(at, before.getValue());
    }
    for (Map.Entry<Long, Long> next : ends.tailMap(from, false).entrySet()) {
      if (next.getKey() >= to) {
        break;
      }
      if (next.getKey() > at) {
        missing.add(new Span(at, next.getKey()));
      }
      at = Math.max(at, next.getValue());
    }
    if (at < to) {
      missing.add(new Span(at, to));
    }
    return missing;
  }

  /** Returns all ranges in order. */
  List<Span> all() {
    var all = new ArrayList<Span>();
    ends.forEach((from, to) -> all.add(new Span(from, to)));
    return all;
  }

  /** Returns how many bytes are there. */
  long bytes() {
    return all().stream().mapToLong(Span::length).sum();
  }

  void clear() {
    ends.clear();
  }
}
