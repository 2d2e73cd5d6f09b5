package org.gwageo.verdict;

/** Who looks at a verdict. */
public sealed interface Audience {

  /** Anybody. */
  record Public() implements Audience {}

  /**
   * A team, which sees its own result and those of the others by different rules.
   *
   * @param id the team's id
   */
  record OneTeam(String id) implements Audience {}

  /** The reviewers (평가위원). */
  record Reviewers() implements Audience {}

  /** The programme office. */
  record Office() implements Audience {}
}
