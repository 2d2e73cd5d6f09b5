package org.gwageo.platform.publication.web;

import java.util.Locale;
import org.gwageo.platform.programme.definition.StageDefinition.Result;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/** How a team stands in a stage, as the public may know it. */
enum Standing {
  ADVANCES("●", Tone.SUCCESS),
  ADDED("＋", Tone.INFORMATION),
  OUT_OF_PLACES("○", Tone.NEUTRAL),
  GATE_FAILED("✕", Tone.DANGER),
  NOT_SELECTED("○", Tone.NEUTRAL),
  WITHDRAWN("－", Tone.NEUTRAL),
  UNDECIDED("…", Tone.PRIMARY),
  NOT_SHOWN("□", Tone.NEUTRAL),
  ABSENT("·", Tone.NEUTRAL);

  private final String symbol;
  private final Tone tone;

  Standing(String symbol, Tone tone) {
    this.symbol = symbol;
    this.tone = tone;
  }

  /** Returns what a recorded outcome means. */
  static Standing of(Result result) {
    return switch (result) {
      case ADVANCES -> ADVANCES;
      case ADDED -> ADDED;
      case OUT_OF_PLACES -> OUT_OF_PLACES;
      case GATE_FAILED -> GATE_FAILED;
      case NOT_SELECTED -> NOT_SELECTED;
      case WITHDRAWN -> WITHDRAWN;
    };
  }

  /**
   * Returns what a verdict's outcome means.
   *
   * @param code the outcome's code; {@code null} when it is not disclosed
   * @throws IllegalArgumentException if no outcome has that code
   */
  static Standing of(@Nullable String code) {
    if (code == null) {
      return NOT_SHOWN;
    }
    return switch (code) {
      case "advances" -> ADVANCES;
      case "out-of-places" -> OUT_OF_PLACES;
      case "gate-failed" -> GATE_FAILED;
      case "withdrawn" -> WITHDRAWN;
      default -> throw new IllegalArgumentException("no outcome has the code " + code);
    };
  }

  /** Returns the sign that stands before the word. */
  String symbol() {
    return symbol;
  }

  /** Returns the state in a word. */
  String word(Page page) {
    return page.t("overview.standing." + css());
  }

  Badge badge(Page page) {
    return new Badge(tone, word(page));
  }

  /** Returns the end of the class name of a cell. */
  String css() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
