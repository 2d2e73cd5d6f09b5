package org.gwageo.platform.evaluation.web;

import java.util.List;
import java.util.Locale;
import org.gwageo.platform.evaluation.HarnessFound;
import org.gwageo.platform.evaluation.HarnessFound.State;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;

/**
 * A task that was found in an archive, as the page shows it.
 *
 * @param name its name there
 * @param id the id that it would go by here
 * @param dataSet the data set that it names
 * @param ready whether it can be taken
 * @param badge the same in words
 * @param reasons the functions without a port, or what else is missing
 * @param items how many items it has; empty unless it is ready
 */
public record HarnessRow(
    String name,
    String id,
    String dataSet,
    boolean ready,
    Badge badge,
    List<String> reasons,
    String items) {

  /** Copies the list. */
  public HarnessRow {
    reasons = List.copyOf(reasons);
  }

  static HarnessRow of(Page page, HarnessFound found) {
    Tone tone =
        switch (found.state()) {
          case READY -> Tone.SUCCESS;
          case NEEDS_PORT, NEEDS_DATA -> Tone.WARNING;
          case UNSUPPORTED -> Tone.DANGER;
          case TAKEN -> Tone.NEUTRAL;
        };
    return new HarnessRow(
        found.name(),
        found.id(),
        found.dataSet(),
        found.state() == State.READY,
        new Badge(tone, page.t("harness.state." + found.state().name().toLowerCase(Locale.ROOT))),
        found.reasons(),
        found.state() == State.READY ? page.number(found.items()) : "");
  }
}
