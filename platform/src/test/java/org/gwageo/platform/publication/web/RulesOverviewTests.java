package org.gwageo.platform.publication.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.web.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page of a stage's rules says. */
class RulesOverviewTests {

  @Test
  void theFirstStageIsToldAsItWasAnnounced() {
    var view = korea(Language.ENGLISH, "stage-1", "rulebooks/stage-1.yaml");
    assertThat(view.blocks())
        .extracting(RulesView.BlockRules::points)
        .containsExactly("40", "35", "25");
    var common = view.blocks().getFirst().items().get(1);
    assertThat(common.measured())
        .containsExactly(
            "The mean over the benchmarks that at least 3 teams proposed; a team may propose up to"
                + " 20.",
            "Measured 5 times; the arithmetic mean counts.");
    assertThat(common.scaled()).isEqualTo("value ÷ 100 × 20");
    assertThat(view.blocks().get(1).aggregation())
        .contains("mean without the 1 highest and the 1 lowest");
    assertThat(view.blocks().get(2).items().getFirst().scaled())
        .isEqualTo("The best team gets 25 points, the others in proportion to it");
    assertThat(view.places()).first().isEqualTo("Of 5 teams, 4 are announced to advance.");
  }

  @Test
  void theSecondStageTellsTheExceptionAndTheOtherCalendarOfTheLateTeam() {
    var view = korea(Language.KOREAN, "stage-2", "rulebooks/stage-2.yaml");
    assertThat(view.exceptions())
        .singleElement()
        .satisfies(
            exception -> {
              assertThat(exception.term()).isEqualTo("모티프테크놀로지스");
              assertThat(exception.value()).contains("동의한 팀: LG AI연구원, SK텔레콤, 업스테이지");
            });
    assertThat(view.windows()).hasSize(2);
    assertThat(view.windows().getLast().value()).startsWith("2026. 2. 1.(일) 00:00 (KST)부터");
    assertThat(view.gates().getFirst().tests().getFirst()).contains("1/2 초과");
  }

  @Test
  void gatesOfTheRehearsalAreInWordsWithTheirThresholds() {
    var view = rehearsal(StageState.OPEN);
    assertThat(view.gates())
        .extracting(RulesView.GateRules::title)
        .containsExactly("독자성", "개방성", "최저 점수");
    assertThat(view.gates().getFirst().tests())
        .anyMatch(test -> test.contains("동일, 파생 확인"))
        .anyMatch(test -> test.contains("3명 이상"));
    assertThat(view.gates().getLast().tests()).containsExactly("총점이 40점 이상이어야 합니다.");
  }

  @Test
  void theDigestOfThePageIsThatOfTheCanonicalDownload() throws Exception {
    var rules = Fixture.rules("korea-2025", "stage-1", "rulebooks/stage-1.yaml");
    byte[] sha256 =
        java.security.MessageDigest.getInstance("SHA-256").digest(rules.rulebook().canonicalJson());
    assertThat(korea(Language.ENGLISH, "stage-1", "rulebooks/stage-1.yaml").digest())
        .isEqualTo("sha256:" + java.util.HexFormat.of().formatHex(sha256));
  }

  @Test
  void rulesAreADraftUntilTheyAreFrozen() {
    assertThat(rehearsal(StageState.DRAFT).badges()).extracting("word").containsExactly("초안");
    assertThat(rehearsal(StageState.OPEN).badges()).extracting("word").containsExactly("확정됨");
  }

  @ParameterizedTest
  @CsvSource({
    "selection-2025, rulebooks/selection-2025.yaml",
    "stage-1, rulebooks/stage-1.yaml",
    "additional-2026, rulebooks/additional-team-2026.yaml",
    "stage-2, rulebooks/stage-2.yaml"
  })
  void everyRulebookOfTheRealProgrammeCanBeTold(String stage, String file) {
    for (Language language : Language.values()) {
      var view = korea(language, stage, file);
      assertThat(view.blocks())
          .flatExtracting(RulesView.BlockRules::items)
          .allSatisfy(
              item -> {
                assertThat(item.measured()).isNotEmpty();
                assertThat(item.scaled()).isNotBlank();
              });
      assertThat(view.gates()).allSatisfy(gate -> assertThat(gate.tests()).isNotEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void theChartsTableAddsUpToTheTotal(Language language) {
    var chart = korea(language, "stage-2", "rulebooks/stage-2.yaml").chart();
    assertThat(chart.table().rows())
        .singleElement()
        .satisfies(row -> assertThat(row).endsWith("40", "35", "25", "100"));
  }

  private static RulesView korea(Language language, String stage, String file) {
    var programme = Fixture.recorded(Fixture.KOREA);
    var rules = Fixture.rules("korea-2025", stage, file);
    return new RulesOverview(
            Fixture.page(language),
            programme,
            programme.stage(stage).orElseThrow(),
            rules,
            List.of(rules))
        .view();
  }

  private static RulesView rehearsal(StageState state) {
    var programme = Fixture.rehearsal(state);
    var rules = Fixture.rules("rehearsal", "stage-1", "rulebook.yaml");
    return new RulesOverview(
            Fixture.page(Language.KOREAN),
            programme,
            programme.stages().getFirst(),
            rules,
            List.of(rules))
        .view();
  }
}
