package org.gwageo.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.Terminal;

/** Runs commands inside the test and catches what they print. */
final class Shell {

  /**
   * What a command did.
   *
   * @param status its exit status
   * @param out what it printed to standard output
   * @param err what it printed to standard error
   */
  record Run(int status, String out, String err) {}

  private final Terminal.Watchers watchers;
  private final Map<String, String> environment;

  private Shell(Terminal.Watchers watchers, Map<String, String> environment) {
    this.watchers = watchers;
    this.environment = environment;
  }

  /** Returns a shell whose commands write into pipes. */
  static Shell piped() {
    return new Shell(Terminal.Watchers.none(), Map.of());
  }

  /** Returns a shell whose commands write to somebody's screen, 100 columns wide. */
  static Shell watched() {
    return new Shell(
        new Terminal.Watchers() {
          @Override
          public boolean seeOutput() {
            return true;
          }

          @Override
          public boolean seeErrors() {
            return true;
          }
        },
        Map.of("COLUMNS", "100"));
  }

  Shell with(String variable, String value) {
    return new Shell(watchers, Map.of(variable, value));
  }

  /** Runs a command in English unless it says otherwise. */
  Run run(Object... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            watchers,
            repository(),
            environment,
            InstantSource.system(),
            Language.EN);
    int status = Gwageo.run(terminal, List.of(arguments).stream().map(Object::toString).toList());
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Returns the folder that holds the programmes. */
  static Path repository() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("programmes"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no folder above " + folder + " holds programmes");
      }
      folder = parent;
    }
    return folder;
  }
}
