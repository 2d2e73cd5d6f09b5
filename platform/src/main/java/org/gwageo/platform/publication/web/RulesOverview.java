package org.gwageo.platform.publication.web;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gwageo.platform.programme.RulebookVersion;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageState;
import org.gwageo.platform.programme.Transition;
import org.gwageo.platform.publication.web.RulesView.BlockRules;
import org.gwageo.platform.publication.web.RulesView.GateRules;
import org.gwageo.platform.publication.web.RulesView.ItemRules;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.Tone;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.Calendar;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/** Builds the page of a stage's rules. */
final class RulesOverview {

  private final Page page;
  private final ProgrammeFacts programme;
  private final StageFacts stage;
  private final RulebookVersion shown;
  private final Rulebook rulebook;
  private final List<RulebookVersion> versions;
  private final Citing citing;
  private final RuleWords words;

  RulesOverview(
      Page page,
      ProgrammeFacts programme,
      StageFacts stage,
      RulebookVersion shown,
      List<RulebookVersion> versions) {
    this.page = page;
    this.programme = programme;
    this.stage = stage;
    this.shown = shown;
    this.rulebook = shown.rulebook();
    this.versions = List.copyOf(versions);
    this.citing = new Citing(page, programme);
    this.words = new RuleWords(page, rulebook);
  }

  RulesView view() {
    var tables = new RuleTables(page, rulebook);
    String suffix = frozen(shown) || versions.size() == 1 ? "" : "?version=" + shown.version();
    return new RulesView(
        citing.text(programme.definition().title()),
        programme.path(),
        citing.text(stage.definition().title()),
        stage.path(),
        page.t("rulebook.title", citing.text(stage.definition().title())),
        List.of(state(shown)),
        new Evidence(
            page.now(),
            page.t("rulebook.version", shown.version()),
            rulebook.digest().toString(),
            null),
        lead(),
        sections(),
        tables.chart(),
        rulebook.blocks().stream().map(this::block).toList(),
        rulebook.gates().stream().map(this::gate).toList(),
        panels(),
        places(),
        rounding(),
        conflicts(),
        windows(),
        exceptions(),
        tables.disclosure(),
        tables.statistics(),
        rulebook.notes(),
        rulebook.sources().stream()
            .map(
                source ->
                    Fact.of(source.key(), words.text(source.title()) + " · " + source.where()))
            .toList(),
        versions.stream().map(this::version).toList(),
        rulebook.digest().toString(),
        stage.path() + "/rules/rulebook.yaml" + suffix,
        stage.path() + "/rules/rulebook.json" + suffix);
  }

  private boolean frozen(RulebookVersion version) {
    return Integer.valueOf(version.version()).equals(stage.frozenRules());
  }

  private Badge state(RulebookVersion version) {
    if (stage.state() == StageState.RECORDED) {
      return new Badge(Tone.NEUTRAL, page.t("rulebook.state.recorded"));
    }
    if (frozen(version)) {
      return new Badge(Tone.SUCCESS, page.t("rulebook.state.frozen"));
    }
    return stage.frozenRules() == null
        ? new Badge(Tone.WARNING, page.t("rulebook.state.draft"))
        : new Badge(Tone.NEUTRAL, page.t("rulebook.state.replaced"));
  }

  private String lead() {
    if (stage.state() == StageState.RECORDED) {
      return page.t("rulebook.lead.recorded");
    }
    if (!frozen(shown)) {
      return page.t("rulebook.lead.draft");
    }
    return stage.history().stream()
        .filter(step -> step.action() == StageAction.FREEZE)
        .map(Transition::at)
        .findFirst()
        .map(at -> page.t("rulebook.lead.frozen", page.time(at)))
        .orElseGet(() -> page.t("rulebook.state.frozen"));
  }

  private List<Section> sections() {
    return Stream.of(
            "points",
            "items",
            rulebook.gates().isEmpty() ? "" : "gates",
            "places",
            "rounding",
            rulebook.panels().isEmpty() ? "" : "panels",
            rulebook.calendar().windows().isEmpty() ? "" : "windows",
            rulebook.exceptions().isEmpty() ? "" : "exceptions",
            "disclosure",
            rulebook.notes().isEmpty() && rulebook.sources().isEmpty() ? "" : "notes",
            "versions",
            "check")
        .filter(id -> !id.isEmpty())
        .map(id -> new Section(id, page.t("rulebook.section." + id)))
        .toList();
  }

  private BlockRules block(Block block) {
    return new BlockRules(
        words.text(block.title()),
        words.range(block.points()),
        words.aggregated(block),
        block.items().stream().map(this::item).toList(),
        block.notes());
  }

  private ItemRules item(Item item) {
    return new ItemRules(
        words.text(item.title()),
        words.range(item.points()),
        words.measured(item),
        words.scaled(item),
        words.missing(item),
        item.notes());
  }

  private GateRules gate(Gate gate) {
    return new GateRules(
        words.text(gate.title()),
        gate.tests().stream().map(words::test).toList(),
        words.consequences(gate),
        gate.notes());
  }

