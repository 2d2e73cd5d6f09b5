package org.gwageo.platform.publication.web.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.platform.publication.web.result.Marks.Mark;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.chart.Chart;
import org.gwageo.platform.web.chart.StackedBars;
import org.gwageo.verdict.Derivation.Kind;
import org.gwageo.verdict.Derivation.Use;
import org.gwageo.verdict.DisclosedVerdict.DisclosedTeam;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;

/** How the users of each group rated the teams: how often each rating was given. */
final class RatingCharts {

  private static final int MOST_PARTS = 5;

  private RatingCharts() {}

  static List<Chart> of(Page page, PublishedStage stage) {
    List<Chart> charts = new ArrayList<>();
    for (Item item : stage.rulebook().items().toList()) {
      if (item.input() instanceof Input.Ratings ratings) {
        Map<String, List<BigDecimal>> byTeam = ratings(stage, item);
        int steps = ratings.max().subtract(ratings.min()).intValue() + 1;
        boolean whole =
            byTeam.values().stream()
                .flatMap(List::stream)
                .allMatch(value -> value.stripTrailingZeros().scale() <= 0);
        if (!byTeam.isEmpty() && whole && steps <= MOST_PARTS) {
          charts.add(chart(page, stage, item, ratings.min().intValue(), steps, byTeam));
        }
      }
    }
    return charts;
  }

  private static Map<String, List<BigDecimal>> ratings(PublishedStage stage, Item item) {
    Map<String, List<BigDecimal>> byTeam = new LinkedHashMap<>();
    for (DisclosedTeam team : stage.shown().teams()) {
      List<BigDecimal> values =
          Marks.of(team.derivation()).stream()
              .filter(mark -> mark.kind() == Kind.RATER && mark.item().equals(item.id()))
              .filter(mark -> mark.use() == Use.COUNTED && !mark.value().startsWith("mean"))
              .map(Mark::value)
              .map(BigDecimal::new)
              .toList();
      if (!values.isEmpty()) {
        byTeam.put(team.team(), values);
      }
    }
    return byTeam;
  }

  private static Chart chart(
      Page page,
      PublishedStage stage,
      Item item,
      int least,
      int steps,
      Map<String, List<BigDecimal>> byTeam) {
    List<String> parts = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      parts.add(page.t("results.ratings.part", least + step));
    }
    List<StackedBars.Bar> bars = new ArrayList<>();
    byTeam.forEach(
        (team, values) -> {
          List<BigDecimal> counts = new ArrayList<>();
          for (int step = 0; step < steps; step++) {
            int rating = least + step;
            counts.add(
                BigDecimal.valueOf(values.stream().filter(v -> v.intValue() == rating).count()));
          }
          BigDecimal mean =
              values.stream()
                  .reduce(BigDecimal.ZERO, BigDecimal::add)
                  .divide(BigDecimal.valueOf(values.size()), 2, RoundingMode.HALF_UP);
          bars.add(
              new StackedBars.Bar(
                  stage.shortName(page, team),
                  counts,
                  page.t("results.ratings.mean", mean.toPlainString(), values.size())));
        });
    int most = byTeam.values().stream().mapToInt(List::size).max().orElse(1);
    return new StackedBars(
            "ratings-" + item.id(),
            page.t("results.ratings.chart", Wording.in(page, item.title())),
            page.t("results.ratings.description"),
            page.t("results.team"),
            page.t("results.ratings.mean-heading"),
            BigDecimal.valueOf(most),
            parts,
            bars)
        .draw();
  }
}
