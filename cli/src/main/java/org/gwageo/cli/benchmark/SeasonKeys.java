package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import org.gwageo.benchmark.sealed.SealedException;
import org.gwageo.benchmark.sealed.SeasonKey;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Finds the key of a season. */
final class SeasonKeys {

  private SeasonKeys() {}

  /** Reads the key from a file, or from the environment where no file is given. */
  static SeasonKey find(@Nullable Path file, Terminal terminal) throws CannotRun {
    try {
      if (file == null) {
        return SeasonKey.read(terminal.environment(), SeasonKey.VARIABLE);
      }
      InputFile.requireFile("season key", file);
      return SeasonKey.read(file);
    } catch (SealedException e) {
      throw new CannotRun("the season key cannot be used: " + e.getMessage(), e);
    } catch (IOException e) {
      throw InputFile.unreadable("season key", file == null ? Path.of("-") : file, e);
    }
  }
}
