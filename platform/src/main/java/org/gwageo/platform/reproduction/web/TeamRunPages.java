package org.gwageo.platform.reproduction.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.gwageo.platform.identity.Account;
import org.gwageo.platform.identity.Accounts;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.programme.web.StageHeading;
import org.gwageo.platform.programme.web.StageHeadings;
import org.gwageo.platform.reproduction.Intake;
import org.gwageo.platform.reproduction.TeamBundle;
import org.gwageo.platform.reproduction.TeamBundles;
import org.gwageo.platform.reproduction.Wanted;
import org.gwageo.platform.team.Team;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.Crumb;
import org.gwageo.platform.web.FormErrors;
import org.gwageo.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** A team's own runs of benchmarks: what is wanted, what was handed in, and what came of it. */
@Controller
@RequestMapping("/my-team/stages/{stage}/runs")
class TeamRunPages {

  private static final int LONGEST_NAME = 200;

  private final Accounts accounts;
  private final Teams teams;
  private final Stages stages;
  private final StageHeadings headings;
  private final Intake intake;
  private final TeamBundles bundles;
  private final RunsView views;
  private final TaskLibrary tasks;
  private final Clock clock;
  private final DataSize most;

  TeamRunPages(
      Accounts accounts,
      Teams teams,
      Stages stages,
      StageHeadings headings,
      Intake intake,
      TeamBundles bundles,
      RunsView views,
      TaskLibrary tasks,
      Clock clock,
      @Value("${gwageo.reproduction.most-archive}") DataSize most) {
    this.accounts = accounts;
    this.teams = teams;
    this.stages = stages;
    this.headings = headings;
    this.intake = intake;
    this.bundles = bundles;
    this.views = views;
    this.tasks = tasks;
    this.clock = clock;
    this.most = most;
  }

  private static String path(StageHeading heading) {
    return "/my-team/stages/" + heading.id().stage() + "/runs";
  }

  @GetMapping
  ModelAndView list(@PathVariable String stage, Page page, Principal principal) {
    var team = team(principal);
    var heading = heading(page, team, stage);
    return view(page, team, heading, TargetForm.EMPTY, FormErrors.NONE, HttpStatus.OK);
  }

  @PostMapping("/{task}")
  ModelAndView handIn(
      @PathVariable String stage,
      @PathVariable String task,
      @RequestParam Map<String, String> fields,
      @RequestParam(name = "bundle", required = false) @Nullable MultipartFile file,
      Page page,
      Principal principal) {
    var team = team(principal);
    var heading = heading(page, team, stage);
    Wanted wanted = wanted(heading, task);
    var form = new TargetForm(task, fields);
    var errors = new LinkedHashMap<String, String>();
    String closed = closed(page, heading);
    if (!closed.isEmpty()) {
      errors.put("bundle-" + task, closed);
    } else if (file == null || file.isEmpty()) {
      errors.put("bundle-" + task, page.t("reproduction.file.missing"));
    }
    TeamBundle.Target target = wanted.target() ? form.read(page, errors) : null;
    if (errors.isEmpty() && file != null) {
      try {
        TeamBundle received = receive(heading, team, task, file, target, principal.getName());
        return new ModelAndView(
            "redirect:" + path(heading) + "/" + task + "/" + received.version() + "?received");
      } catch (IllegalStateException | IllegalArgumentException e) {
        errors.put("bundle-" + task, page.refusal(e));
      }
    }
    return view(
        page, team, heading, form, new FormErrors(errors), HttpStatus.UNPROCESSABLE_CONTENT);
  }

  private TeamBundle receive(
      StageHeading heading,
      Team team,
      String task,
      MultipartFile file,
      TeamBundle.@Nullable Target target,
      String account) {
    Path kept = null;
    try {
      kept = Files.createTempFile("gwageo-bundle", ".zip");
      file.transferTo(kept);
      return intake.receive(
          heading.id(), team.id(), task, name(file.getOriginalFilename()), kept, target, account);
    } catch (IOException e) {
      throw new UncheckedIOException("an uploaded bundle cannot be kept", e);
    } finally {
      remove(kept);
    }
  }

