package org.gwageo.platform.reproduction;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gwageo.benchmark.reproduction.BundleCheck;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.benchmark.reproduction.BundleReport;
import org.gwageo.benchmark.reproduction.Problem;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.bundle.evidence.StageEvidence.BenchmarkCount;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.gwageo.platform.programme.Rulebooks;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.Stages;
import org.gwageo.platform.team.Teams;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes in teams' bundles and checks their form. */
@Service
public class Intake {

  private final TeamBundles bundles;
  private final BundleStore store;
  private final Stages stages;
  private final Rulebooks rulebooks;
  private final Teams teams;
  private final TaskLibrary tasks;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Intake(
      TeamBundles bundles,
      BundleStore store,
      Stages stages,
      Rulebooks rulebooks,
      Teams teams,
      TaskLibrary tasks,
      TransactionTemplate transaction,
      Clock clock) {
    this.bundles = bundles;
    this.store = store;
    this.stages = stages;
    this.rulebooks = rulebooks;
    this.teams = teams;
    this.tasks = tasks;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Returns the benchmarks that teams run themselves in a stage with frozen rules. */
  public List<Wanted> wanted(StageId stage) {
    return rulebooks.inForce(stage).map(rules -> Wanted.of(rules.rulebook())).orElse(List.of());
  }

  /**
   * Takes in a bundle. One that is not in good form is kept too, with what is wrong with it.
   *
   * @param archive the archive as it was sent; the caller removes it
   * @param target what the team declares as its target; null where the rules want none
   * @param account the account that hands it in
   * @throws IllegalStateException if the stage takes no submissions
   * @throws IllegalArgumentException if the team does not take part, or teams do not run the task
   */
  public TeamBundle receive(
      StageId id,
      String team,
      String task,
      String fileName,
      Path archive,
      TeamBundle.@Nullable Target target,
      String account) {
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    stages.get(id).requireSubmissionsOpen(clock);
    if (teams.in(id).stream().noneMatch(one -> one.id().equals(team))) {
      throw new WrongValueException("refusal.stage.no-team", id, team);
    }
    Wanted wanted =
        wanted(id).stream()
            .filter(one -> one.task().equals(task))
            .findFirst()
            .orElseThrow(() -> new WrongValueException("refusal.reported.not-wanted", task));
    requireChoice(id, team, wanted);
    if (wanted.target() != (target != null)) {
      throw new WrongValueException(
          wanted.target() ? "refusal.reported.target-wanted" : "refusal.reported.no-target", task);
    }
    try {
      Digest digest = Digest.of(archive);
      TeamBundle checked =
          check(
              wanted,
              archive,
              new TeamBundle(
                  id,
                  team,
                  task,
                  1,
                  fileName,
                  digest,
                  Files.size(archive),
                  null,
                  List.of(),
                  List.of(),
                  null,
                  null,
                  null,
                  target,
                  account,
                  at));
      store.keep(id, digest, archive);
      return Objects.requireNonNull(transaction.execute(status -> add(wanted, checked)));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle cannot be kept", e);
    }
  }

  /**
   * The stage is held, so that nothing comes in while submissions are closed and lots are drawn.
   */
  private TeamBundle add(Wanted wanted, TeamBundle checked) {
    stages.lock(checked.stage()).requireSubmissionsOpen(Clock.fixed(checked.at(), ZoneOffset.UTC));
    requireChoice(checked.stage(), checked.team(), wanted);
    int version =
        1
            + bundles.of(checked.stage(), checked.team()).stream()
                .filter(one -> one.task().equals(checked.task()))
                .mapToInt(TeamBundle::version)
                .max()
                .orElse(0);
    TeamBundle numbered = checked.as(version);
    bundles.add(numbered);
    return numbered;
  }

  /** A team chooses some of the benchmarks that are compared with a target. */
  private void requireChoice(StageId stage, String team, Wanted wanted) {
    List<String> others =
        bundles.counting(stage).stream()
            .filter(one -> one.team().equals(team) && !one.task().equals(wanted.task()))
            .map(TeamBundle::task)
            .filter(
                task ->
                    wanted(stage).stream()
                        .anyMatch(
                            one -> one.task().equals(task) && one.item().equals(wanted.item())))
            .toList();
    if (others.size() >= wanted.choice()) {
      throw new WrongValueException(
          "refusal.reported.choice", wanted.choice(), wanted.item(), String.join(", ", others));
    }
  }

  private TeamBundle check(Wanted wanted, Path archive, TeamBundle received) throws IOException {
    String programme = received.stage().programme();
    var rules =
        new BundleCheck.Rules(
            wanted.runs(),
            RunBundle.digest(tasks.get(programme, wanted.task())),
            Digest.of(tasks.folder(programme, wanted.task()).resolve("task.yaml")));
    try {
      return store.with(
          archive,
          folder -> {
            BundleReport report = BundleCheck.of(RunBundle.open(folder), rules, clock);
            return with(received, report);
          });
    } catch (BundleException e) {
      return with(received, null, List.of(e.problem()), null);
    }
  }

  private static TeamBundle with(TeamBundle received, BundleReport report) {
    return with(received, report.bundle(), report.problems(), report);
  }

  private static TeamBundle with(
      TeamBundle received,
      @Nullable Digest bundle,
      List<Problem> problems,
      @Nullable BundleReport report) {
    return new TeamBundle(
        received.stage(),
        received.team(),
        received.task(),
        received.version(),
        received.fileName(),
        received.archive(),
        received.bytes(),
        bundle,
        problems,
        report == null ? List.of() : counts(received, report),
        report == null || Double.isNaN(report.mean()) ? null : Double.valueOf(report.mean()),
        report == null || Double.isNaN(report.spread()) ? null : Double.valueOf(report.spread()),
        report == null ? null : report.declaration().hardware(),
        received.target(),
        received.by(),
        received.at());
  }

  private static List<BenchmarkCount> counts(TeamBundle received, BundleReport report) {
    var counts = new ArrayList<BenchmarkCount>();
    for (BundleReport.Run run : report.runs()) {
      counts.add(
          BenchmarkCount.of(received.team(), received.task(), counts.size() + 1, run.result()));
    }
    return counts;
  }

  /** Returns the archive of a bundle as it was sent. */
  public Path archive(TeamBundle bundle) {
    return store.file(bundle.stage(), bundle.archive());
  }
}
