package org.gwageo.platform.web;

/** The kind of a badge or alert; its colour only repeats what the word beside it says. */
public enum Tone {
  /** Nothing to decide. */
  NEUTRAL("gray"),
  /** Under way, or the subject of the page. */
  PRIMARY("primary"),
  /** Something to know. */
  INFORMATION("information"),
  /** Done, met, verified. */
  SUCCESS("success"),
  /** Needs attention. */
  WARNING("warning"),
  /** Not met, failed, does not match. */
  DANGER("danger");

  private final String krds;

  Tone(String krds) {
    this.krds = krds;
  }

  /** Returns KRDS's word for the colour, the end of class names such as {@code bg-light-gray}. */
  public String krds() {
    return krds;
  }
}
