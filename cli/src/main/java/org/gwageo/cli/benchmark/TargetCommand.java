package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.score.ItemScores;
import org.gwageo.benchmark.statistics.ClusteredMean;
import org.gwageo.benchmark.statistics.Clusters;
import org.gwageo.benchmark.statistics.EntrantScores;
import org.gwageo.benchmark.statistics.Interval;
import org.gwageo.benchmark.statistics.RatioSet;
import org.gwageo.benchmark.statistics.TargetRatio;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo benchmark target}: a score as a share of a named target's. */
@Command(
    name = "target",
    description = {
      "Says which share of a target's score a run reaches, with its interval (Fieller).",
      "Items without a reply that counts are wrong. The rulebook's points for a ratio are computed"
          + " by: gwageo verdict decide"
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:cannot run"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  gwageo benchmark target runs/hon-cheon --target 85.2",
      "  gwageo benchmark target runs/hon-cheon --target 85.2 --target-se 0.9 --share 0.95"
    })
final class TargetCommand implements Callable<Integer> {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(paramLabel = "DIR", description = "Folder of a run.")
  private Path folder;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "PERCENT",
      description = "The target's score on the same benchmark, in percent, for example 85.2.")
  private double target;

  @Option(
      names = "--target-se",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "Its standard error in percentage points; 0 takes the target as exact.")
  private double targetError;

  @Option(
      names = "--share",
      paramLabel = "S",
      defaultValue = "0.95",
      description =
          "The share of the target for which a p-value is given, default ${DEFAULT-VALUE}.")
  private double share;

  @Option(
      names = "--level",
      paramLabel = "L",
      defaultValue = "0.95",
      description = "Confidence of the interval, default ${DEFAULT-VALUE}.")
  private double level;

  @Mixin private GrantOptions granted = new GrantOptions();

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the ratio as canonical JSON to a file, or - for standard output.")
  private @Nullable String json;

  TargetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--json", json);
    if (!(target > 0) || !(targetError >= 0) || !(share > 0)) {
      throw new CannotRun(
          "--target and --share are above 0 and --target-se is at least 0, not %s, %s and %s"
              .formatted(target, share, targetError));
    }
    try (Granted grants = granted.open()) {
      return call(destination, RunFolders.open(folder, grants.grants()));
    }
  }

  private int call(Destination destination, BenchmarkFolder run) throws CannotRun {
    EntrantScores scores = scores(run);
    double[] answered =
        Arrays.stream(scores.scores()).map(value -> Double.isNaN(value) ? 0 : value).toArray();
    ClusteredMean own = ClusteredMean.of(answered, Clusters.of(scores.clusters()));
    TargetRatio ratio;
    RatioSet set;
    try {
      ratio =
          new TargetRatio(
              own.mean(),
              own.standardError() * own.standardError(),
              target / 100,
              targetError * targetError / 10_000,
              0,
              own.degrees());
      set = ratio.fieller(level);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
    var tree = new TreeMap<String, Object>();
    tree.put("task", run.task().id());
    tree.put("taskDigest", run.task().digest().toString());
    tree.put("subject", run.subject().toTree());
    tree.put("items", answered.length);
    tree.put("unanswered", scores.unanswered());
    tree.put("own", own.mean());
    tree.put("ownStandardError", own.standardError());
    tree.put("target", target / 100);
    tree.put("targetStandardError", targetError / 100);
    tree.put("ratio", ratio.ratio());
    tree.put("level", level);
    tree.put("share", share);
    tree.put("pAtMostShare", ratio.pAtMost(share));
    if (set instanceof RatioSet.Bounded(Interval interval)) {
      tree.put("low", interval.low());
      tree.put("high", interval.high());
    }
    destination.write(CanonicalJson.bytes(tree), terminal);
    if (destination.leavesOutputToPeople()) {
      print(run, scores, own, ratio, set);
    }
    return ExitStatus.DONE;
  }

  private EntrantScores scores(BenchmarkFolder run) throws CannotRun {
    if (!run.task().judging().metrics().getFirst().higherIsBetter()) {
      throw new CannotRun(
          "the headline of %s is better where it is lower, so it has no share of a target"
              .formatted(run.task().id()));
    }
    try {
      return ItemScores.of(
          run.subject().model(),
          run.task(),
          run.subject(),
          FileJournal.attempts(folder.resolve("journal.jsonl")));
    } catch (JournalException | TaskException e) {
      throw new CannotRun("the run %s cannot be scored: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("run", folder, e);
    }
  }

  private void print(
      BenchmarkFolder run,
      EntrantScores scores,
      ClusteredMean own,
      TargetRatio ratio,
      RatioSet set) {
    terminal.print(
        "%s, %s: 문항 %d개, 무응답 %d개"
            .formatted(run.task().id(), scores.entrant(), scores.items(), scores.unanswered()),
        "%s, %s: %d items, %d unanswered"
            .formatted(run.task().id(), scores.entrant(), scores.items(), scores.unanswered()));
    var table = new Table().text(terminal.say("값", "quantity")).number("");
    table.row(List.of(terminal.say("점수", "score"), number(100 * own.mean())));
    table.row(List.of(terminal.say("목표 점수", "target's score"), number(target)));
    table.row(
        List.of(terminal.say("목표 대비 %", "share of the target, %"), number(100 * ratio.ratio())));
    table.row(
        List.of(
            terminal.say(
                "구간(%.0f%%)".formatted(100 * level), "interval (%.0f %%)".formatted(100 * level)),
            switch (set) {
              case RatioSet.Bounded(Interval interval) ->
                  number(100 * interval.low()) + " – " + number(100 * interval.high());
              case RatioSet.Outside outside -> terminal.say("한정되지 않음", "not bounded");
              case RatioSet.Everything everything -> terminal.say("한정되지 않음", "not bounded");
            }));
    table.row(
        List.of(
            terminal.say(
                "p (참값이 목표의 %s%% 이하)".formatted(number(100 * share)),
                "p (true share at most %s %%)".formatted(number(100 * share))),
            String.format(Locale.ROOT, "%.4f", ratio.pAtMost(share))));
    table.print(terminal.out());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
