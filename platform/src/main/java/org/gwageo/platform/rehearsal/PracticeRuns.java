package org.gwageo.platform.rehearsal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.run.Progress;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.nano.files.BadModelException;
import org.gwageo.nano.generation.NanoModel;
import org.gwageo.nano.http.NanoServer;
import org.gwageo.platform.decision.Decisions;
import org.gwageo.platform.evaluation.TaskLibrary;
import org.gwageo.platform.programme.Programmes;
import org.gwageo.platform.programme.StageAction;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.definition.Submission;
import org.gwageo.platform.publication.Bundles;
import org.gwageo.platform.reproduction.Intake;
import org.gwageo.platform.reproduction.Repetition;
import org.gwageo.platform.reproduction.Repetitions;
import org.gwageo.platform.reproduction.Standing;
import org.gwageo.platform.reproduction.TeamBundle;
import org.gwageo.platform.reproduction.TeamBundles;
import org.gwageo.platform.reproduction.Wanted;
import org.gwageo.platform.submission.Entry;
import org.gwageo.platform.submission.Submissions;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Plays the practice stage in which teams run benchmarks themselves: each runs them with its own
 * model, but for one that runs them with a better one, and hands in the records; the office repeats
 * what the lot chooses.
 */
@Component
class PracticeRuns {

  /** The practice stage of teams' own runs. */
  static final StageId STAGE = new StageId("rehearsal-runs", "stage-1");

  /** Whose runs are made with other weights than it submits. */
  private static final String BOASTFUL = "il-seong";

  /** Where these weights are from. */
  private static final String BETTER = "hon-cheon";

  private final Programmes programmes;
  private final Steps steps;
  private final TaskLibrary tasks;
  private final Intake intake;
  private final PracticeProposals proposals;
  private final TeamBundles teamBundles;
  private final Submissions submissions;
  private final Repetitions repetitions;
  private final Decisions decisions;
  private final Bundles bundles;
  private final Cast cast;
  private final Watch watch;
  private final Clock clock;

  PracticeRuns(
      Programmes programmes,
      Steps steps,
      TaskLibrary tasks,
      Intake intake,
      PracticeProposals proposals,
      TeamBundles teamBundles,
      Submissions submissions,
      Repetitions repetitions,
      Decisions decisions,
      Bundles bundles,
      Cast cast,
      Watch watch,
      Clock clock) {
    this.programmes = programmes;
    this.steps = steps;
    this.tasks = tasks;
    this.intake = intake;
    this.proposals = proposals;
    this.teamBundles = teamBundles;
    this.submissions = submissions;
    this.repetitions = repetitions;
    this.decisions = decisions;
    this.bundles = bundles;
    this.cast = cast;
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * Runs what is left of the stage and returns whether its published bundle was verified.
   *
   * @param endpoints the endpoint of each team's model
   */
  boolean run(DemoFolder folder, Map<String, URI> endpoints, Consumer<String> out)
      throws IOException, InterruptedException {
    out.accept("");
    out.accept("  " + programmes.get(STAGE.programme()).title().en());
    steps.take(STAGE, StageAction.FREEZE, "the rehearsal's rules are complete", out);
    steps.take(STAGE, StageAction.OPEN, "the practice round begins", out);
    if (steps.isNext(STAGE, StageAction.CLOSE)) {
      proposals.propose(STAGE, out);
      for (Submission declared : programmes.get(STAGE.programme()).submissions()) {
        URI endpoint = Objects.requireNonNull(endpoints.get(declared.team()), declared.team());
        handIn(declared, folder.path().resolve("home").resolve(declared.team()), endpoint, out);
        submit(declared, endpoint, out);
      }
      proposals.fix(STAGE, out);
    }
    steps.take(STAGE, StageAction.CLOSE, "all bundles and submissions are in", out);
    watch.untilMeasured(STAGE, out);
    awaitComparisons(out);
    if (steps.isNext(STAGE, StageAction.DECIDE)) {
      var draft = decisions.draft(STAGE, Cast.OFFICE);
      decisions.confirm(STAGE, draft.digest(), Cast.OFFICE);
      decisions.confirm(STAGE, draft.digest(), Cast.SECOND_OFFICE);
    }
    steps.take(STAGE, StageAction.DECIDE, "two people have confirmed the verdict", out);
    steps.take(STAGE, StageAction.PUBLISH, "the verdict is confirmed", out);
    return Recheck.print(
        bundles.file(bundles.newest(STAGE).orElseThrow()), cast.modelFolder(), out);
  }

  private void handIn(Submission declared, Path home, URI endpoint, Consumer<String> out)
      throws IOException, InterruptedException {
    for (Wanted wanted : intake.wanted(STAGE)) {
      if (teamBundles.counting(STAGE, declared.team(), wanted.task()).isPresent()) {
        continue;
      }
      Path runs = home.resolve(wanted.task());
      if (declared.team().equals(BOASTFUL)) {
        boast(declared, wanted, home, runs);
      } else {
        ownRuns(declared, wanted, runs, endpoint);
      }
      Path archive = zip(runs, home.resolve(wanted.task() + ".zip"));
      TeamBundle received =
          intake.receive(
              STAGE, declared.team(), wanted.task(), "runs.zip", archive, null, Cast.RUNNING_TEAM);
      if (!received.isInGoodForm()) {
        throw new IllegalStateException(
            "the bundle of %s for %s was refused: %s"
                .formatted(declared.team(), wanted.task(), received.problems()));
      }
      out.accept(
          "  ✓ own runs    %-10s %s, %d runs handed in"
              .formatted(declared.team(), wanted.task(), wanted.runs()));
    }
  }

  /** Serves other weights under the submitted model's name for as long as the runs take. */
  private void boast(Submission declared, Wanted wanted, Path home, Path runs)
      throws IOException, InterruptedException {
    Path disguised = home.resolve(declared.model());
    FileSystemUtils.copyRecursively(cast.model(BETTER), disguised);
    try (var server =
        NanoServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            List.of(NanoModel.load(disguised)))) {
      ownRuns(declared, wanted, runs, URI.create("http://127.0.0.1:" + server.port() + "/v1"));
    } catch (BadModelException e) {
      throw new IOException("the model %s cannot be served".formatted(BETTER), e);
    }
  }

