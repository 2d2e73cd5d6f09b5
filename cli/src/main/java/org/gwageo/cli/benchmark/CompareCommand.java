package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.score.ItemScores;
import org.gwageo.benchmark.statistics.Comparison;
import org.gwageo.benchmark.statistics.ComparisonRules;
import org.gwageo.benchmark.statistics.EntrantScores;
import org.gwageo.benchmark.statistics.Interval;
import org.gwageo.benchmark.task.BenchmarkTask;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo benchmark compare}: which of several models is better, and how sure that is. */
@Command(
    name = "compare",
    description = {
      "Compares runs of the same task item by item: differences with intervals, permutation tests"
          + " corrected for the number of pairs, the ranks that each may truly have, and who cannot"
          + " be told apart.",
      "Runs of different tasks, versions or modes are never compared."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:cannot run"},
    footerHeading = "%nExample:%n",
    footer = "  gwageo benchmark compare runs/hon-cheon runs/gan-ui runs/ang-bu")
final class CompareCommand implements java.util.concurrent.Callable<Integer> {

  private final Terminal terminal;

  @Parameters(arity = "2..40", paramLabel = "DIR", description = "Folders of runs, one per model.")
  private List<Path> folders = List.of();

  @Option(
      names = "--level",
      paramLabel = "L",
      defaultValue = "0.95",
      description =
          "Confidence of intervals and of all decisions together, default ${DEFAULT-VALUE}.")
  private double level;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the random draws, default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--unanswered",
      paramLabel = "wrong|left-out",
      defaultValue = "wrong",
      description =
          "Whether an item without a reply that counts is wrong, or left out for all; default"
              + " ${DEFAULT-VALUE}.")
  private String unanswered = "wrong";

  @Option(
      names = "--decide",
      paramLabel = "holm|max-t",
      defaultValue = "holm",
      description =
          "How decisions are corrected for the number of pairs, default ${DEFAULT-VALUE}; max-t is"
              + " sharper where models are alike.")
  private String decide = "holm";

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the comparison as canonical JSON to a file, or - for standard output.")
  private @Nullable String json;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--json", json);
    List<EntrantScores> entrants = new ArrayList<>();
    BenchmarkTask task = null;
    for (Path folder : folders) {
      BenchmarkFolder run = RunFolders.open(folder);
      if (task == null) {
        task = run.task();
      }
      requireSame(task, run.task(), folder);
      entrants.add(scores(folder, run, entrants));
    }
    if (task == null) {
      throw new CannotRun("there is nothing to compare");
    }
    Comparison comparison;
    try {
      comparison =
          Comparison.of(entrants, rules(task.judging().metrics().getFirst().higherIsBetter()));
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
    var tree = new TreeMap<String, Object>(comparison.toTree());
    tree.put("task", task.id());
    tree.put("taskDigest", task.digest().toString());
    tree.put("mode", task.mode().word());
    destination.write(CanonicalJson.bytes(tree), terminal);
    if (destination.leavesOutputToPeople()) {
      print(task, comparison);
    }
    return ExitStatus.DONE;
  }

  private ComparisonRules rules(boolean higherIsBetter) throws CannotRun {
    try {
      ComparisonRules standard = ComparisonRules.standard(seed);
      ComparisonRules rules =
          new ComparisonRules(
              level, decision(), unanswered(), true, standard.flips(), standard.replicates(), seed);
      return higherIsBetter ? rules : rules.lowerIsBetter();
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
  }

  private ComparisonRules.Decision decision() throws CannotRun {
    return switch (decide) {
      case "holm" -> ComparisonRules.Decision.HOLM;
      case "max-t" -> ComparisonRules.Decision.MAX_T;
      default -> throw new CannotRun("--decide is holm or max-t, not \"%s\"".formatted(decide));
    };
  }

  private ComparisonRules.Unanswered unanswered() throws CannotRun {
    return switch (unanswered) {
      case "wrong" -> ComparisonRules.Unanswered.WRONG;
      case "left-out" -> ComparisonRules.Unanswered.LEFT_OUT;
      default ->
          throw new CannotRun(
              "--unanswered is wrong or left-out, not \"%s\"".formatted(unanswered));
    };
  }

  private static void requireSame(BenchmarkTask task, BenchmarkTask other, Path folder)
      throws CannotRun {
    if (!task.digest().equals(other.digest()) || task.items().count() != other.items().count()) {
      throw new CannotRun(
          "%s holds a run of %s %s (%s, %s, %d items), not of %s %s (%s, %s, %d items)"
              .formatted(
                  folder,
                  other.id(),
                  other.version(),
                  other.mode().word(),
                  other.digest().shortHex(),
                  other.items().count(),
                  task.id(),
                  task.version(),
                  task.mode().word(),
                  task.digest().shortHex(),
                  task.items().count()));
    }
  }

  private static EntrantScores scores(Path folder, BenchmarkFolder run, List<EntrantScores> others)
      throws CannotRun {
    Set<String> names = new HashSet<>();
    others.forEach(other -> names.add(other.entrant()));
    String name = run.subject().model();
    if (names.contains(name)) {
      name = name + " (" + folder + ")";
    }
    try {
      return ItemScores.of(
          name, run.task(), run.subject(), FileJournal.attempts(folder.resolve("journal.jsonl")));
    } catch (JournalException | TaskException e) {
      throw new CannotRun("the run %s cannot be scored: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("run", folder, e);
    }
  }

  private void print(BenchmarkTask task, Comparison comparison) {
    terminal.print(
        "%s (%s): 문항 %d개, 독립 묶음 %d개, 제외 %d개"
            .formatted(
                task.id(),
                task.mode().word(),
                comparison.items(),
                comparison.clusters(),
                comparison.leftOut()),
        "%s (%s): %d items in %d clusters, %d left out"
            .formatted(
                task.id(),
                task.mode().word(),
                comparison.items(),
                comparison.clusters(),
                comparison.leftOut()));
    var table =
        new Table()
            .text(terminal.say("모델", "model"))
            .number(terminal.say("평균", "mean"))
            .text(terminal.say("구간", "interval"))
            .text(terminal.say("가능한 순위", "possible ranks"))
            .text(terminal.say("구별 안 되는 무리", "tied with"))
            .number(terminal.say("무응답", "unanswered"));
    for (Comparison.Line line : comparison.entrants()) {
      table.row(
          List.of(
              line.entrant(),
              percent(line.mean().mean()),
              interval(line.interval()),
              line.ranks().low() == line.ranks().high()
                  ? Integer.toString(line.ranks().low())
                  : line.ranks().low() + "–" + line.ranks().high(),
              line.letters(),
              Integer.toString(line.unanswered())));
    }
    table.print(terminal.out());
    terminal.out().println();
    var pairs =
        new Table()
            .text(terminal.say("짝", "pair"))
            .number(terminal.say("차이", "difference"))
            .text(terminal.say("구간", "interval"))
            .number(terminal.say("p (Holm)", "p (Holm)"))
            .text(terminal.say("결론", "conclusion"))
            .number(terminal.say("보일 수 있는 차이", "detectable"));
    for (Comparison.Pair pair : comparison.pairs()) {
      pairs.row(
          List.of(
              pair.first() + " – " + pair.second(),
              percent(pair.paired().difference().mean()),
              interval(pair.interval()),
              String.format(Locale.ROOT, "%.4f", pair.holm()),
              pair.differ()
                  ? terminal.say("다르다", "differ")
                  : terminal.say("구별되지 않는다", "not told apart"),
              percent(pair.detectable())));
    }
    pairs.print(terminal.out());
  }

  private static String interval(Interval interval) {
    return percent(interval.low()) + " – " + percent(interval.high());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f", 100 * share);
  }
}
