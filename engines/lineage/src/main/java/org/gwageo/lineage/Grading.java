package org.gwageo.lineage;

import java.util.EnumSet;
import java.util.List;
import org.gwageo.lineage.independence.Family;

/** The rule that turns findings into a grade. */
final class Grading {

  private Grading() {}

  /** Grades one component. */
  static Grade ofOne(List<Finding> findings) {
    if (findings.stream().anyMatch(Finding::identical)) {
      return Grade.IDENTICAL;
    }
    return withoutCopies(findings);
  }

  /**
   * Grades a pair: identical if every component that could be compared element by element is, and
   * established already if one component is a byte-for-byte copy.
   */
  static Grade ofPair(List<Finding> findings) {
    if (findings.isEmpty()) {
      return Grade.UNTESTABLE;
    }
    var counted =
        findings.stream().filter(finding -> finding.outcome().family() == Family.T0).toList();
    if (!counted.isEmpty() && counted.stream().allMatch(Finding::identical)) {
      return Grade.IDENTICAL;
    }
    if (counted.stream().anyMatch(Finding::identical)) {
      return Grade.DERIVATION_ESTABLISHED;
    }
    return withoutCopies(findings);
  }

  private static Grade withoutCopies(List<Finding> findings) {
    var established = EnumSet.noneOf(Family.Invariance.class);
    for (Finding finding : findings) {
      if (finding.establishes()) {
        established.add(finding.outcome().family().invariance());
      }
    }
    if (established.size() >= 2) {
      return Grade.DERIVATION_ESTABLISHED;
    }
    return findings.stream().anyMatch(Finding::indicates) ? Grade.INDICATED : Grade.NOT_FOUND;
  }
}
