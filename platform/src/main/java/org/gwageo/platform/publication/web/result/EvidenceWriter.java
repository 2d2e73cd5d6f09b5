package org.gwageo.platform.publication.web.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.lineage.Screen;
import org.gwageo.platform.lineage.VerificationCase;
import org.gwageo.platform.publication.PublishedBundle;
import org.gwageo.platform.publication.web.result.EvidencePage.Command;
import org.gwageo.platform.publication.web.result.EvidencePage.Download;
import org.gwageo.platform.publication.web.result.EvidencePage.FileRow;
import org.gwageo.platform.publication.web.result.EvidencePage.Folder;
import org.gwageo.platform.publication.web.result.EvidencePage.RunRow;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Section;
import org.gwageo.platform.web.Tone;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.jspecify.annotations.Nullable;

/** Writes the page of evidence. */
final class EvidenceWriter {

  private final Page page;
  private final PublishedStage stage;
  private final List<Measured> measured;
  private final PublishedFile file;

  private EvidenceWriter(
      Page page, PublishedStage stage, List<Measured> measured, PublishedFile file) {
    this.page = page;
    this.stage = stage;
    this.measured = measured;
    this.file = file;
  }

  static EvidencePage write(
      Page page,
      PublishedStage stage,
      List<Measured> measured,
      List<Screen> screens,
      List<VerificationCase> cases,
      PublishedFile file) {
    return new EvidenceWriter(page, stage, measured, file).write(screens, cases);
  }

  private EvidencePage write(List<Screen> screens, List<VerificationCase> cases) {
    List<LineageSection> lineage = stage.shows(Level.GATES) ? lineage(screens, cases) : List.of();
    return new EvidencePage(
        stage.head(),
        stage.evidence(page),
        sections(!lineage.isEmpty()),
        stage.shown().teams().stream()
            .map(
                team ->
                    new Card(
                        List.of(Outcomes.badge(page, team.outcome())),
                        stage.shortName(page, team.team()),
                        stage.head().path("verdict/" + team.team()),
                        LetterWriter.sentence(page, team),
                        List.of()))
            .toList(),
        columns(),
        measured.stream().map(this::row).toList(),
        inputs(),
        page.t("results.lineage.team"),
        lineage,
        proof(),
        digests(),
        state(),
        download(),
        commands());
  }

  /** Returns the reports in the order of the verdict's teams, those of guests last. */
  private List<LineageSection> lineage(List<Screen> screens, List<VerificationCase> cases) {
    List<String> order =
        Stream.concat(
                stage.shown().teams().stream().map(team -> team.team()),
                stage.teams().stream().map(team -> team.id()))
            .distinct()
            .toList();
    return screens.stream()
        .sorted(Comparator.comparingInt(screen -> order.indexOf(screen.team())))
        .map(
            screen ->
                LineageWords.of(
                    page,
                    stage,
                    screen,
                    cases.stream().filter(one -> one.team().equals(screen.team())).findFirst()))
        .toList();
  }

  private List<Section> sections(boolean lineage) {
    List<Section> sections = new ArrayList<>();
    sections.add(section("sentence"));
    sections.add(section("numbers"));
    if (lineage) {
      sections.add(section("lineage"));
    }
    sections.add(section("proof"));
    if (stage.shows(Level.RAW)) {
      sections.add(section("files"));
    }
    return sections;
  }

  private Section section(String id) {
    return new Section(id, page.t("results.evidence." + id + ".title"));
  }

