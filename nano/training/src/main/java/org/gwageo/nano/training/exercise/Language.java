package org.gwageo.nano.training.exercise;

/** The language an exercise is written in. */
public enum Language {
  /** Korean. */
  KOREAN("ko"),
  /** English. */
  ENGLISH("en"),
  /** Japanese. */
  JAPANESE("ja");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** Returns the BCP 47 tag, such as {@code ko}. */
  public String tag() {
    return tag;
  }
}
