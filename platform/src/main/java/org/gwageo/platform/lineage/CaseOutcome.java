package org.gwageo.platform.lineage;

import org.gwageo.lineage.Grade;

/** What two people decide about a submission. */
public enum CaseOutcome {
  /** Nothing was found, or what was found is declared and allowed. */
  NO_VIOLATION(Grade.NOT_FOUND),
  /** A component descends from a model of somebody else that was not declared or not allowed. */
  VIOLATION(Grade.DERIVATION_ESTABLISHED),
  /** The evidence does not suffice for either. */
  UNDETERMINED(Grade.UNTESTABLE);

  private final Grade grade;

  CaseOutcome(Grade grade) {
    this.grade = grade;
  }

  /** Returns the grade that the independence gate reads instead of the comparison's. */
  public Grade grade() {
    return grade;
  }
}
