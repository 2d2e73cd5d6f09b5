package org.gwageo.platform.programme.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gwageo.platform.programme.definition.StageDefinition.Result.ADDED;
import static org.gwageo.platform.programme.definition.StageDefinition.Result.ADVANCES;
import static org.gwageo.platform.programme.definition.StageDefinition.Result.GATE_FAILED;
import static org.gwageo.platform.programme.definition.StageDefinition.Result.NOT_SELECTED;
import static org.gwageo.platform.programme.definition.StageDefinition.Result.OUT_OF_PLACES;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gwageo.platform.programme.definition.StageDefinition.Figure;
import org.gwageo.platform.programme.definition.StageDefinition.Outcome;
import org.gwageo.platform.programme.definition.StageDefinition.Places;
import org.gwageo.platform.programme.definition.StageDefinition.Result;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class KoreaProgrammeTests {

  private static ProgrammeDefinition korea;

  @BeforeAll
  static void read() throws DefinitionException {
    korea = ProgrammeReader.read(Path.of("..", "programmes", "korea-2025"));
  }

  @Test
  void namesEveryMemberOfTheFiveConsortia() {
    assertThat(members("naver-cloud"))
        .containsExactly(
            "네이버",
            "트웰브랩스",
            "서울대학교 산학협력단",
            "한국과학기술원",
            "포항공과대학교 산학협력단",
            "고려대학교 산학협력단",
            "한양대학교 산학협력단");
    assertThat(members("upstage"))
        .containsExactly(
            "노타",
            "래블업",
            "플리토",
            "뷰노",
            "마키나락스",
            "로앤컴퍼니",
            "오케스트로",
            "데이원컴퍼니",
            "올거나이즈코리아",
            "금융결제원",
            "서강대학교 산학협력단",
            "한국과학기술원");
    assertThat(members("sk-telecom"))
        .containsExactly("크래프톤", "포티투닷", "리벨리온", "라이너", "셀렉트스타", "서울대학교 산학협력단", "한국과학기술원");
    assertThat(members("nc-ai"))
        .containsExactly(
            "고려대학교",
            "서울대학교",
            "연세대학교",
            "한국과학기술원",
            "한국전자통신연구원",
            "에이아이웍스",
            "포스코DX",
            "롯데이노베이트",
            "HL로보틱스",
            "인터엑스",
            "미디어젠",
            "문화방송",
            "NHN");
    assertThat(members("lg-ai-research"))
        .containsExactly(
            "LG유플러스",
            "LG CNS",
            "슈퍼브AI",
            "퓨리오사AI",
            "프렌들리AI",
            "이스트소프트",
            "이스트에이드",
            "한글과컴퓨터",
            "뤼튼테크놀로지스");
  }

  @Test
  void knowsOfMotifOnlyHowManyBodiesItHas() {
    assertThat(team("motif").members()).isEmpty();
    assertThat(team("motif").bodies()).isEqualTo(17);
  }

  @Test
  void fifteenAppliedTenPassedTheDocumentsFiveWereSelected() {
    StageDefinition selection = stage("selection-2025");
    assertThat(selection.entrants()).hasSize(15);
    assertThat(selection.rounds())
        .extracting(StageDefinition.Round::entering, StageDefinition.Round::leaving)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(15, 10),
            org.assertj.core.api.Assertions.tuple(10, 5));
    Map<Result, Long> counts =
        selection.outcomes().stream()
            .collect(Collectors.groupingBy(Outcome::result, Collectors.counting()));
    assertThat(counts).containsOnly(Map.entry(ADVANCES, 5L), Map.entry(NOT_SELECTED, 10L));
    assertThat(selection.outcomes())
        .filteredOn(outcome -> "documents".equals(outcome.round()))
        .extracting(Outcome::entrant)
        .containsExactlyInAnyOrder("lunit", "bionexus", "sionic-ai", "jungsun-med", "paion");
  }

  @Test
  void oneWasToLeaveAtStageOneAndTwoLeft() {
    Places places = places("stage-1");
    assertThat(places.entering()).isEqualTo(5);
    assertThat(places.planned()).isEqualTo(4);
    assertThat(places.actual()).isEqualTo(3);
    assertThat(places.difference()).isNotNull();
    assertThat(results("stage-1"))
        .containsOnly(
            Map.entry("lg-ai-research", ADVANCES),
            Map.entry("sk-telecom", ADVANCES),
            Map.entry("upstage", ADVANCES),
            Map.entry("naver-cloud", GATE_FAILED),
            Map.entry("nc-ai", OUT_OF_PLACES));
  }

  @Test
  void repeatsThePublishedFiguresOfStageOneAndNoOthers() {
    assertThat(stage("stage-1").figures())
        .extracting(KoreaProgrammeTests::line)
        .containsExactly(
            "nia 10 [sk-telecom, lg-ai-research] 9.2 null",
            "global-common 20 [lg-ai-research] 14.4 null",
            "global-individual 10 [upstage, lg-ai-research] 10.0 null",
            "benchmark 40 [lg-ai-research] 33.6 30.4",
            "expert 35 [lg-ai-research] 31.6 28.56",
            "user 25 [lg-ai-research] 25.0 20.76",
            "total 100 [lg-ai-research] 90.2 79.7");
  }

  @Test
  void thePublishedFiguresAddUp() {
    var best =
        stage("stage-1").figures().stream()
            .collect(Collectors.toMap(Figure::item, figure -> orZero(figure.best())));
    var mean =
        stage("stage-1").figures().stream()
            .collect(Collectors.toMap(Figure::item, figure -> orZero(figure.mean())));
    assertThat(sum(best, "nia", "global-common", "global-individual"))
        .isEqualByComparingTo(best.get("benchmark"));
    assertThat(sum(best, "benchmark", "expert", "user")).isEqualByComparingTo(best.get("total"));
    // The published mean of the totals is rounded to one place: 30.4 + 28.56 + 20.76 = 79.72.
    assertThat(sum(mean, "benchmark", "expert", "user").setScale(1, java.math.RoundingMode.HALF_UP))
        .isEqualByComparingTo(mean.get("total"));
  }

  @Test
  void everyPublishedFigureIsOfAnItemOrBlockOfTheRulebook() throws Exception {
    String rulebook =
        Files.readString(java.util.Objects.requireNonNull(stage("stage-1").rulebook()));
    assertThat(stage("stage-1").figures())
        .filteredOn(figure -> !figure.item().equals("total"))
        .allSatisfy(figure -> assertThat(rulebook).contains("- id: " + figure.item() + "\n"));
  }

  @Test
  void theRulebooksCiteSourcesOfTheProgramme() throws Exception {
    for (StageDefinition stage : korea.stages()) {
      Path rulebook = stage.rulebook();
      if (rulebook != null) {
        assertThat(Files.readAllLines(rulebook))
            .filteredOn(line -> line.startsWith("  - key: "))
            .isNotEmpty()
            .allSatisfy(line -> assertThat(korea.source(line.substring(9))).isPresent());
      }
    }
  }

  @Test
  void aTeamJoinedBetweenTheStages() {
    assertThat(results("additional-2026"))
        .containsOnly(Map.entry("motif", ADDED), Map.entry("trillion-labs", NOT_SELECTED));
    assertThat(stage("stage-2").entrants()).contains("motif").hasSize(4);
  }

  @Test
  void holdsNoScoreOfStageTwoAndCallsItsOutcomeUncertain() {
    assertThat(stage("stage-2").figures()).isEmpty();
    assertThat(stage("stage-2").outcomes())
        .allSatisfy(
            outcome ->
                assertThat(outcome.attribution().confidence()).isEqualTo(Confidence.UNCERTAIN));
    assertThat(places("stage-2").actual()).isEqualTo(3);
  }

  @Test
  void doesNotHoldTheFinalTwoForSettled() {
    assertThat(stage("stage-3").status()).isEqualTo(StageDefinition.Status.PLANNED);
    assertThat(places("stage-3").attribution().confidence()).isEqualTo(Confidence.UNCERTAIN);
    assertThat(places("stage-3").actual()).isNull();
  }

  @Test
  void suppliersOfGpusReceiveNone() {
    SupportDefinition gpu = support("gpu-2025h2");
    assertThat(gpu.excluded()).containsExactly("naver-cloud", "sk-telecom");
    assertThat(gpu.recipients()).containsExactly("upstage", "nc-ai", "lg-ai-research");
    assertThat(gpu.choice()).isEqualTo(SupportDefinition.Choice.ONE_OF);
    assertThat(gpu.amounts())
        .extracting(amount -> amount.value() + " " + amount.unit())
        .containsExactly("512 NVIDIA B200", "1024 NVIDIA H100");
  }

  @Test
  void everyTeamReceivesDataAndUpstageAloneTalent() {
    assertThat(support("data-team").recipients())
        .containsExactlyElementsOf(korea.teams().stream().map(TeamDefinition::id).toList());
    assertThat(support("talent").recipients()).containsExactly("upstage");
    assertThat(support("data-team").amounts())
        .extracting(SupportDefinition.Amount::value)
        .containsExactly(new BigDecimal("2800000000"), new BigDecimal("1750000000"));
  }

  @Test
  void holdsTheModelsOfBothStages() {
    assertThat(korea.teams())
        .flatExtracting(TeamDefinition::models)
        .filteredOn(model -> model.stage().equals("stage-2"))
        .extracting(ModelDefinition::name)
        .containsExactly("Solar-Open2-250B", "A.X-K2", "K-EXAONE-2.0-750B-A37B", "Motif-3");
    ModelDefinition solar = team("upstage").models().getFirst();
    assertThat(solar.totalParameters()).isEqualByComparingTo("102600000000");
    assertThat(solar.vocabulary()).isEqualTo(196608);
  }

  @Test
  void speaksBothLanguagesWithoutMixingThemUp() throws Exception {
    // Korean texts hold Hangul unless they are a name; English texts never do.
    try (Stream<Path> files = Files.walk(Path.of("..", "programmes", "korea-2025"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().contains("rulebooks")) {
          continue;
        }
        for (String line : Files.readAllLines(file)) {
          int english = line.indexOf("en: ");
          if (english >= 0 && line.indexOf("ko: ") < english) {
            String text = line.substring(english).replaceAll("[}].*", "");
            assertThat(text).as("%s: %s", file, line).doesNotContainPattern("[가-힣]");
          }
        }
      }
    }
  }

  private static List<String> members(String team) {
    return team(team).members().stream().map(member -> member.name().ko()).toList();
  }

  private static TeamDefinition team(String id) {
    return korea.team(id).orElseThrow();
  }

  private static StageDefinition stage(String id) {
    return korea.stage(id).orElseThrow();
  }

  private static Places places(String stage) {
    return java.util.Objects.requireNonNull(stage(stage).places());
  }

  private static Map<String, Result> results(String stage) {
    return stage(stage).outcomes().stream()
        .collect(Collectors.toMap(Outcome::entrant, Outcome::result));
  }

  private static SupportDefinition support(String id) {
    return korea.support().stream()
        .filter(support -> support.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static String line(Figure figure) {
    return "%s %s %s %s %s"
        .formatted(
            figure.item(), figure.points(), figure.bestTeams(), figure.best(), figure.mean());
  }

  private static BigDecimal orZero(@org.jspecify.annotations.Nullable BigDecimal value) {
    return value == null ? BigDecimal.ZERO : value;
  }

  private static BigDecimal sum(Map<String, BigDecimal> figures, String... items) {
    return Stream.of(items).map(figures::get).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