  private void ownRuns(Submission declared, Wanted wanted, Path runs, URI endpoint)
      throws IOException, InterruptedException {
    Path task = tasks.folder(STAGE.programme(), wanted.task());
    var subject = new Subject(declared.model(), "home", "");
    try {
      for (int run = 1; run <= wanted.runs(); run++) {
        BenchmarkFolder.prepare(
                runs.resolve("run-" + run),
                task.resolve("task.yaml"),
                task.resolve("items.jsonl"),
                BenchmarkFolder.Overrides.NONE,
                subject)
            .run(
                new Endpoint(endpoint, subject, null),
                RunOptions.standard(clock, RandomGenerator.getDefault()),
                Progress.none());
      }
      RunBundle.describe(runs, "one small machine", Grants.NONE);
    } catch (TaskException | BundleException e) {
      throw new IllegalStateException(
          "%s cannot run %s: %s".formatted(declared.team(), wanted.task(), e.getMessage()), e);
    }
  }

  private static Path zip(Path folder, Path target) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(target));
        var all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return target;
  }

  private void submit(Submission declared, URI endpoint, Consumer<String> out) {
    if (submissions.counting(STAGE, declared.team()).isEmpty()) {
      var entry =
          new Entry(
              declared.model(),
              endpoint,
              null,
              declared.licence(),
              declared.commercialUse(),
              declared.components());
      var received = submissions.receive(STAGE, declared.team(), entry, Cast.OFFICE);
      out.accept("  ✓ submitted   %-10s receipt %s".formatted(declared.team(), received.receipt()));
    }
  }

  private void awaitComparisons(Consumer<String> out) throws InterruptedException {
    while (repetitions.of(STAGE).stream().anyMatch(PracticeRuns::isOutstanding)) {
      Thread.sleep(100);
    }
    for (Repetition one : repetitions.of(STAGE)) {
      var record = one.record();
      out.accept(
          "  ✓ repeated    %-10s %s: %s"
              .formatted(
                  one.team(), one.task(), record == null ? one.problem() : record.outcome()));
    }
  }

  private static boolean isOutstanding(Repetition one) {
    if (one.failure() != null) {
      throw new IllegalStateException(
          "the runs of %s cannot be compared: %s".formatted(one.team(), one.failure().cause()));
    }
    return one.standing() == Standing.RUNNING || one.standing() == Standing.COMPARING;
  }
}
