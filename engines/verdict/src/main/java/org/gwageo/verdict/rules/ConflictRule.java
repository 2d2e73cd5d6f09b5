package org.gwageo.verdict.rules;

import java.util.List;

/**
 * Which declared conflicts of interest count.
 *
 * @param leavesOut kinds of conflict for which an evaluator or user is left out for that team
 * @param recordsOnly kinds that are written down and change nothing
 */
public record ConflictRule(List<String> leavesOut, List<String> recordsOnly) {

  /** Copies the lists. */
  public ConflictRule {
    leavesOut = List.copyOf(leavesOut);
    recordsOnly = List.copyOf(recordsOnly);
  }
}
