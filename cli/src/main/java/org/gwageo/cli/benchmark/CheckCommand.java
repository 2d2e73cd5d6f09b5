package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gwageo.benchmark.harness.Validation;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gwageo benchmark check}: whether a task file can be asked. */
@Command(
    name = "check",
    description = {
      "Checks a task file and all its items, or a YAML file of lm-evaluation-harness: what of it"
          + " cannot be done here, and which of its Python functions need a port."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:it can be asked", "1:it cannot, and why", "2:cannot run"},
    footerHeading = "%nExample:%n",
    footer = "  gwageo benchmark check my/task.yaml")
final class CheckCommand implements Callable<Integer> {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(paramLabel = "FILE", description = "A task file.")
  private Path file;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    InputFile.requireFile("task", file);
    try {
      return TaskOptions.isOwn(file) ? own() : harness();
    } catch (TaskException e) {
      terminal.complain(String.valueOf(e.getMessage()));
      return ExitStatus.FOUND_SOMETHING;
    } catch (IOException e) {
      throw InputFile.unreadable("task", file, e);
    }
  }

  private int own() throws IOException, TaskException {
    BenchmarkTask task = BenchmarkTask.read(file);
    terminal.print(
        "%s %s: 문항 %d개, 모두 물을 수 있습니다. %s"
            .formatted(task.id(), task.version(), task.items().count(), task.digest()),
        "%s %s: %d items, and all of them can be asked. %s"
            .formatted(task.id(), task.version(), task.items().count(), task.digest()));
    return ExitStatus.DONE;
  }

  private int harness() throws IOException, TaskException {
    Validation found = Validation.of(file);
    found.warnings().forEach(warning -> terminal.out().println("- " + warning));
    found.problems().forEach(terminal::complain);
    if (found.isReady()) {
      terminal.print(
          "%s: 물을 수 있습니다.".formatted(found.task()), "%s: can be asked.".formatted(found.task()));
    }
    return found.isReady() ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }
}
