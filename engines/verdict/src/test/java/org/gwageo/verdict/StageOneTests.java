package org.gwageo.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Scores;
import org.junit.jupiter.api.Test;

/** The first stage: five teams, one was to go, two went. */
class StageOneTests {

  private final Verdict verdict;

  StageOneTests() throws Exception {
    Rulebook rulebook = Programmes.rulebook("korea-2025/rulebooks/stage-1.yaml");
    verdict = Verdicts.decide(rulebook, Scores.parse(StageOne.scores(rulebook).toYaml(), rulebook));
  }

  @Test
  void lgHasThePublishedFigures() {
    TeamResult lg = result(StageOne.LG);
    assertThat(lg.items().get("nia")).hasToString("9.2");
    assertThat(lg.items().get("global-common")).hasToString("14.4");
    assertThat(lg.items().get("global-individual")).hasToString("10.0");
    assertThat(lg.blocks().get("benchmark")).hasToString("33.6");
    assertThat(lg.blocks().get("expert")).hasToString("31.6");
    assertThat(lg.blocks().get("user")).hasToString("25.0");
    assertThat(lg.total()).hasToString("90.2");
    assertThat(lg.outcome()).isEqualTo(new Outcome.Advances(1));
  }

  @Test
  void naverOutDespiteTopFourScore() {
    TeamResult naver = result(StageOne.NAVER);
    assertThat(naver.rank()).isLessThanOrEqualTo(4);
    assertThat(naver.outcome()).isEqualTo(new Outcome.GateFailed(List.of("independence")));
    assertThat(naver.reasons().getFirst().text().en())
        .isEqualTo(
            "The total is 78.8 points, rank 4 by score. By score that is within the 4 places, but"
                + " the team fails a gate that no score makes up for (Independence) and does not"
                + " advance.");
    assertThat(naver.reasons().get(1).text().ko())
        .isEqualTo("관문 ‘독자성’: 충족하지 못한 기준: 기술적 기준, 정책적 기준. 학습된 해외 가중치를 고정해 썼습니다.");
  }

  @Test
  void twoOutAlthoughOneWasAnnounced() {
    assertThat(verdict.cut().announced()).isEqualTo(new Cut.Side(5, 4));
    assertThat(verdict.cut().actual()).isEqualTo(new Cut.Side(5, 3));
    assertThat(verdict.cut().announced().out()).isEqualTo(1);
    assertThat(verdict.cut().actual().out()).isEqualTo(2);
    assertThat(verdict.cut().reasons())
        .extracting(Reason::code, Reason::teams)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "gate-failed-within-places", List.of(StageOne.NAVER)),
            org.assertj.core.groups.Tuple.tuple(
                "vacated-places-stay-empty", List.of(StageOne.NAVER)));
    assertThat(result(StageOne.NC).outcome()).isEqualTo(new Outcome.OutOfPlaces(5, 4));
  }

  @Test
  void aVacatedPlaceGoesToTheNextTeamWhereTheRulesSaySo() throws Exception {
    Rulebook rulebook =
        Rulebook.parse(
            Programmes.text("korea-2025/rulebooks/stage-1.yaml")
                .replace("fill-vacated-places: false", "fill-vacated-places: true"));
    Verdict filled =
        Verdicts.decide(rulebook, Scores.parse(StageOne.scores(rulebook).toYaml(), rulebook));
    assertThat(filled.team(StageOne.NC).orElseThrow().outcome()).isEqualTo(new Outcome.Advances(5));
    assertThat(filled.cut().actual().out()).isEqualTo(1);
    assertThat(filled.cut().reasons())
        .extracting(Reason::code)
        .containsExactly("gate-failed-within-places", "vacated-places-filled");
  }

  @Test
  void thePublicSeesTheBestTeamAndTheMeanOfFiveAndNoOtherPoints() {
    DisclosedVerdict seen = Disclosure.view(verdict, new Audience.Public());
    Map<String, String> best =
        Map.of(
            "nia", "9.2",
            "global-common", "14.4",
            "global-individual", "10.0",
            "benchmark", "33.6",
            "expert", "31.6",
            "professional", "25.0",
            "total", "90.2");
    best.forEach(
        (of, points) ->
            assertThat(seen.statistic(of).orElseThrow().best()).as(of).hasToString(points));
    assertThat(seen.statistic("nia").orElseThrow().bestTeams())
        .containsExactly(StageOne.LG, StageOne.SKT);
    assertThat(seen.statistic("global-individual").orElseThrow().bestTeams())
        .containsExactly(StageOne.LG, StageOne.UPSTAGE);
    Map<String, String> mean =
        Map.of("benchmark", "30.4", "expert", "28.56", "user", "20.76", "total", "79.7");
    mean.forEach(
        (of, points) ->
            assertThat(seen.statistic(of).orElseThrow().mean())
                .as(of)
                .isEqualByComparingTo(new BigDecimal(points)));
    assertThat(seen.statistic("nia").orElseThrow().mean()).isNull();
    assertThat(seen.teams())
        .allSatisfy(
            team -> {
              assertThat(team.total()).isNull();
              assertThat(team.rank()).isNull();
              assertThat(team.blocks()).isEmpty();
              assertThat(team.items()).isEmpty();
              assertThat(team.derivation()).isNull();
            });
    assertThat(seen.teams()).extracting(DisclosedVerdict.DisclosedTeam::team).isSorted();
    String bytes = new String(seen.toJson(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(bytes).doesNotContain("78.8").doesNotContain("79.6").doesNotContain("70.3");
  }

  @Test
  void onlyBenchmarksOfThreeTeamsOrMoreCount() {
    Derivation benchmarks =
        Programmes.derivation(result(StageOne.LG))
            .inputs()
            .get(0)
            .inputs()
            .get(1)
            .inputs()
            .getFirst();
    assertThat(benchmarks.inputs()).hasSize(13);
    assertThat(benchmarks.inputs())
        .extracting(input -> input.label().id())
        .doesNotContain("rare-1");
    assertThat(benchmarks.value()).isEqualByComparingTo("72.03");
  }

  @Test
  void theHighestAndTheLowestOfTenAreDropped() {
    Derivation expert = Programmes.derivation(result(StageOne.LG)).inputs().get(1);
    assertThat(expert.inputs()).hasSize(10);
    assertThat(expert.inputs())
        .filteredOn(input -> input.use() == Derivation.Use.COUNTED)
        .hasSize(8);
    assertThat(expert.inputs())
        .filteredOn(input -> input.use() == Derivation.Use.DROPPED_HIGH)
        .singleElement()
        .satisfies(input -> assertThat(input.value()).isEqualByComparingTo("34.6"));
    assertThat(expert.inputs())
        .filteredOn(input -> input.use() == Derivation.Use.DROPPED_LOW)
        .singleElement()
        .satisfies(input -> assertThat(input.value()).isEqualByComparingTo("28.6"));
  }

  @Test
  void theOthersAreScaledInProportionToTheFirstTeamOfTheUsers() {
    assertThat(result(StageOne.SKT).items().get("professional")).hasToString("20.0");
    assertThat(result(StageOne.NAVER).items().get("professional")).hasToString("20.4");
  }

  private TeamResult result(String team) {
    return verdict.team(team).orElseThrow();
  }
}
