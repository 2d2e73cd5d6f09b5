package org.gwageo.platform.evaluation.web;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.platform.evaluation.Season;
import org.gwageo.platform.evaluation.Seasons;
import org.gwageo.platform.programme.Programmes;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Finds the stage or season that an address of the office names. */
@Component
class JobsPlaces {

  static final String STAGES = "stages";
  static final String SEASONS = "seasons";

  private final StageHeadings headings;
  private final Seasons seasons;
  private final Programmes programmes;
  private final Teams teams;
  private final Clock clock;

  JobsPlaces(
      StageHeadings headings, Seasons seasons, Programmes programmes, Teams teams, Clock clock) {
    this.headings = headings;
    this.seasons = seasons;
    this.programmes = programmes;
    this.teams = teams;
    this.clock = clock;
  }

  /**
   * Returns the place.
   *
   * @param kind {@code stages} or {@code seasons}
   * @throws ResponseStatusException 404 if there is none
   */
  JobsPlace of(Page page, String programme, String kind, String id) {
    return kind.equals(STAGES) ? stage(page, programme, id) : season(page, season(programme, id));
  }

  /**
   * Returns the season.
   *
   * @throws ResponseStatusException 404 if there is none
   */
  Season season(String programme, String id) {
    try {
      return seasons.find(new StageId(programme, id)).orElseThrow(JobsPlaces::none);
    } catch (IllegalArgumentException e) {
      throw none();
    }
  }

  static ResponseStatusException none() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }

  private JobsPlace stage(Page page, String programme, String id) {
    var heading = headings.of(page, programme, id);
    return new JobsPlace(
        heading.id(),
        heading,
        heading.title(),
        heading.path(),
        List.of(
            Crumb.to(page.t("frame.menu.office"), "/office"),
            Crumb.to(heading.programme() + " · " + heading.title(), heading.path())),
        heading.badges(),
        teamNames(page, heading.id()));
  }

  private Map<String, String> teamNames(Page page, StageId stage) {
    var names = new HashMap<String, String>();
    for (var team : teams.in(stage)) {
      names.put(team.id(), page.pick(team.shortName().ko(), team.shortName().en()));
    }
    return names;
  }

  /** Returns the place of a season. */
  JobsPlace season(Page page, Season season) {
    String title = page.pick(season.title().ko(), season.title().en());
    var names = new HashMap<String, String>();
    season.entrants().forEach(one -> names.put(one.entrant().id(), one.name()));
    return new JobsPlace(
        season.id(),
        null,
        title,
        path(season.id()),
        List.of(
            Crumb.to(page.t("frame.menu.office"), "/office"),
            Crumb.to(
                page.t("season.list.title", programme(page, season.id().programme())),
                list(season.id().programme())),
            Crumb.to(title, path(season.id()))),
        List.of(badge(page, season)),
        names);
  }

  String programme(Page page, String id) {
    var programme = programmes.find(id).orElseThrow(JobsPlaces::none);
    return page.pick(programme.title().ko(), programme.title().en());
  }

  static String list(String programme) {
    return "/office/programmes/" + programme + "/seasons";
  }

  static String path(StageId season) {
    return list(season.programme()) + "/" + season.stage();
  }

  Badge badge(Page page, Season season) {
    var now = clock.instant();
    if (season.opened() == null) {
      return new Badge(Tone.NEUTRAL, page.t("season.state.planned"));
    }
    if (now.isBefore(season.opensAt())) {
      return new Badge(Tone.INFORMATION, page.t("season.state.ahead"));
    }
    return now.isBefore(season.closesAt())
        ? new Badge(Tone.PRIMARY, page.t("season.state.open"))
        : new Badge(Tone.SUCCESS, page.t("season.state.closed"));
  }
}
