package org.gwageo.platform.publication.web;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.web.Language;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The calendar and the open data of a programme, and its card on the first page. */
class ProgrammeFilesTests {

  @Test
  void theCalendarHasEveryEventOnceInLinesOfAtMostSeventyFiveOctets() {
    String file = calendar(Language.KOREAN);
    assertThat(file).startsWith("BEGIN:VCALENDAR\r\n").endsWith("END:VCALENDAR\r\n");
    assertThat(file.split("BEGIN:VEVENT", -1)).hasSize(Fixture.KOREA.events().size() + 1);
    for (String line : file.split("\r\n", -1)) {
      assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(75);
    }
  }

  @Test
  void anEventsLastDayIsInsideItsCalendarEntry() {
    assertThat(unfolded(calendar(Language.ENGLISH)))
        .contains(
            "UID:call@korea-2025.gwageo\r\nDTSTAMP:20261122T030000Z\r\n"
                + "DTSTART;VALUE=DATE:20250620\r\nDTEND;VALUE=DATE:20250722\r\n"
                + "SUMMARY:Call for teams\r\n");
  }

  @Test
  void whatIsOnlyPlannedIsTentativeAndCommasAreEscaped() {
    String file = unfolded(calendar(Language.ENGLISH));
    String plan = file.substring(file.indexOf("UID:final-two"));
    assertThat(plan.substring(0, plan.indexOf("END:VEVENT"))).contains("STATUS:TENTATIVE");
    assertThat(file).contains("Naver Cloud\\, Upstage\\, SK Telecom\\, NC AI");
  }

  @Test
  void openDataCarryTheDefinitionWithoutPathsOfThisMachine() {
    byte[] json = OpenData.json(Fixture.KOREA);
    var tree = JsonMapper.shared().readTree(json);
    assertThat(tree.path("format").stringValue()).isEqualTo("gwageo-programme/1");
    assertThat(tree.path("teams")).hasSize(6);
    assertThat(tree.path("events").get(0).path("actual").stringValue())
        .isEqualTo("2025-06-20/2025-07-21");
    assertThat(tree.path("stages").get(1).path("figures")).hasSize(7);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .doesNotContain("rulebooks/")
        .doesNotContain(System.getProperty("user.dir"));
  }

  @Test
  void theFirstPageShowsRealProgrammesBeforeRehearsalsAndTheLatestVerdict() {
    var view =
        new HomeOverview(
                Fixture.page(Language.ENGLISH),
                List.of(Fixture.recorded(Fixture.KOREA), Fixture.rehearsal(StageState.PUBLISHED)))
            .view();
    assertThat(view.programmes())
        .extracting(card -> card.badges().getFirst().word())
        .containsExactly("Real programme", "Rehearsal");
    var latest = requireNonNull(view.latest());
    assertThat(latest.rehearsal()).isTrue();
    assertThat(latest.teams())
        .extracting(HomeView.TeamOutcome::team, team -> team.outcome().word())
        .containsExactly(tuple("Angbu", "Advances"), tuple("Ganui", "Requirement not met"));
  }

  @Test
  void withoutAPublishedVerdictTheFirstPageHasNone() {
    var view =
        new HomeOverview(Fixture.page(Language.KOREAN), List.of(Fixture.rehearsal(StageState.OPEN)))
            .view();
    assertThat(view.latest()).isNull();
  }

  private static String calendar(Language language) {
    return new CalendarFile(Fixture.page(language), Fixture.recorded(Fixture.KOREA)).text();
  }

  private static String unfolded(String file) {
    return file.replace("\r\n ", "");
  }
}
