package org.gwageo.platform.programme;

/** Where a stage stands. */
public enum StageState {
  /** Known from public records; it was not run here. */
  RECORDED,
  /** The rules can still be edited. */
  DRAFT,
  /** The rules are fixed under their digest. */
  FROZEN,
  /** Teams submit. */
  OPEN,
  /** Submissions are closed; benchmarks, sheets, ratings and lineage reports come in. */
  EVALUATING,
  /** The verdict is confirmed by two people. */
  DECIDED,
  /** The bundle is out. */
  PUBLISHED
}
