package org.gwageo.platform.publication.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.web.Language;
import org.gwageo.platform.web.Step;
import org.junit.jupiter.api.Test;

/** What a stage's page says. */
class StageOverviewTests {

  @Test
  void publishedFiguresOfTheFirstStageAreThoseOfTheAnnouncement() {
    var view = korea(Language.ENGLISH, "stage-1", "rulebooks/stage-1.yaml");
    assertThat(requireNonNull(view.figures()).rows())
        .hasSize(7)
        .contains(List.of("Total", "100", "90.2", "LG AI Research", "79.7"))
        .contains(List.of("Expert block", "35", "31.6", "LG AI Research", "28.56"))
        .anySatisfy(row -> assertThat(row).last().isEqualTo("Not published"));
  }

  @Test
  void theExcludedTeamIsToldApartFromTheLowestOne() {
    var view = korea(Language.KOREAN, "stage-1", "rulebooks/stage-1.yaml");
    assertThat(view.entrants())
        .filteredOn(entrant -> entrant.name().equals("네이버클라우드"))
        .singleElement()
        .satisfies(
            entrant -> {
              assertThat(entrant.standing().word()).isEqualTo("요건 미충족");
              assertThat(requireNonNull(entrant.sentence()).text()).contains("고정");
            });
    assertThat(view.runHere()).isFalse();
    assertThat(view.steps()).isEmpty();
  }

  @Test
  void theSelectionTellsInWhichRoundAnApplicantFell() {
    var view = korea(Language.ENGLISH, "selection-2025", "rulebooks/selection-2025.yaml");
    assertThat(view.entrants()).hasSize(15);
    assertThat(view.entrants())
        .filteredOn(entrant -> entrant.name().equals("Kakao"))
        .singleElement()
        .satisfies(
            entrant -> {
              assertThat(entrant.round()).isEqualTo("Presentation evaluation");
              assertThat(entrant.path()).isNull();
            });
    assertThat(view.rounds()).extracting(Cited::text).contains("15 → 10 teams", "10 → 5 teams");
  }

  @Test
  void aRunningStageSaysWhereItStandsAndWhatWillBeShown() {
    var view = rehearsal(StageState.EVALUATING);
    assertThat(view.steps())
        .extracting(Step::state)
        .containsExactly(
            Step.State.DONE,
            Step.State.DONE,
            Step.State.DONE,
            Step.State.CURRENT,
            Step.State.UPCOMING,
            Step.State.UPCOMING);
    assertThat(view.links()).isEmpty();
    assertThat(requireNonNull(view.disclosure()).rows()).hasSize(8);
    assertThat(view.entrants())
        .allSatisfy(entrant -> assertThat(entrant.standing().word()).isEqualTo("Undecided"));
  }

  @Test
  void aPublishedStageLinksToItsVerdictAndShowsNoUndisclosedTotal() {
    var view = rehearsal(StageState.PUBLISHED);
    assertThat(view.steps()).extracting(Step::state).containsOnly(Step.State.DONE);
    assertThat(view.links()).extracting("term").containsExactly("results", "verdict", "evidence");
    assertThat(view.toString()).doesNotContain("81.3").doesNotContain("90.0");
  }

  @Test
  void aGuestIsListedAmongTheEntrantsByItsName() {
    var programme = Fixture.withGuest(StageState.EVALUATING);
    var view =
        new StageOverview(
                Fixture.page(Language.ENGLISH),
                programme,
                programme.stages().getFirst(),
                Optional.empty())
            .view();
    assertThat(view.entrants()).hasSize(6);
    assertThat(view.entrants().getLast().name()).isEqualTo("Visitor");
    assertThat(view.entrants().getLast().path()).isEqualTo("/programmes/rehearsal/teams/visitor");
    assertThat(view.rules()).isNull();
  }

  private static StageView rehearsal(StageState state) {
    var programme = Fixture.rehearsal(state);
    return new StageOverview(
            Fixture.page(Language.ENGLISH),
            programme,
            programme.stages().getFirst(),
            Optional.of(Fixture.rules("rehearsal", "stage-1", "rulebook.yaml")))
        .view();
  }

  private static StageView korea(Language language, String stage, String rules) {
    var programme = Fixture.recorded(Fixture.KOREA);
    return new StageOverview(
            Fixture.page(language),
            programme,
            programme.stage(stage).orElseThrow(),
            Optional.of(Fixture.rules("korea-2025", stage, rules)))
        .view();
  }
}
