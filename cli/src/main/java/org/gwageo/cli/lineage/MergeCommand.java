package org.gwageo.cli.lineage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.MergeReport;
import org.gwageo.lineage.MergeReport.TowerMixture;
import org.gwageo.lineage.alignment.MergeRegression;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo lineage merge}: is a model a weighted mixture of several others? */
@Command(
    name = "merge",
    description = {
      "Fits the matrices of a model as a mixture of two to eight references and says which of them"
          + " contribute.",
      "Explains a derivation that compare or screen found; neurons have to stand in the references'"
          + " order."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no merge of two of the references",
      "1:a merge",
      "2:cannot run, or the shapes do not fit"
    },
    footerHeading = "%nExample:%n",
    footer = "  gwageo lineage merge models/entrant --references models/one models/other")
final class MergeCommand implements Callable<Integer> {

  private static final int FEWEST = 2;
  private static final int MOST = 8;

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(paramLabel = "SUBJECT", description = "The model in question.")
  private Path subject;

  @Option(
      names = "--references",
      required = true,
      arity = "1..*",
      paramLabel = "DIR",
      description = "The models it may be merged from, or folders that hold them.")
  private List<Path> references = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Seed of all random draws, default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the report as canonical JSON to a file, or - for standard output.")
  private @Nullable String json;

  MergeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--json", json);
    SortedMap<String, Path> paths = CheckpointPaths.references(references);
    if (paths.size() < FEWEST || paths.size() > MOST) {
      throw new CannotRun(
          "a merge is fitted to %d to %d references, not %d".formatted(FEWEST, MOST, paths.size()));
    }
    MergeReport report = fitted(paths);
    destination.write(report.toJson(), terminal);
    if (destination.leavesOutputToPeople()) {
      report.towers().forEach((tower, mixture) -> print(tower, mixture, report.references()));
    }
    if (report.towers().values().stream().allMatch(mixture -> mixture.kinds().isEmpty())) {
      terminal.complain(
          "no matrix of %s has the shape of a matrix at its place in every reference"
              .formatted(subject));
      return ExitStatus.CANNOT_RUN;
    }
    return report.merge() ? ExitStatus.FOUND_SOMETHING : ExitStatus.DONE;
  }

  private MergeReport fitted(SortedMap<String, Path> paths) throws CannotRun {
    var opened = new TreeMap<String, Checkpoint>();
    try (Checkpoint own = CheckpointPaths.open("subject", subject)) {
      for (var entry : paths.entrySet()) {
        if (CheckpointPaths.isFingerprint(entry.getValue())) {
          throw new CannotRun(
              "%s is a fingerprint; a merge is fitted to weights".formatted(entry.getValue()));
        }
        opened.put(entry.getKey(), CheckpointPaths.open("reference", entry.getValue()));
      }
      return MergeReport.of(own, opened, seed);
    } catch (CheckpointException e) {
      throw new CannotRun("%s cannot be fitted: %s".formatted(subject, e.getMessage()), e);
    } finally {
      opened.values().forEach(Checkpoint::close);
    }
  }

  private void print(String tower, TowerMixture mixture, List<String> names) {
    terminal
        .out()
        .println(
            mixture.merged().isEmpty()
                ? terminal.say(
                    tower + ": 두 기준 모델의 혼합이 아닙니다.", tower + ": no merge of two of the references")
                : terminal.say(
                    "%s: %s의 혼합입니다.".formatted(tower, String.join(", ", mixture.merged())),
                    "%s: a merge of %s".formatted(tower, String.join(", ", mixture.merged()))));
    contributions(mixture, names);
    kinds(mixture, names);
    mixture.skipped().forEach(line -> terminal.out().println("  - " + line));
  }

  private void contributions(TowerMixture mixture, List<String> names) {
    var table =
        new Table()
            .text(terminal.say("기준 모델", "reference"))
            .number(terminal.say("몫", "share"))
            .number(terminal.say("퍼짐", "spread"))
            .number("z")
            .number("log10 p");
    for (MergeRegression.Contribution one : mixture.contributions()) {
      table.row(
          List.of(
              names.get(one.reference()),
              decimal(one.share(), 3),
              decimal(one.spread(), 3),
              decimal(one.z(), 1),
              decimal(one.log10p(), 1)));
    }
    table.print(terminal.out());
    terminal.out().println();
  }

  private void kinds(TowerMixture mixture, List<String> names) {
    var table =
        new Table()
            .text(terminal.say("부분", "component"))
            .text(terminal.say("행렬", "matrix"))
            .number(terminal.say("개수", "number"));
    names.forEach(table::number);
    table.number(terminal.say("설명된 몫", "explained"));
    for (MergeRegression.Kind kind : mixture.kinds()) {
      var cells = new ArrayList<String>();
      cells.add(kind.component());
      cells.add(kind.role().toLowerCase(Locale.ROOT));
      cells.add(Integer.toString(kind.matrices()));
      kind.shares().forEach(share -> cells.add(decimal(share, 3)));
      cells.add(decimal(kind.explained(), 3));
      table.row(cells);
    }
    table.print(terminal.out());
  }

  private static String decimal(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }
}
