package org.gwageo.platform.programme.definition;

/**
 * A lead organisation or a member of a team.
 *
 * @param name name in use
 * @param kind what sort of organisation it is
 * @param attribution where its part in the team comes from
 */
public record Organisation(Bilingual name, Kind kind, Attribution attribution) {

  /** What sort of organisation. */
  public enum Kind {
    COMPANY,
    UNIVERSITY,
    RESEARCH_INSTITUTE,
    BROADCASTER,
    FINANCIAL_INSTITUTION,
    PRACTICE
  }
}
