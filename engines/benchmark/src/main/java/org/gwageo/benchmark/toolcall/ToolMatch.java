package org.gwageo.benchmark.toolcall;

import java.util.List;

/**
 * The result of a comparison.
 *
 * @param mismatches every difference found; none means that the calls are right
 * @param right how many expected calls were met
 * @param expected how many calls were expected
 */
public record ToolMatch(List<Mismatch> mismatches, int right, int expected) {

  /** Copies the list. */
  public ToolMatch {
    mismatches = List.copyOf(mismatches);
  }

  /** Returns whether the calls are exactly the expected ones. */
  public boolean matched() {
    return mismatches.isEmpty();
  }
}
