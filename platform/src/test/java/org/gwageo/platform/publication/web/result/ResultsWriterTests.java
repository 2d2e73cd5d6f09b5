package org.gwageo.platform.publication.web.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultsWriterTests {

  private static final String NOTHING_MORE = "outcome";

  @Test
  void theTeamThatFailsTheGateKeepsItsRankAndIsNotAmongThoseThatAdvance() throws Exception {
    ResultsPage results = results(DecidedStage.open());
    var second = results.teams().get(1);
    assertThat(second.team()).isEqualTo("gan-ui");
    assertThat(second.rank()).isEqualTo("2");
    assertThat(second.outcome().word()).isEqualTo("Gate failed");
    assertThat(second.gates()).containsExactly("Independence");
    assertThat(results.lead()).startsWith("Of 5 teams, 2 advance: ");
    assertThat(results.cut().getFirst().value()).isEqualTo("5 teams enter, 3 advance");
    assertThat(results.cut().getLast().value()).isEqualTo("5 teams enter, 2 advance");
    assertThat(results.cutReasons()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyChartHasATableOfTheSameTeams(Language language) throws Exception {
    ResultsPage results =
        ResultsWriter.write(DecidedStage.page(language), DecidedStage.open(), List.of());
    assertThat(Objects.requireNonNull(results.points()).table().rows()).hasSize(5);
    assertThat(results.ratings()).hasSize(2);
    assertThat(results.ratings()).allSatisfy(c -> assertThat(c.table().rows()).hasSize(5));
    assertThat(results.withheld()).isEmpty();
  }

  @Test
  void marksThatDoNotCountStandInBrackets() throws Exception {
    ResultsPage results = results(DecidedStage.open());
    assertThat(results.sheets()).hasSize(3);
    DataTable strategy = results.sheets().getFirst();
    List<String> conflicted =
        strategy.rows().stream()
            .filter(row -> row.getFirst().contains("Jagyeok"))
            .findFirst()
            .orElseThrow();
    assertThat(conflicted.get(1)).doesNotContain("E4 ").contains("(E");
  }

  @Test
  void bestAndMeanStandUnderTheNumbersOnlyWhereTheRulesShowThem() throws Exception {
    assertThat(results(DecidedStage.open()).statistics())
        .extracting(ResultsPage.StatisticRow::label)
        .containsExactly("Best", "Mean");
    assertThat(results(DecidedStage.showing("outcome, rank, total, blocks")).statistics())
        .isEmpty();
  }

  @Test
  void whatTheRulesWithholdIsInNoPartOfThePage() throws Exception {
    PublishedStage closed = DecidedStage.showing(NOTHING_MORE);
    ResultsPage results = results(closed);
    assertThat(results.points()).isNull();
    assertThat(results.items()).isNull();
    assertThat(results.sheets()).isEmpty();
    assertThat(results.ratings()).isEmpty();
    assertThat(results.teams())
        .allSatisfy(team -> assertThat(team.rank()).isEqualTo("–"))
        .allSatisfy(team -> assertThat(team.numbers()).isEmpty());
    assertThat(results.withheld()).hasSize(7);
    assertThat(results.downloads())
        .extracting(ResultsPage.Download::path)
        .containsExactly("/programmes/rehearsal/stages/stage-1/results/teams.csv");
    for (var team : DecidedStage.open().shown().teams()) {
      assertThat(results.toString()).doesNotContain(String.valueOf(team.total()));
    }
  }

  @Test
  void evaluatorsLoseTheirPseudonymsWhereOnlySheetsAreShown() throws Exception {
    PublishedStage sheets =
        DecidedStage.showing("outcome, gates, rank, total, blocks, items, sheets");
    String marks = results(sheets).sheets().toString();
    assertThat(marks).doesNotContain("E1").contains("1 ");
    assertThat(results(sheets).ratings()).isEmpty();
  }

  @Test
  void aTableIsAFileWithAMarkOnRequestAndNoFileWhereItIsWithheld() throws Exception {
    PublishedStage open = DecidedStage.open();
    String teams = csv(open, "teams", false);
    assertThat(teams)
        .startsWith("team,name_ko,name_en,outcome,failed_gates,rank,total,benchmark,expert,users");
    assertThat(teams.split("\r\n")).hasSize(6);
    assertThat(csv(open, "teams", true)).startsWith("\uFEFFteam,");
    assertThat(csv(open, "sheets", false)).contains("dropped-high");
    assertThat(csv(open, "ratings", false).split("\r\n")).hasSize(301);
    PublishedStage closed = DecidedStage.showing(NOTHING_MORE);
    assertThat(ResultFiles.bytes(closed, List.of(), "sheets", false)).isEmpty();
    assertThat(ResultFiles.bytes(open, List.of(), "passwords", false)).isEmpty();
  }

  private static String csv(PublishedStage stage, String name, boolean mark) {
    return new String(
        ResultFiles.bytes(stage, List.of(), name, mark).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static ResultsPage results(PublishedStage stage) {
    return ResultsWriter.write(DecidedStage.page(Language.ENGLISH), stage, List.of());
  }
}