  private List<String> measuredTeams() {
    return stage.teams().stream()
        .filter(team -> measured.stream().anyMatch(task -> task.entry(team.id()).isPresent()))
        .map(team -> team.id())
        .toList();
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.words(page.t("results.evidence.task")));
    measuredTeams().forEach(team -> columns.add(Column.numbers(stage.shortName(page, team))));
    return columns;
  }

  private RunRow row(Measured task) {
    String path = stage.head().path("benchmarks/" + task.task().id());
    boolean raw = stage.shows(Level.RAW);
    List<Fact> cells = new ArrayList<>();
    for (String team : measuredTeams()) {
      String name = stage.shortName(page, team);
      cells.add(
          task.entry(team)
              .map(run -> run.score().shortWords())
              .map(score -> new Fact(name, score, raw ? path + "/" + team : null))
              .orElse(Fact.of(name, "–")));
    }
    return new RunRow(task.title(page), path, cells);
  }

  private List<Fact> inputs() {
    List<Fact> inputs = new ArrayList<>();
    if (stage.shows(Level.SHEETS)) {
      inputs.add(
          new Fact(
              page.t("results.evidence.input.sheets"),
              page.t("results.evidence.input.sheets.text"),
              stage.head().path("results#sheets")));
    }
    if (stage.shows(Level.RAW)) {
      inputs.add(
          new Fact(
              page.t("results.evidence.input.ratings"),
              page.t("results.evidence.input.ratings.text"),
              stage.head().path("results#ratings")));
    }
    inputs.add(
        new Fact(
            page.t("results.evidence.input.rules"),
            page.t("results.rules", stage.rulesVersion()),
            stage.head().path("rules")));
    return inputs;
  }

  private List<Fact> proof() {
    var verdict = stage.verdict();
    List<Fact> proof = new ArrayList<>();
    proof.add(
        Fact.of(
            page.t("results.evidence.proof.confirmed"),
            verdict.confirmations().stream()
                .map(one -> page.t("results.evidence.proof.by", one.account(), page.time(one.at())))
                .collect(Collectors.joining(" · "))));
    proof.add(
        Fact.of(page.t("results.evidence.proof.published"), page.time(stage.bundle().issuedAt())));
    proof.add(Fact.of(page.t("results.evidence.proof.name"), stage.bundle().file()));
    proof.add(
        Fact.of(
            page.t("results.evidence.proof.size"),
            page.t("results.evidence.bytes", page.number(stage.bundle().bytes()))));
    if (stage.versions().bundles().size() > 1) {
      stage.versions().bundles().forEach(bundle -> proof.add(version(bundle)));
    }
    return proof;
  }

  private Fact version(PublishedBundle bundle) {
    return new Fact(
        page.t("results.evidence.proof.version", bundle.version()),
        page.t("results.evidence.proof.version.text", bundle.file(), page.time(bundle.issuedAt())),
        stage.shows(Level.RAW) ? stage.head().of(bundle.version()).path("bundle.zip") : null);
  }

  private List<Fact> digests() {
    return List.of(
        Fact.of(page.t("results.evidence.proof.digest"), stage.bundle().digest()),
        Fact.of(page.t("results.evidence.proof.verdict"), stage.verdict().digest()),
        Fact.of(page.t("results.evidence.proof.rules"), stage.rulebook().digest().toString()));
  }

  private Badge state() {
    return file.is(stage.bundle().digest())
        ? new Badge(Tone.SUCCESS, page.t("results.evidence.state.same"))
        : new Badge(Tone.DANGER, page.t("results.evidence.state.differs"));
  }

  private @Nullable Download download() {
    if (!stage.shows(Level.RAW)) {
      return null;
    }
    SortedMap<String, List<FileRow>> byFolder = new TreeMap<>();
    file.files()
        .forEach(
            one ->
                byFolder
                    .computeIfAbsent(folder(one.path()), any -> new ArrayList<>())
                    .add(
                        new FileRow(
                            one.path(),
                            stage.head().path("files/" + one.path()),
                            page.number(one.size()),
                            one.digest().hex())));
    List<Folder> folders = new ArrayList<>();
    byFolder.forEach(
        (name, files) ->
            folders.add(
                new Folder(name, page.t("results.evidence.folder", name, files.size()), files)));
    return new Download(
        page.t(
            "results.evidence.download",
            stage.bundle().file(),
            page.number(stage.bundle().bytes())),
        stage.head().path("bundle.zip"),
        folders);
  }

  private static String folder(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? "/" : name.substring(0, slash + 1);
  }

  private List<Command> commands() {
    String name = stage.bundle().file();
    var commands = new ArrayList<Command>();
    commands.add(
        new Command(page.t("results.evidence.command.verify"), "./gwageo verify " + name, null));
    var correction = stage.versions().correction();
    if (correction != null) {
      stage.versions().bundles().stream()
          .filter(one -> one.version() == correction.file().supersedes().version())
          .forEach(
              before ->
                  commands.add(
                      new Command(
                          page.t("results.evidence.command.superseded"),
                          "./gwageo verify %s --superseded %s".formatted(name, before.file()),
                          null)));
    }
    commands.add(
        new Command(
            page.t("results.evidence.command.sha256"),
            "sha256sum " + name,
            Digest.parse(stage.bundle().digest()).hex() + "  " + name));
    return commands;
  }
}
