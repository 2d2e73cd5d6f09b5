package org.gwageo.benchmark.toolcall;

/**
 * How calls are compared. Numbers are always compared by value: 1, 1.0 and 1e0 are the same number.
 *
 * @param ordered whether several calls must come in the expected order
 * @param integersForFloats whether an integer may stand where a fraction is expected; where it may
 *     not, 1 does not match 1.5's type and 1.0 does not match an allowed 1
 * @param looseStrings whether case, spaces and the marks {@code , . / - _ * ^} of strings count for
 *     nothing and double quotes equal single ones
 * @param looseTypes whether a string that spells a number or {@code true} or {@code false} matches
 *     that value
 */
public record MatchRules(
    boolean ordered, boolean integersForFloats, boolean looseStrings, boolean looseTypes) {

  /** Returns the rules of the Berkeley Function Calling Leaderboard, with calls in any order. */
  public static MatchRules bfcl() {
    return new MatchRules(false, true, true, false);
  }

  /** Returns exact strings and types, calls in order. */
  public static MatchRules strict() {
    return new MatchRules(true, true, false, false);
  }

  /** Returns these rules with the order of calls fixed. */
  public MatchRules inOrder() {
    return new MatchRules(true, integersForFloats, looseStrings, looseTypes);
  }
}
