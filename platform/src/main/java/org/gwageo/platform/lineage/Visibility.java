package org.gwageo.platform.lineage;

/** Who may read a file of the evidence vault; each also reads what the wider ones read. */
public enum Visibility {
  /** The office and the reviewers. */
  PANEL,
  /** Also the team. */
  TEAM,
  /** Also anyone, once the case is published. */
  PUBLIC;

  /** Returns whether a reader at {@code level} may read a file of this visibility. */
  public boolean readableAt(Visibility level) {
    return compareTo(level) >= 0;
  }
}
