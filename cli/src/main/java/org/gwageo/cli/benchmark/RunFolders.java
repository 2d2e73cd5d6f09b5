package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;

/** Opens the folders of runs that a command names. */
final class RunFolders {

  private RunFolders() {}

  /** Opens a folder with a run in it that needs nothing beyond its files. */
  static BenchmarkFolder open(Path folder) throws CannotRun {
    return open(folder, Grants.NONE);
  }

  /** Opens a folder with a run in it. */
  static BenchmarkFolder open(Path folder, Grants grants) throws CannotRun {
    InputFile.requireFolder("run", folder);
    InputFile.requireFile("description of the run", folder.resolve("run.json"));
    InputFile.requireFile("journal", folder.resolve("journal.jsonl"));
    try {
      return BenchmarkFolder.open(folder, grants);
    } catch (TaskException e) {
      throw new CannotRun("the run %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("run", folder, e);
    }
  }
}
