package org.gwageo.platform.publication.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.evaluation.DataSet;
import org.gwageo.platform.evaluation.DataSets;
import org.gwageo.platform.evaluation.Job;
import org.gwageo.platform.evaluation.Jobs;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.evaluation.Season;
import org.gwageo.platform.evaluation.Seasons;
import org.gwageo.platform.evaluation.Suite;
import org.gwageo.platform.evaluation.SuiteException;
import org.gwageo.platform.evaluation.Suites;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.gwageo.platform.evaluation.web.SeasonView;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.publication.Bundles;
import org.gwageo.platform.publication.PublishedBundle;
import org.gwageo.platform.web.Badge;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.DataTable;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.Tone;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The seasons that everybody may know of, and what sealed items were committed to with. */
@Controller
@RequestMapping("/programmes/{programme}")
class PublicSeasonPages {

  private static final MediaType ZIP = MediaType.parseMediaType("application/zip");
  private static final MediaType LINES =
      MediaType.parseMediaType("application/jsonl;charset=UTF-8");

  private final PublicRecord record;
  private final Seasons seasons;
  private final Suites suites;
  private final TaskLibrary tasks;
  private final DataSets dataSets;
  private final Jobs jobs;
  private final Results results;
  private final SealedStageTasks sealedTasks;
  private final Bundles bundles;

  PublicSeasonPages(
      PublicRecord record,
      Seasons seasons,
      Suites suites,
      TaskLibrary tasks,
      DataSets dataSets,
      Jobs jobs,
      Results results,
      SealedStageTasks sealedTasks,
      Bundles bundles) {
    this.record = record;
    this.seasons = seasons;
    this.suites = suites;
    this.tasks = tasks;
    this.dataSets = dataSets;
    this.jobs = jobs;
    this.results = results;
    this.sealedTasks = sealedTasks;
    this.bundles = bundles;
  }

  @GetMapping("/seasons")
  String list(@PathVariable String programme, Page page, Model model) {
    var facts = record.programme(programme);
    String title = title(page, facts);
    model.addAttribute("title", page.t("season.list.title", title));
    model.addAttribute(
        "crumbs", List.of(Crumb.to(title, facts.path()), Crumb.here(page.t("season.list"))));
    model.addAttribute(
        "seasons",
        seasons.of(programme).stream()
            .filter(Season::isPublic)
            .map(season -> card(page, facts, season))
            .toList());
    return "publication/season/list";
  }

  private static Card card(Page page, ProgrammeFacts facts, Season season) {
    return new Card(
        List.of(badge(page, season)),
        page.pick(season.title().ko(), season.title().en()),
        path(facts, season),
        null,
        List.of(
            Fact.of(page.t("season.opens"), page.time(season.opensAt())),
            Fact.of(page.t("season.closes"), page.time(season.closesAt()))));
  }

  private static Badge badge(Page page, Season season) {
    if (season.publishedAt() != null) {
      return new Badge(Tone.SUCCESS, page.t("season.state.published"));
    }
    return season.opened() == null
        ? new Badge(Tone.INFORMATION, page.t("season.state.announced"))
        : new Badge(Tone.PRIMARY, page.t("season.state.measured"));
  }

  private static String path(ProgrammeFacts facts, Season season) {
    return facts.path() + "/seasons/" + season.id().stage();
  }

  private static String title(Page page, ProgrammeFacts facts) {
    return page.pick(facts.definition().title().ko(), facts.definition().title().en());
  }

