package org.gwageo.platform.publication.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.publication.web.ProgrammeView.Matrix;
import org.gwageo.platform.publication.web.ProgrammeView.Occasion;
import org.gwageo.platform.publication.web.ProgrammeView.StageCard;
import org.gwageo.platform.web.Language;
import org.junit.jupiter.api.Test;

/** What the overview of a programme says. */
class ProgrammeOverviewTests {

  private static final ProgrammeView KOREAN = view(Language.KOREAN);
  private static final ProgrammeView ENGLISH = view(Language.ENGLISH);

  private static ProgrammeView view(Language language) {
    return new ProgrammeOverview(Fixture.page(language), Fixture.recorded(Fixture.KOREA)).view();
  }

  @Test
  void theMatrixTellsHowEveryTeamFaredInEveryStage() {
    assertThat(KOREAN.matrix().stages()).hasSize(5);
    assertThat(words(KOREAN, "네이버클라우드")).containsExactly("진출", "요건 미충족", "불참", "불참", "불참");
    assertThat(words(KOREAN, "NC AI")).containsExactly("진출", "탈락", "불참", "불참", "불참");
    assertThat(words(KOREAN, "LG AI연구원")).containsExactly("진출", "진출", "불참", "진출", "미정");
    assertThat(words(ENGLISH, "Motif Technologies"))
        .containsExactly(
            "Not selected", "Not taking part", "Added", "Out of places", "Not taking part");
  }

  @Test
  void whatIsKnownFromOneWeakSourceIsMarkedInTheMatrix() {
    var row = row(ENGLISH, "Motif Technologies");
    assertThat(row.cells().get(3).mark()).extracting(Cite::mark).isEqualTo("Uncertain");
    assertThat(row.cells().get(2).mark()).extracting(Cite::mark).isEqualTo("Official");
  }

  @Test
  void announcedAndActualCutStandSideBySideWithTheReason() {
    StageCard stage1 = KOREAN.stages().get(1);
    assertThat(stage1.facts())
        .extracting(Cited::term, Cited::text)
        .contains(tuple("예고", "5팀 → 4팀"), tuple("실제", "5팀 → 3팀"));
    assertThat(requireNonNull(stage1.note()).text()).contains("독자성");
  }

  @Test
  void aMovedEventKeepsItsFirstDateAndTheReason() {
    Occasion result =
        KOREAN.timeline().stream()
            .filter(occasion -> occasion.title().startsWith("2차 단계평가 결과"))
            .findFirst()
            .orElseThrow();
    assertThat(result.when()).isEqualTo("2026. 8. 18.(화)");
    assertThat(result.planned()).isEqualTo("2026년 6월");
    assertThat(result.difference()).contains("6개월");
  }

  @Test
  void todayStandsBetweenPastAndFuture() {
    List<Occasion> timeline = KOREAN.timeline();
    int today =
        timeline.indexOf(timeline.stream().filter(Occasion::today).findFirst().orElseThrow());
    assertThat(timeline.stream().filter(Occasion::today)).hasSize(1);
    assertThat(timeline.get(today).when()).isEqualTo("2026. 11. 22.(일)");
    assertThat(timeline.get(today - 1).title()).contains("총점");
    assertThat(timeline.get(today + 1).title()).contains("최종 2개 팀");
  }

  @Test
  void theTimelineKeepsTheOrderOfTheDefinition() {
    assertThat(KOREAN.timeline().stream().map(Occasion::title))
        .containsSubsequence("발표평가: 정예팀 5곳 선정", "사업비 심의와 협약 체결");
  }

  @Test
  void everyDatumOfTheRealProgrammeCarriesItsSource() {
    assertThat(KOREAN.timeline())
        .filteredOn(occasion -> !occasion.today())
        .allSatisfy(occasion -> assertThat(occasion.cite()).isNotNull());
    assertThat(KOREAN.support()).allSatisfy(support -> assertThat(support.cite()).isNotNull());
    var keys = KOREAN.sources().stream().map(ProgrammeView.Document::key).toList();
    assertThat(
            KOREAN.topics().stream()
                .flatMap(topic -> topic.statements().stream())
                .flatMap(
                    statement ->
                        statement.cite() == null
                            ? java.util.stream.Stream.of("none")
                            : statement.cite().sources().stream().map(Cite.Link::key)))
        .isNotEmpty()
        .isSubsetOf(keys);
  }

  @Test
  void sourcesThatDifferAreShownAsSuch() {
    var budget =
        ENGLISH.support().stream()
            .filter(support -> support.title().contains("Total budget"))
            .findFirst()
            .orElseThrow();
    assertThat(budget.badges()).extracting("word").contains("Sources differ");
    assertThat(budget.facts().stream().map(Cited::text))
        .anyMatch(text -> text.startsWith("KRW 213.6 bn"))
        .anyMatch(text -> text.startsWith("KRW 193.6 bn"));
  }

  @Test
  void amountsReadNaturallyInBothLanguages() {
    assertThat(facts(KOREAN)).contains("NVIDIA B200 512장").anyMatch(t -> t.startsWith("17.5억 원"));
    assertThat(facts(ENGLISH)).contains("512 × NVIDIA B200");
  }

  @Test
  void aRehearsalSaysOnceThatItIsOneAndCitesNothing() {
    var view =
        new ProgrammeOverview(
                Fixture.page(Language.ENGLISH), Fixture.rehearsal(StageState.PUBLISHED))
            .view();
    assertThat(view.rehearsal()).isTrue();
    assertThat(view.topics().getFirst().statements().getFirst().cite()).isNull();
  }

  @Test
  void aPublishedStageShowsWhatThePublicMaySeeAndNoMore() {
    var view =
        new ProgrammeOverview(
                Fixture.page(Language.ENGLISH), Fixture.rehearsal(StageState.PUBLISHED))
            .view();
    assertThat(row(view, "Angbu").cells()).extracting("word").containsExactly("Advances");
    assertThat(row(view, "Ganui").cells())
        .extracting("word")
        .containsExactly("Requirement not met");
    assertThat(view.toString()).doesNotContain("81.3").doesNotContain("90.0");
  }

  @Test
  void aStageUnderEvaluationSaysNothingAboutOutcomes() {
    var view =
        new ProgrammeOverview(Fixture.page(Language.ENGLISH), Fixture.rehearsal(StageState.DECIDED))
            .view();
    assertThat(row(view, "Angbu").cells()).extracting("word").containsExactly("Undecided");
  }

  @Test
  void aGuestHasARowOfItsOwn() {
    var view =
        new ProgrammeOverview(Fixture.page(Language.ENGLISH), Fixture.withGuest(StageState.OPEN))
            .view();
    assertThat(view.matrix().teams()).hasSize(6);
    assertThat(words(view, "Visitor")).containsExactly("Undecided");
  }

  private static List<String> facts(ProgrammeView view) {
    return view.support().stream()
        .flatMap(support -> support.facts().stream())
        .map(Cited::text)
        .toList();
  }

  private static List<String> words(ProgrammeView view, String team) {
    return row(view, team).cells().stream().map(Matrix.Cell::word).toList();
  }

  private static Matrix.Row row(ProgrammeView view, String team) {
    return view.matrix().teams().stream()
        .filter(row -> row.team().label().equals(team))
        .findFirst()
        .orElseThrow();
  }
}
