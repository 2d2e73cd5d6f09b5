package org.gwageo.cli.lineage;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.ProgressLine;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.Finding;
import org.gwageo.lineage.LineageComparison;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.process.Check;
import org.gwageo.lineage.process.RecordExamination;
import org.gwageo.lineage.process.RecordReport;
import org.gwageo.lineage.process.TrainingLog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo lineage record}: does a training record hold together? */
@Command(
    name = "record",
    description = {
      "Examines a training record: initial checkpoint, chain of checkpoints, loss curve, learning"
          + " rate, computing time, data order.",
      "A record that holds is not by itself a proof of training from scratch."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:no check failed", "1:at least one check failed", "2:cannot run"},
    footerHeading = "%nExample:%n",
    footer = "  gwageo lineage record submissions/entrant --model models/entrant")
public final class ProcessCommand implements Callable<Integer> {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(paramLabel = "FOLDER", description = "A folder with training-record.json.")
  private Path folder;

  @Option(
      names = "--model",
      paramLabel = "FINAL",
      description =
          "The submitted model; the last checkpoint of the record unless given. A folder or a"
              + " .safetensors file.")
  private @Nullable Path model;

  @Option(
      names = "--against",
      arity = "1..*",
      paramLabel = "LOG",
      description = "Loss curves of other models, to see whether this one was copied.")
  private List<Path> against = List.of();

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

  /** Prints to {@code terminal}. */
  public ProcessCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--json", json);
    InputFile.requireFolder("record", folder);
    if (model != null) {
      InputFile.requireSomething("model", model);
    }
    RecordReport report;
    try (ProgressLine progress = terminal.progress()) {
      progress.work(folder.toString());
      report = examination().examine();
    } catch (CheckpointException e) {
      throw new CannotRun(
          "the record %s cannot be examined: %s".formatted(folder, e.getMessage()), e);
    }
    destination.write(report.toJson(), terminal);
    if (destination.leavesOutputToPeople()) {
      print(report);
    }
    return report.holds() ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  private RecordExamination examination() throws CheckpointException, CannotRun {
    RecordExamination examination = RecordExamination.of(folder, this::neurons, seed);
    if (model != null) {
      examination = examination.withModel(model);
    }
    for (Path log : against) {
      InputFile.requireFile("log", log);
      examination = examination.withOtherCurve(log.toString(), TrainingLog.read(log));
    }
    return examination;
  }

  private List<Outcome> neurons(Path later, Path earlier) throws CheckpointException {
    try (Checkpoint subject = Checkpoint.open(later);
        Checkpoint reference = Checkpoint.open(earlier)) {
      return LineageComparison.compare(subject, reference, seed).components().stream()
          .map(Finding::outcome)
          .toList();
    }
  }

  private void print(RecordReport report) {
    terminal.out().println(terminal.language() == Language.KO ? report.korean() : report.english());
    terminal.out().println();
    var table =
        new Table()
            .text(terminal.say("검사", "check"))
            .text(terminal.say("결과", "result"))
            .number(terminal.say("값", "value"))
            .number(terminal.say("기준", "limit"))
            .text(terminal.say("설명", "in words"));
    for (Check check : report.checks()) {
      table.row(
          List.of(
              check.id(),
              name(check.result()),
              number(check.value()),
              number(check.limit()),
              terminal.language() == Language.KO ? check.korean() : check.english()));
    }
    table.print(terminal.out());
  }

  private String name(Check.Result result) {
    return switch (result) {
      case PASSED -> terminal.say("통과", "passed");
      case FAILED -> terminal.say("실패", "failed");
      case NOT_GIVEN -> terminal.say("자료 없음", "not given");
      case NOT_DECIDABLE -> terminal.say("판단 불가", "not decidable");
    };
  }

  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "–";
  }
}