  private static void remove(@Nullable Path kept) {
    if (kept != null) {
      try {
        Files.deleteIfExists(kept);
      } catch (IOException e) {
        throw new UncheckedIOException("an uploaded bundle cannot be removed", e);
      }
    }
  }

  private static String name(@Nullable String given) {
    String name = given == null ? "" : given.replaceAll("\\p{Cntrl}", "?");
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return last.substring(0, Math.min(LONGEST_NAME, last.length()));
  }

  @GetMapping("/{task}/{version}")
  ModelAndView version(
      @PathVariable String stage,
      @PathVariable String task,
      @PathVariable int version,
      @RequestParam(required = false) @Nullable String received,
      Page page,
      Principal principal) {
    var team = team(principal);
    var heading = heading(page, team, stage);
    var bundle =
        bundles
            .find(heading.id(), team.id(), task, version)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    return new ModelAndView("reproduction/bundle")
        .addObject("title", page.t("reproduction.version.title", task, version))
        .addObject("badges", List.of())
        .addObject(
            "crumbs",
            List.of(
                Crumb.to(page.t("frame.menu.team"), "/my-team"),
                Crumb.to(page.t("reproduction.title"), path(heading)),
                Crumb.here(page.t("reproduction.version", version))))
        .addObject("view", BundleView.of(page, bundle))
        .addObject("received", received != null)
        .addObject("back", path(heading))
        .addObject("download", "");
  }

  /** The task's file and items, which a team asks its model with. */
  @GetMapping("/{task}/task.zip")
  ResponseEntity<StreamingResponseBody> task(
      @PathVariable String stage, @PathVariable String task, Page page, Principal principal) {
    var heading = heading(page, team(principal), stage);
    wanted(heading, task);
    Path folder = tasks.folder(heading.id().programme(), task);
    StreamingResponseBody body =
        out -> {
          var zip = new ZipOutputStream(out);
          for (String file : List.of("task.yaml", "items.jsonl")) {
            zip.putNextEntry(new ZipEntry(task + "/" + file));
            Files.copy(folder.resolve(file), zip);
            zip.closeEntry();
          }
          zip.finish();
        };
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/zip"))
        .header("Content-Disposition", "attachment; filename=\"" + task + ".zip\"")
        .body(body);
  }

  private Wanted wanted(StageHeading heading, String task) {
    return intake.wanted(heading.id()).stream()
        .filter(one -> one.task().equals(task))
        .findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  private ModelAndView view(
      Page page,
      Team team,
      StageHeading heading,
      TargetForm form,
      FormErrors errors,
      HttpStatus status) {
    var deadline = stages.get(heading.id()).submissions();
    return new ModelAndView("reproduction/team", status)
        .addObject("heading", heading)
        .addObject("path", path(heading))
        .addObject(
            "wanted", views.of(page, heading.id(), team.id(), path(heading), RunsView.Reader.TEAM))
        .addObject("draw", views.draw(page, heading.id()))
        .addObject("closed", closed(page, heading))
        .addObject("deadline", deadline == null ? "" : page.time(deadline.at()))
        .addObject("most", page.number(most.toMegabytes()))
        .addObject("form", form)
        .addObject("errors", errors);
  }

  /** Returns why the stage takes no bundle, or an empty text when it does. */
  private String closed(Page page, StageHeading heading) {
    if (!heading.open()) {
      return page.t("my-team.closed", heading.badges().getFirst().word());
    }
    var deadline = stages.get(heading.id()).submissions();
    return deadline != null && deadline.isOver(clock)
        ? page.t("my-team.late", page.time(deadline.at()))
        : "";
  }

  private StageHeading heading(Page page, Team team, String stage) {
    var heading = headings.of(page, team.programme(), stage);
    boolean takesPart = teams.in(heading.id()).stream().anyMatch(one -> one.id().equals(team.id()));
    if (!heading.reports() || !takesPart) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return heading;
  }

  private Team team(Principal principal) {
    return accounts
        .find(principal.getName())
        .flatMap(this::team)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.FORBIDDEN));
  }

  private Optional<Team> team(Account account) {
    String programme = account.programme();
    String subject = account.subject();
    return programme == null || subject == null ? Optional.empty() : teams.find(programme, subject);
  }
}
