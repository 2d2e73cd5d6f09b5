package org.gwageo.platform.publication.web.result;

import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/** Outcomes in one word. */
final class Outcomes {

  private Outcomes() {}

  /** Returns the badge of an outcome's code; one that says so for an outcome that is not shown. */
  static Badge badge(Page page, @Nullable String outcome) {
    if (outcome == null) {
      return new Badge(Tone.NEUTRAL, page.t("results.outcome.not-shown"));
    }
    Tone tone =
        switch (outcome) {
          case "advances" -> Tone.SUCCESS;
          case "gate-failed" -> Tone.DANGER;
          default -> Tone.NEUTRAL;
        };
    return new Badge(tone, page.t("results.outcome." + outcome));
  }
}
