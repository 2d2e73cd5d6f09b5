package org.gwageo.platform.publication.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.lineage.Screen;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.web.Language;
import org.junit.jupiter.api.Test;

/** What a team's page says. */
class TeamOverviewTests {

  private static final StageId STAGE = new StageId("rehearsal", "stage-1");
  private static final Submission HANDED_IN =
      new Submission(
          STAGE,
          "ang-bu",
          "ang-bu-2m",
          URI.create("http://127.0.0.1:9999/v1"),
          "sha256:" + "ab".repeat(32),
          "ang-bu",
          "{\"files\":[{\"path\":\"config.json\",\"sha256\":\"00\",\"size\":1234}]}",
          """
          {"components":[{"component":"TOKENIZER","origin":{"ko":"앙부","en":"Angbu"},\
          "licence":"Apache-2.0","training":"NOT_APPLICABLE","lineage":"OWN_NEW"}]}\
          """,
          "Apache-2.0",
          true,
          1,
          "team-account",
          Fixture.NOW,
          "GW-0123456789AB");

  @Test
  void everyMemberIsNamedWithItsKind() {
    var view = korea("lg-ai-research", Language.ENGLISH);
    assertThat(view.lead()).isNotNull();
    assertThat(view.members()).hasSize(9);
    assertThat(view.members()).extracting(TeamView.Member::kind).containsOnly("Company");
    assertThat(view.members())
        .extracting(TeamView.Member::name)
        .contains("FuriosaAI", "Hancom", "Wrtn Technologies");
    assertThat(view.size()).startsWith("10 bodies");
  }

  @Test
  void aFieldThatOneWeakSourceStatesIsMarked() {
    var model = korea("lg-ai-research", Language.KOREAN).models().getLast();
    assertThat(model.facts())
        .extracting(Cited::term, Cited::text)
        .contains(tuple("파라미터", "750B"), tuple("어휘 수", "153,600 (불확실)"));
  }

  @Test
  void theProgressFollowsTheStagesInOrder() {
    var view = korea("motif", Language.ENGLISH);
    assertThat(view.progress())
        .extracting(step -> step.standing().word())
        .containsExactly("Not selected", "Added", "Out of places");
  }

  @Test
  void aSubmissionShowsReceiptAndDeclarationsButNoEndpointAndNoAccount() {
    var view = rehearsal(List.of(HANDED_IN), Map.of());
    assertThat(view.submissions())
        .singleElement()
        .satisfies(
            handed -> {
              assertThat(handed.receipt()).isEqualTo("GW-0123456789AB");
              assertThat(handed.components().rows())
                  .containsExactly(
                      List.of("Tokenizer", "Angbu", "Apache-2.0", "Not applicable", "Own, new"));
            });
    assertThat(view.toString()).doesNotContain("9999").doesNotContain("team-account");
  }

  @Test
  void theLineageGradeIsToldInWords() {
    var screen =
        new Screen(STAGE, "ang-bu", Grade.DERIVATION_ESTABLISHED, "{}", "sha256:00", Fixture.NOW);
    assertThat(rehearsal(List.of(), Map.of("stage-1", screen)).lineage())
        .singleElement()
        .satisfies(
            lineage -> {
              assertThat(lineage.grade().word()).isEqualTo("Derivation established");
              assertThat(lineage.path()).isEqualTo("/programmes/rehearsal/stages/stage-1/evidence");
            });
  }

  @Test
  void aGuestHasNoConsortiumAndSaysSo() {
    var name = new Bilingual("손님", "Guest");
    var view =
        new TeamOverview(
                Fixture.page(Language.ENGLISH),
                Fixture.rehearsal(StageState.PUBLISHED),
                new Team("rehearsal", "guest", name, name, null),
                List.of(),
                Map.of())
            .view();
    assertThat(view.guest()).isTrue();
    assertThat(view.lead()).isNull();
    assertThat(view.progress()).isEmpty();
  }

  private static TeamView rehearsal(List<Submission> submissions, Map<String, Screen> screens) {
    return new TeamOverview(
            Fixture.page(Language.ENGLISH),
            Fixture.rehearsal(StageState.PUBLISHED),
            team(Fixture.REHEARSAL, "ang-bu"),
            submissions,
            screens)
        .view();
  }

  private static TeamView korea(String id, Language language) {
    return new TeamOverview(
            Fixture.page(language),
            Fixture.recorded(Fixture.KOREA),
            team(Fixture.KOREA, id),
            List.of(),
            Map.of())
        .view();
  }

  private static Team team(ProgrammeDefinition programme, String id) {
    var definition = programme.team(id).orElseThrow();
    return new Team(programme.id(), id, definition.name(), definition.shortName(), definition);
  }
}
