package org.gwageo.platform.programme;

/** What the office does to a stage. */
public enum StageAction {
  FREEZE(StageState.DRAFT, StageState.FROZEN),
  OPEN(StageState.FROZEN, StageState.OPEN),
  CLOSE(StageState.OPEN, StageState.EVALUATING),
  DECIDE(StageState.EVALUATING, StageState.DECIDED),
  PUBLISH(StageState.DECIDED, StageState.PUBLISHED);

  private final StageState from;
  private final StageState to;

  StageAction(StageState from, StageState to) {
    this.from = from;
    this.to = to;
  }

  /** Returns the state in which the action is possible. */
  public StageState from() {
    return from;
  }

  /** Returns the state that the action leads to. */
  public StageState to() {
    return to;
  }
}
