package org.gwageo.platform.publication.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gwageo.platform.programme.definition.Body;
import org.gwageo.platform.programme.definition.Confidence;
import org.gwageo.platform.programme.definition.ProgrammeDefinition;
import org.gwageo.platform.programme.definition.Source;
import org.gwageo.platform.programme.definition.SupportDefinition;
import org.gwageo.platform.programme.definition.TeamDefinition;
import org.gwageo.platform.programme.definition.Topic;
import org.gwageo.platform.publication.web.ProgrammeView.Document;
import org.gwageo.platform.publication.web.ProgrammeView.Matrix;
import org.gwageo.platform.publication.web.ProgrammeView.SupportItem;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.Step;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;

/** Builds the overview of a programme. */
final class ProgrammeOverview {

  private final Page page;
  private final ProgrammeFacts facts;
  private final ProgrammeDefinition programme;
  private final Citing citing;
  private final StageCards cards;

  ProgrammeOverview(Page page, ProgrammeFacts facts) {
    this.page = page;
    this.facts = facts;
    this.programme = facts.definition();
    this.citing = new Citing(page, facts);
    this.cards = new StageCards(page, citing);
  }

  ProgrammeView view() {
    var timeline = new Chronicle(page, facts).occasions();
    return new ProgrammeView(
        citing.text(programme.title()),
        facts.path(),
        citing.text(programme.summary()),
        programme.rehearsal(),
        badges(),
        sections(!timeline.isEmpty()),
        steps(),
        timeline,
        matrix(),
        facts.stages().stream().map(cards::card).toList(),
        programme.support().stream().map(this::support).toList(),
        topics(programme.supportRules()),
        programme.bodies().stream().map(this::body).toList(),
        programme.names().stream()
            .map(
                name ->
                    Cited.fact(
                        citing.text(name.name()),
                        citing.text(name.users()),
                        citing.cite(name.attribution())))
            .toList(),
        topics(programme.topics()),
        programme.sources().stream().map(this::document).toList(),
        legend());
  }

  /** Returns what kind of programme it is. */
  List<Badge> badges() {
    return List.of(
        programme.rehearsal()
            ? new Badge(Tone.WARNING, page.t("overview.rehearsal"))
            : new Badge(Tone.PRIMARY, page.t("overview.real")));
  }

  private List<Section> sections(boolean timeline) {
    return Stream.of(
            "stages",
            "matrix",
            timeline ? "timeline" : "",
            programme.support().isEmpty() ? "" : "support",
            "bodies",
            programme.names().isEmpty() ? "" : "names",
            programme.topics().isEmpty() ? "" : "topics",
            "sources")
        .filter(id -> !id.isEmpty())
        .map(id -> new Section(id, page.t("overview.section." + id)))
        .toList();
  }

  private List<Step> steps() {
    var current = facts.current();
    return facts.stages().stream()
        .map(
            stage ->
                new Step(
                    citing.text(stage.definition().title()),
                    stage.concluded()
                        ? Step.State.DONE
                        : stage.underWay() && current.filter(stage::equals).isPresent()
                            ? Step.State.CURRENT
                            : Step.State.UPCOMING,
                    cards.cut(stage).stream().map(Cited::text).reduce((a, b) -> b).orElse(null),
                    stage.path()))
        .toList();
  }

  /** Returns the teams by the stages. */
  Matrix matrix() {
    return new Matrix(
        facts.stages().stream()
            .map(stage -> new Matrix.Head(citing.text(stage.definition().title()), stage.path()))
            .toList(),
        Stream.concat(
                programme.teams().stream().map(TeamDefinition::id),
                facts.guests().stream().map(Team::id))
            .map(
                team ->
                    new Matrix.Row(
                        new Matrix.Head(citing.entrant(team), facts.teamPath(team)),
                        facts.stages().stream().map(stage -> cell(stage, team)).toList()))
            .toList());
  }

  private Matrix.Cell cell(StageFacts stage, String team) {
    Standing standing = stage.standing(team);
    return new Matrix.Cell(
        standing.css(), standing.symbol(), standing.word(page), mark(stage, team));
  }

  /** The sources stand on the stage's page; a cell has room for the mark alone. */
  private @Nullable Cite mark(StageFacts stage, String team) {
    return stage.runHere()
        ? null
        : stage.definition().outcomes().stream()
            .filter(outcome -> outcome.entrant().equals(team))
            .findFirst()
            .map(outcome -> citing.cite(outcome.attribution()))
            .map(cite -> new Cite(cite.kind(), cite.mark(), List.of()))
            .orElse(null);
  }

  private SupportItem support(SupportDefinition support) {
    var lines = new ArrayList<Cited>();
    String basis = page.t("overview.support.basis." + Citing.word(support.basis()));
    for (var amount : support.amounts()) {
      String note = citing.textOrNull(amount.note());
      lines.add(
          Cited.fact(
              basis,
              Amounts.words(page, amount) + (note == null ? "" : " – " + note),
              citing.cite(amount.attribution())));
    }
    var period = support.period();
    if (period != null) {
      lines.add(Cited.fact(page.t("overview.support.period"), Dates.words(page, period)));
    }
    if (!support.recipients().isEmpty()) {
      lines.add(
          Cited.fact(page.t("overview.support.recipients"), citing.entrants(support.recipients())));
    }
    if (!support.excluded().isEmpty()) {
      lines.add(
          Cited.fact(page.t("overview.support.excluded"), citing.entrants(support.excluded())));
    }
    var badges = new ArrayList<Badge>();
    badges.add(
        new Badge(Tone.NEUTRAL, page.t("overview.support.kind." + Citing.word(support.kind()))));
    if (support.choice() != SupportDefinition.Choice.ALL) {
      badges.add(
          new Badge(
              support.choice() == SupportDefinition.Choice.SOURCES_DIFFER
                  ? Tone.WARNING
                  : Tone.INFORMATION,
              page.t("overview.support.choice." + Citing.word(support.choice()))));
    }
    return new SupportItem(
        badges,
        citing.text(support.title()),
        lines,
        citing.statements(support.conditions()),
        citing.cite(support.attribution()));
  }

  private List<ProgrammeView.Topic> topics(List<Topic> topics) {
    return topics.stream()
        .map(
            topic ->
                new ProgrammeView.Topic(
                    citing.text(topic.title()), citing.statements(topic.statements())))
        .toList();
  }

  private ProgrammeView.Body body(Body body) {
    return new ProgrammeView.Body(
        citing.text(body.name()), citing.text(body.shortName()), citing.statements(body.duties()));
  }

  private Document document(Source source) {
    var date = source.date();
    var url = source.url();
    return new Document(
        "source-" + source.key(),
        source.key(),
        new Cite(Citing.word(source.confidence()), citing.mark(source.confidence()), List.of()),
        citing.text(source.title()),
        citing.text(source.publisher()),
        date == null ? null : Dates.words(page, date),
        url == null ? null : url.toString(),
        source.reference(),
        page.t("overview.access." + Citing.word(source.access())));
  }

  private List<Fact> legend() {
    return Stream.of(Confidence.values())
        .filter(confidence -> (confidence == Confidence.REHEARSAL) == programme.rehearsal())
        .map(
            confidence ->
                Fact.of(
                    citing.mark(confidence),
                    page.t("overview.confidence.meaning." + Citing.word(confidence))))
        .toList();
  }
}
