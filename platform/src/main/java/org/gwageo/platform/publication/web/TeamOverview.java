package org.gwageo.platform.publication.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.lineage.Screen;
import org.gwageo.platform.programme.definition.Organisation;
import org.gwageo.platform.programme.definition.StageDefinition;
import org.gwageo.platform.programme.definition.TeamDefinition;
import org.gwageo.platform.submission.Submission;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/** Builds a team's page. */
final class TeamOverview {

  private final Page page;
  private final ProgrammeFacts programme;
  private final Team team;
  private final List<Submission> submissions;
  private final Map<String, Screen> screens;
  private final Citing citing;

  /**
   * Takes what the page tells.
   *
   * @param submissions what the team handed in to stages whose submissions are closed
   * @param screens the published comparison of its weights, by stage
   */
  TeamOverview(
      Page page,
      ProgrammeFacts programme,
      Team team,
      List<Submission> submissions,
      Map<String, Screen> screens) {
    this.page = page;
    this.programme = programme;
    this.team = team;
    this.submissions = List.copyOf(submissions);
    this.screens = Map.copyOf(screens);
    this.citing = new Citing(page, programme);
  }

  TeamView view() {
    var definition = team.definition();
    var progress = progress();
    var models =
        definition == null
            ? List.<TeamView.Release>of()
            : definition.models().stream()
                .map(model -> new ModelSheet(page, citing).release(model, stage(model.stage())))
                .toList();
    var handed =
        submissions.stream()
            .map(
                submission ->
                    new SubmissionSheet(page).handed(submission, stage(submission.stage().stage())))
            .toList();
    var lineage = lineage();
    return new TeamView(
        citing.text(programme.definition().title()),
        programme.path(),
        citing.text(team.name()),
        programme.definition().rehearsal(),
        team.guest(),
        sections(progress, models, handed, lineage),
        definition == null ? null : member(definition.lead()),
        definition == null ? "" : size(definition),
        definition == null ? null : citing.cite(definition.attribution()),
        columns(),
        definition == null ? List.of() : definition.members().stream().map(this::member).toList(),
        definition == null ? List.of() : citing.statements(definition.goals()),
        progress,
        models,
        handed,
        lineage,
        definition == null ? List.of() : support(definition),
        definition == null ? List.of() : citing.statements(definition.history()));
  }

  private List<Section> sections(
      List<?> progress, List<?> models, List<?> handed, List<?> lineage) {
    var definition = team.definition();
    return Stream.of(
            definition == null ? "" : "consortium",
            definition == null || definition.goals().isEmpty() ? "" : "goals",
            progress.isEmpty() ? "" : "progress",
            models.isEmpty() ? "" : "models",
            handed.isEmpty() ? "" : "submissions",
            lineage.isEmpty() ? "" : "lineage",
            definition == null || definition.support().isEmpty() ? "" : "support",
            definition == null || definition.history().isEmpty() ? "" : "history")
        .filter(id -> !id.isEmpty())
        .map(id -> new Section(id, page.t("overview.team.section." + id)))
        .toList();
  }

  private List<Column> columns() {
    return Stream.of("organisation", "role", "kind", "source")
        .filter(id -> !id.equals("source") || !programme.definition().rehearsal())
        .map(id -> Column.words(page.t("overview.team." + id)))
        .toList();
  }

  private TeamView.Member member(Organisation organisation) {
    return new TeamView.Member(
        citing.text(organisation.name()),
        citing.kind(organisation),
        citing.cite(organisation.attribution()));
  }

  private String size(TeamDefinition definition) {
    int named = definition.members().size() + 1;
    Integer stated = definition.bodies();
    return stated == null
        ? page.t("overview.team.size", named)
        : page.t("overview.team.size-stated", stated, named);
  }

  private List<TeamView.Progress> progress() {
    var progress = new ArrayList<TeamView.Progress>();
    for (StageFacts stage : programme.stages()) {
      var standing = stage.standing(team.id());
      if (standing != Standing.ABSENT) {
        progress.add(
            new TeamView.Progress(
                citing.text(stage.definition().title()),
                stage.path(),
                standing.badge(page),
                sentence(stage),
                stage.verdict() == null ? null : stage.path() + "/verdict/" + team.id()));
      }
    }
    return List.copyOf(progress);
  }

  private @Nullable Cited sentence(StageFacts stage) {
    var verdict = stage.verdict();
    if (verdict != null) {
      return verdict.team(team.id()).map(citing::outcome).orElse(null);
    }
    return stage.definition().outcomes().stream()
        .filter(outcome -> outcome.entrant().equals(team.id()))
        .findFirst()
        .map(
            (StageDefinition.Outcome outcome) ->
                new Cited(
                    null,
                    null,
                    citing.text(outcome.sentence()),
                    null,
                    citing.cite(outcome.attribution())))
        .orElse(null);
  }

  private List<Cited> support(TeamDefinition definition) {
    return definition.support().stream()
        .map(
            received ->
                Cited.fact(
                    programme.definition().support().stream()
                        .filter(support -> support.id().equals(received.support()))
                        .findFirst()
                        .map(support -> citing.text(support.title()))
                        .orElse(received.support()),
                    citing.text(received.text()),
                    citing.cite(received.attribution())))
        .toList();
  }

  private List<TeamView.Lineage> lineage() {
    var found = new ArrayList<TeamView.Lineage>();
    for (StageFacts stage : programme.stages()) {
      Screen screen = screens.get(stage.id().stage());
      if (screen != null) {
        found.add(
            new TeamView.Lineage(
                citing.text(stage.definition().title()),
                stage.path() + "/evidence",
                new Badge(tone(screen.grade()), grade(screen.grade())),
                page.t("overview.lineage.meaning." + screen.grade().id())));
      }
    }
    return List.copyOf(found);
  }

  private String grade(Grade grade) {
    return page.t("overview.lineage." + grade.id());
  }

  private static Tone tone(Grade grade) {
    return switch (grade) {
      case IDENTICAL, DERIVATION_ESTABLISHED -> Tone.DANGER;
      case INDICATED, UNTESTABLE -> Tone.WARNING;
      case NOT_FOUND -> Tone.SUCCESS;
    };
  }

  private String stage(String slug) {
    return programme.stage(slug).map(stage -> citing.text(stage.definition().title())).orElse(slug);
  }
}