  @GetMapping("/seasons/{season}")
  String season(
      @PathVariable String programme, @PathVariable String season, Page page, Model model) {
    var facts = record.programme(programme);
    Season shown = open(programme, season);
    String path = path(facts, shown);
    Suite suite = suite(shown);
    var bundle = shown.publishedAt() == null ? null : bundles.newest(shown.id()).orElse(null);
    String title = page.pick(shown.title().ko(), shown.title().en());
    model.addAttribute("title", title);
    model.addAttribute(
        "crumbs",
        List.of(
            Crumb.to(title(page, facts), facts.path()),
            Crumb.to(page.t("season.list"), facts.path() + "/seasons"),
            Crumb.here(title)));
    model.addAttribute("badges", List.of(badge(page, shown)));
    model.addAttribute("facts", facts(page, shown, suite));
    model.addAttribute("tasks", tasks(page, shown, suite));
    model.addAttribute("sealed", sealed(page, suite.tasks(), programme, path));
    model.addAttribute("standings", bundle == null ? null : standings(page, shown, suite));
    model.addAttribute("bundle", bundle);
    model.addAttribute("bundleFacts", bundle == null ? List.of() : bundleFacts(page, bundle));
    model.addAttribute("path", path);
    return "publication/season/season";
  }

  private static List<Fact> facts(Page page, Season season, Suite suite) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of(page.t("season.suite"), page.pick(suite.title().ko(), suite.title().en())));
    facts.add(Fact.of(page.t("run.mode"), page.t("run.mode." + suite.mode().word())));
    facts.add(Fact.of(page.t("season.suite.digest"), season.suiteDigest()));
    var announced = season.announcedAt();
    if (announced != null) {
      facts.add(Fact.of(page.t("season.announced"), page.time(announced)));
    }
    facts.add(Fact.of(page.t("season.opens"), page.time(season.opensAt())));
    facts.add(Fact.of(page.t("season.closes"), page.time(season.closesAt())));
    if (season.opened() != null) {
      facts.add(
          Fact.of(
              page.t("season.entrants"),
              String.join(
                  ", ", season.entrants().stream().map(Season.Participant::name).toList())));
    }
    return facts;
  }

  private DataTable tasks(Page page, Season season, Suite suite) {
    List<List<String>> rows = new ArrayList<>();
    for (Suite.Part part : suite.parts()) {
      var task = tasks.get(season.id().programme(), part.task());
      var set = dataSets.find(season.id().programme(), part.task());
      rows.add(
          List.of(
              page.pick(task.title().ko(), task.title().en()),
              part.weight().toPlainString(),
              page.number(task.items().count()),
              set.map(known -> known.terms().licence())
                  .orElse(String.valueOf(task.description().about().getOrDefault("licence", "–"))),
              page.t("season.items." + items(set.orElse(null)))));
    }
    return new DataTable(
        page.t("season.tasks.title"),
        List.of(
            Column.words(page.t("office.job.task")),
            Column.numbers(page.t("season.weight")),
            Column.numbers(page.t("season.items")),
            Column.words(page.t("dataset.licence")),
            Column.words(page.t("season.items.shown"))),
        rows);
  }

  private static String items(@Nullable DataSet set) {
    if (set == null || (set.sealing() == null && set.isPublic())) {
      return "open";
    }
    if (set.isClosed()) {
      var sealing = set.sealing();
      return sealing != null && sealing.withheld() ? "withheld" : "sealed";
    }
    return set.isPublic() ? "revealed" : "licence";
  }

  private List<SealedItemsTable> sealed(
      Page page, List<String> names, String programme, String path) {
    var sealed = new ArrayList<SealedItemsTable>();
    for (String name : names) {
      dataSets
          .find(programme, name)
          .ifPresent(
              set -> {
                var task = tasks.get(programme, name);
                sealed.addAll(
                    SealedItemsTable.of(
                        page, page.pick(task.title().ko(), task.title().en()), set, path));
              });
    }
    return sealed;
  }

  private static List<Fact> bundleFacts(Page page, PublishedBundle bundle) {
    return List.of(
        Fact.of(page.t("season.bundle.file"), bundle.file()),
        Fact.of(page.t("season.bundle.bytes"), page.number(bundle.bytes())),
        Fact.of(page.t("season.bundle.issued"), page.time(bundle.issuedAt())),
        Fact.of(page.t("season.bundle.digest"), bundle.digest()));
  }

  private DataTable standings(Page page, Season season, Suite suite) {
    var done = jobs.of(season.id()).stream().filter(job -> job.state() == Job.State.DONE).toList();
    return SeasonView.standings(page, season, suite, SeasonView.scores(done, results));
  }

  @GetMapping("/seasons/{season}/commitments/{task}.json")
  ResponseEntity<byte[]> commitment(
      @PathVariable String programme, @PathVariable String season, @PathVariable String task) {
    Season shown = open(programme, season);
    return commitment(programme, suite(shown).tasks(), task);
  }

  @GetMapping("/seasons/{season}/revealed/{task}.jsonl")
  ResponseEntity<byte[]> revealed(
      @PathVariable String programme, @PathVariable String season, @PathVariable String task) {
    Season shown = open(programme, season);
    return revealed(programme, suite(shown).tasks(), task);
  }

  @GetMapping("/seasons/{season}/bundle.zip")
  ResponseEntity<Resource> bundle(@PathVariable String programme, @PathVariable String season) {
    Season shown = open(programme, season);
    var bundle = bundles.newest(shown.id()).orElseThrow(PublicRecord::unknown);
    return ResponseEntity.ok()
        .contentType(ZIP)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(bundle.file()).build().toString())
        .body(new FileSystemResource(bundles.file(bundle)));
  }

  @GetMapping("/stages/{stage}/sealed-items")
  String sealedItems(
      @PathVariable String programme, @PathVariable String stage, Page page, Model model) {
    var facts = record.programme(programme);
    var found = PublicRecord.stage(facts, stage);
    var sealed = sealed(page, sealedTasks.of(found), programme, found.path());
    if (sealed.isEmpty()) {
      throw PublicRecord.unknown();
    }
    String title = page.t("sealed.title");
    model.addAttribute("title", title);
    model.addAttribute(
        "crumbs",
        List.of(
            Crumb.to(title(page, facts), facts.path()),
            Crumb.to(
                page.pick(found.definition().title().ko(), found.definition().title().en()),
                found.path()),
            Crumb.here(title)));
    model.addAttribute("sealed", sealed);
    return "publication/season/sealed-items";
  }

  @GetMapping("/stages/{stage}/commitments/{task}.json")
  ResponseEntity<byte[]> stageCommitment(
      @PathVariable String programme, @PathVariable String stage, @PathVariable String task) {
    var found = PublicRecord.stage(record.programme(programme), stage);
    return commitment(programme, sealedTasks.of(found), task);
  }

  @GetMapping("/stages/{stage}/revealed/{task}.jsonl")
  ResponseEntity<byte[]> stageRevealed(
      @PathVariable String programme, @PathVariable String stage, @PathVariable String task) {
    var found = PublicRecord.stage(record.programme(programme), stage);
    return revealed(programme, sealedTasks.of(found), task);
  }

  private ResponseEntity<byte[]> commitment(String programme, List<String> names, String task) {
    DataSet.Sealing sealing = set(programme, names, task).sealing();
    if (sealing == null) {
      throw PublicRecord.unknown();
    }
    return ProgrammePages.download(
        task + ".commitment.json", MediaType.APPLICATION_JSON, sealing.commitment().toJson());
  }

  private ResponseEntity<byte[]> revealed(String programme, List<String> names, String task) {
    DataSet set = set(programme, names, task);
    if (set.sealing() == null || !set.isPublic()) {
      throw PublicRecord.unknown();
    }
    try {
      return ProgrammePages.download(
          task + ".revealed",
          LINES,
          Files.readAllBytes(tasks.folder(programme, task).resolve("items.revealed")));
    } catch (IOException e) {
      throw new UncheckedIOException("the revealed items of " + task + " cannot be read", e);
    }
  }

  private DataSet set(String programme, List<String> names, String task) {
    if (!names.contains(task)) {
      throw PublicRecord.unknown();
    }
    return dataSets.find(programme, task).orElseThrow(PublicRecord::unknown);
  }

  private Season open(String programme, String season) {
    try {
      return seasons
          .find(new StageId(programme, season))
          .filter(Season::isPublic)
          .orElseThrow(PublicRecord::unknown);
    } catch (IllegalArgumentException e) {
      throw PublicRecord.unknown();
    }
  }

  private Suite suite(Season season) {
    try {
      return suites.get(season.id().programme(), season.suite());
    } catch (SuiteException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }
}
