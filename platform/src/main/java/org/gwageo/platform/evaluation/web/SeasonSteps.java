package org.gwageo.platform.evaluation.web;

import java.util.List;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.evaluation.Season;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;

/**
 * What the office can do with a season beside entering and opening it.
 *
 * @param sets the data sets among its tasks
 * @param sealed whether it has sealed items, which is why it has to be announced
 * @param announce whether it can be announced
 * @param publish whether its results can be published
 * @param publicPath its address for everybody, without language prefix; null while it has none
 */
public record SeasonSteps(
    List<Card> sets,
    boolean sealed,
    boolean announce,
    boolean publish,
    @Nullable String publicPath) {

  /** Copies the list. */
  public SeasonSteps {
    sets = List.copyOf(sets);
  }

  static SeasonSteps of(Page page, Season season, List<DataSet> sets) {
    return new SeasonSteps(
        sets.stream().map(set -> card(page, set)).toList(),
        sets.stream().anyMatch(set -> set.sealing() != null),
        season.announcedAt() == null && season.opened() == null,
        season.opened() != null && season.publishedAt() == null,
        season.isPublic()
            ? "/programmes/%s/seasons/%s".formatted(season.id().programme(), season.id().stage())
            : null);
  }

  private static Card card(Page page, DataSet set) {
    List<Badge> badges = DataSetView.badges(page, set);
    return new Card(
        badges,
        set.task(),
        DataSetPages.path(set.programme()) + "/" + set.task(),
        null,
        List.of(
            Fact.of(page.t("season.items"), page.number(set.items())),
            Fact.of(page.t("dataset.licence"), set.terms().licence())));
  }
}
