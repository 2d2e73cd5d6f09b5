package org.gwageo.platform.publication.web.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;

/**
 * The page that stands where results will be.
 *
 * @param head the stage's head
 * @param sentence where the stage stands and what comes before the verdict
 * @param facts what is known of the calendar
 */
public record AwaitedPage(StageHead head, String sentence, List<Fact> facts) {

  /** Copies {@code facts}. */
  public AwaitedPage {
    facts = List.copyOf(facts);
  }

  static AwaitedPage of(Page page, Standing.Awaited stage) {
    String state = stage.head().state().name().toLowerCase(Locale.ROOT);
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(page.t("results.awaited.state"), page.t("results.state." + state)));
    var closes = stage.closesAt();
    facts.add(
        Fact.of(
            page.t("results.awaited.closes"),
            closes == null ? page.t("results.awaited.unannounced") : page.time(closes)));
    facts.add(
        new Fact(
            page.t("results.awaited.rules"),
            page.t("results.awaited.rules-link"),
            stage.head().path("rules")));
    return new AwaitedPage(stage.head(), page.t("results.awaited." + state), facts);
  }
}