  private List<Fact> panels() {
    return rulebook.panels().stream()
        .map(
            panel -> {
              String size = page.t("rulebook.panel.size", panel.size(), panel.quorum());
              String groups =
                  String.join(
                      ", ",
                      panel.composition().stream()
                          .map(group -> words.text(group.title()) + " " + group.count())
                          .toList());
              return Fact.of(
                  words.text(panel.title()), groups.isEmpty() ? size : size + " (" + groups + ")");
            })
        .toList();
  }

  private List<String> places() {
    var places = rulebook.places();
    var sentences = new ArrayList<String>();
    Integer from = places.from();
    sentences.add(
        from == null
            ? page.t("rulebook.places.to", places.to())
            : page.t("rulebook.places.from-to", from, places.to()));
    sentences.add(page.t("rulebook.places.fill." + places.fillVacated()));
    sentences.add(page.t("rulebook.places.none." + places.noneSelected()));
    sentences.add(page.t("rulebook.places.single." + Citing.word(places.singleApplicant())));
    if (!places.ties().order().isEmpty()) {
      sentences.add(
          page.t(
              "rulebook.places.ties",
              String.join(" → ", places.ties().order().stream().map(words::scored).toList())));
    }
    sentences.add(page.t("rulebook.places.otherwise." + Citing.word(places.ties().otherwise())));
    return sentences;
  }

  private List<Fact> rounding() {
    var rounding = rulebook.rounding();
    return List.of(
        Fact.of(page.t("rulebook.rounding.mode"), mode(rounding.mode())),
        Fact.of(page.t("rulebook.rounding.measurement"), digits(rounding.measurement())),
        Fact.of(page.t("rulebook.rounding.item"), digits(rounding.item())),
        Fact.of(page.t("rulebook.rounding.block"), digits(rounding.block())),
        Fact.of(page.t("rulebook.rounding.total"), digits(rounding.total())));
  }

  private String mode(RoundingMode mode) {
    return switch (mode) {
      case HALF_UP -> page.t("rulebook.rounding.half-up");
      case HALF_EVEN -> page.t("rulebook.rounding.half-even");
      case DOWN -> page.t("rulebook.rounding.down");
      case UP -> page.t("rulebook.rounding.up");
      case CEILING, FLOOR, HALF_DOWN, UNNECESSARY -> mode.name();
    };
  }

  private String digits(@Nullable Integer places) {
    return places == null
        ? page.t("rulebook.rounding.exact")
        : page.t("rulebook.rounding.places", places);
  }

  private List<String> conflicts() {
    var conflicts = rulebook.conflicts();
    var sentences = new ArrayList<String>();
    if (!conflicts.leavesOut().isEmpty()) {
      sentences.add(page.t("rulebook.conflicts.leave-out", kinds(conflicts.leavesOut())));
    }
    if (!conflicts.recordsOnly().isEmpty()) {
      sentences.add(page.t("rulebook.conflicts.record-only", kinds(conflicts.recordsOnly())));
    }
    return sentences;
  }

  private String kinds(List<String> kinds) {
    return String.join(
        ", ",
        kinds.stream()
            .map(
                kind -> {
                  String key = "rulebook.conflict." + kind;
                  return page.frame().messages().has(key) ? page.t(key) : kind;
                })
            .toList());
  }

  private List<Fact> windows() {
    var facts = new ArrayList<Fact>();
    for (Calendar.Window window : rulebook.calendar().windows()) {
      facts.add(Fact.of(words.text(window.title()), span(window)));
    }
    for (Calendar.Entrant entrant : rulebook.calendar().entrants()) {
      for (Calendar.Window window : entrant.windows()) {
        facts.add(
            Fact.of(
                citing.entrant(entrant.team()) + " · " + words.text(window.title()),
                span(window) + " – " + words.text(entrant.reason())));
      }
    }
    return facts;
  }

  private String span(Calendar.Window window) {
    return page.t(
        "rulebook.window",
        page.time(window.opens().toInstant()),
        page.time(window.closes().toInstant()));
  }

  private List<Fact> exceptions() {
    return rulebook.exceptions().stream()
        .map(
            exception ->
                Fact.of(
                    citing.entrant(exception.team()),
                    words.effect(exception.effect())
                        + " "
                        + words.text(exception.reason())
                        + " "
                        + page.t(
                            "rulebook.exception.agreed", citing.entrants(exception.agreedBy()))))
        .toList();
  }

  private RulesView.Version version(RulebookVersion version) {
    boolean applies = frozen(version) || version.version() == shown.version();
    return new RulesView.Version(
        version.version(),
        version.writtenAt(),
        author(version.author()),
        reason(version.reason()),
        version.rulebook().digest().toString(),
        stage.path() + "/rules?version=" + version.version(),
        applies ? state(version) : null);
  }

  /** The first version of every stage comes from the programme's files. */
  private String author(String author) {
    return author.equals("programme files") ? page.t("rulebook.author.files") : author;
  }

  private String reason(String reason) {
    return reason.equals("first version") ? page.t("rulebook.reason.first") : reason;
  }
}
