package org.gwageo.verdict;

import java.util.List;

/**
 * How many teams were to go on and how many did.
 *
 * @param announced what the rulebook announced
 * @param actual what came of it
 * @param reasons why the two differ, and what else happened at the edge
 */
public record Cut(Side announced, Side actual, List<Reason> reasons) {

  /** Copies {@code reasons}. */
  public Cut {
    reasons = List.copyOf(reasons);
  }

  /**
   * Teams before and after.
   *
   * @param from teams that enter
   * @param to teams that go on
   */
  public record Side(int from, int to) {
    /** Returns how many do not go on. */
    public int out() {
      return from - to;
    }
  }
}
