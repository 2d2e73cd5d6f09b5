package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gwageo.benchmark.export.ExportedRun;
import org.gwageo.benchmark.export.HarnessExport;
import org.gwageo.benchmark.export.InspectExport;
import org.gwageo.benchmark.export.ParquetExport;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.Reasons;
import org.gwageo.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo benchmark export}: a run in the forms of other tools. */
@Command(
    name = "export",
    description = "Writes a run in the form of another tool.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:cannot run"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  gwageo benchmark export runs/1 --format lm-eval --to exported",
      "  gwageo benchmark export runs/1 --format inspect --to run.eval",
      "  gwageo benchmark export runs/1 --format parquet --to run.parquet"
    })
final class ExportCommand implements Callable<Integer> {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(paramLabel = "DIR", description = "Folder of a run.")
  private Path folder;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Option(
      names = "--format",
      required = true,
      paramLabel = "lm-eval|inspect|parquet",
      description = {
        "lm-eval: results and samples of lm-evaluation-harness, into a folder;",
        "inspect: an Inspect .eval log; parquet: a row for each question, filter and metric."
      })
  private String format;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Option(
      names = "--to",
      required = true,
      paramLabel = "PATH",
      description = "The file, or for lm-eval the folder, to write.")
  private Path to;

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    BenchmarkFolder run = RunFolders.open(folder);
    var exported =
        new ExportedRun(
            run.task(), run.subject(), FileJournal.attempts(folder.resolve("journal.jsonl")));
    try {
      switch (format) {
        case "lm-eval" -> HarnessExport.write(exported, to);
        case "inspect" -> InspectExport.write(exported, to);
        case "parquet" -> ParquetExport.write(exported, to);
        default ->
            throw new CannotRun(
                "--format is lm-eval, inspect or parquet, not \"%s\"".formatted(format));
      }
    } catch (JournalException | TaskException e) {
      throw new CannotRun("the run %s cannot be scored: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotRun("%s cannot be written: %s".formatted(to, Reasons.of(e)), e);
    }
    terminal.out().println(to);
    return ExitStatus.DONE;
  }
}
