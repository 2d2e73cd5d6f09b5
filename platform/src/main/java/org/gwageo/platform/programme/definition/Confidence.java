package org.gwageo.platform.programme.definition;

/** How far a datum can be trusted, by where it was taken from. */
public enum Confidence {
  /** The text of a release or briefing of the programme's owner. */
  OFFICIAL,
  /** A report in the press. */
  PRESS,
  /** A document of the team itself: a model card, a technical report, published code. */
  TEAM,
  /** An analysis, a repository or a community text by somebody outside the programme. */
  THIRD_PARTY,
  /** One weak source, sources that disagree, or a conclusion that no source states. */
  UNCERTAIN,
  /** Invented for practice; says nothing about any real organisation. */
  REHEARSAL
}
