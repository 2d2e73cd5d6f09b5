package org.gwageo.platform.lineage;

/** Where a verification case stands. */
public enum CaseState {
  /** The submitted weights are being compared, or wait for it. */
  SCREENING,
  /** The comparison is there; the office may ask the team. */
  QUESTIONS,
  /** A question is with the team. */
  REPLY,
  /** Nothing is open; two people may decide. */
  REVIEW,
  /** Two people have decided. */
  DECIDED,
  /** The decision and the history are public. */
  PUBLISHED;

  /** Returns whether the office may put a question. */
  public boolean asks() {
    return this == QUESTIONS || this == REPLY || this == REVIEW;
  }

  /** Returns whether there is a decision. */
  public boolean decided() {
    return this == DECIDED || this == PUBLISHED;
  }
}
