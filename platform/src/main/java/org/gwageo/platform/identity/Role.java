package org.gwageo.platform.identity;

/** What an account is for. */
public enum Role {
  /** Runs programmes: rules, stages, verdicts, publication. */
  OFFICE,
  /** Speaks for one team. */
  TEAM,
  /** Scores under a pseudonym. */
  REVIEWER
}
