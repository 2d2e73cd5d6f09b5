package org.gwageo.platform.reproduction;

/** How far a repetition has come. */
public enum Standing {
  /** Our runs go on, or one of them failed and waits for the office. */
  RUNNING,
  /** The office ended one of our runs; there is nothing to compare. */
  ENDED,
  /** All our runs are done, and a worker compares them with the team's. */
  COMPARING,
  /** The comparison has its record. */
  COMPARED,
  /** The runs cannot be compared, for a reason that comparing again does not change. */
  INCOMPARABLE
}
