package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.sandbox.Interpreter;
import org.gwageo.benchmark.sandbox.Limits;
import org.gwageo.benchmark.sandbox.PythonJudge;
import org.gwageo.benchmark.sandbox.Sandbox;
import org.gwageo.benchmark.sandbox.SandboxException;
import org.gwageo.benchmark.sealed.SealedException;
import org.gwageo.benchmark.sealed.SeasonKey;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line allows a task beyond its files. */
final class GrantOptions {

  /** Seconds of processor time that a program may take. */
  private static final int CPU_SECONDS = 10;

  @Option(
      names = "--season-key",
      paramLabel = "FILE",
      description = "File with the season key that opens sealed items.")
  private @Nullable Path seasonKey;

  @Option(
      names = "--allow-code",
      description =
          "Run programs that models wrote, in a sandbox without network; tasks with programs are"
              + " refused otherwise.")
  private boolean allowCode;

  /** Opens what was granted. */
  Granted open() throws CannotRun {
    SeasonKey key = null;
    if (seasonKey != null) {
      try {
        key = SeasonKey.read(seasonKey);
      } catch (SealedException e) {
        throw new CannotRun(String.valueOf(e.getMessage()), e);
      } catch (IOException e) {
        throw InputFile.unreadable("season key", seasonKey, e);
      }
    }
    if (!allowCode) {
      return new Granted(new Grants(key, null), null);
    }
    Sandbox sandbox = sandbox();
    return new Granted(new Grants(key, new Programs(new PythonJudge(sandbox))), sandbox);
  }

  private static Sandbox sandbox() throws CannotRun {
    Interpreter python =
        Interpreter.python()
            .orElseThrow(
                () -> new CannotRun("--allow-code needs python3, and none is on the PATH"));
    try {
      return Sandbox.open(python, Limits.of(CPU_SECONDS), false);
    } catch (SandboxException e) {
      throw new CannotRun("programs cannot be kept apart: " + e.getMessage(), e);
    }
  }
}
