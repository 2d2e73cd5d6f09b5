package org.gwageo.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.gwageo.cli.benchmark.BenchmarkCommands;
import org.gwageo.cli.lineage.LineageCommands;
import org.gwageo.cli.nano.NanoCommands;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.Reasons;
import org.gwageo.cli.terminal.StandardStreams;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.cli.verdict.VerdictCommands;
import org.gwageo.cli.verify.Verification;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code gwageo} with everything that runs without a server. */
@Command(
    name = "gwageo",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Runs a staged foundation-model programme and makes every verdict re-checkable.",
      "Beside these commands, demo and serve start the server."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "1:found something wrong", "2:cannot run"},
    footerHeading = "%nExample:%n",
    footer = "  gwageo verdict decide --rulebook rulebook.yaml --scores scores.yaml")
public final class Gwageo implements Runnable {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Spec
  private CommandSpec spec;

  private Gwageo(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs a command and ends the process with its status. */
  public static void main(String[] arguments) {
    var streams = new StandardStreams();
    var terminal =
        new Terminal(
            streams.out(),
            streams.err(),
            streams,
            Path.of(System.getProperty("gwageo.home", "")),
            System.getenv(),
            InstantSource.system(),
            Language.of(Locale.getDefault(Locale.Category.DISPLAY)));
    int status = run(terminal, List.of(arguments));
    var failure = streams.finish();
    if (failure.isPresent()) {
      terminal.complain("standard output cannot be written: " + Reasons.of(failure.get()));
      status = ExitStatus.CANNOT_RUN;
    }
    Runtime.getRuntime().exit(status);
  }

  /** Runs a command and returns its exit status. */
  public static int run(Terminal terminal, List<String> arguments) {
    return commandLine(terminal, arguments).execute(arguments.toArray(String[]::new));
  }

  /** Returns all commands, writing to {@code terminal}. */
  static CommandLine commandLine(Terminal terminal) {
    return commandLine(terminal, List.of());
  }

  /**
   * Returns what {@code arguments} call, or all commands if their first word names none: describing
   * commands that are not called would take a good part of a short run.
   */
  private static CommandLine commandLine(Terminal terminal, List<String> arguments) {
    String called = arguments.isEmpty() ? "" : arguments.getFirst();
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("verdict", () -> new VerdictCommands(terminal));
    commands.put("lineage", () -> LineageCommands.commandLine(terminal));
    commands.put(
        "benchmark",
        () ->
            BenchmarkCommands.commandLine(terminal, arguments.size() < 2 ? "" : arguments.get(1)));
    commands.put("nano", () -> new NanoCommands(terminal));
    if (commands.containsKey(called)) {
      commands.keySet().retainAll(Set.of(called));
    }
    var problems = new Problems(terminal);
    var line = new CommandLine(new Gwageo(terminal));
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    return line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
        .registerConverter(Path.class, Problems::path)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler(problems)
        .setExecutionExceptionHandler(problems);
  }

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Explain this command.")
  @SuppressWarnings("UnusedVariable") // Picocli answers it.
  private boolean help;

  /** Sets the language of what is printed. */
  @Option(
      names = "--lang",
      paramLabel = "ko|en",
      scope = ScopeType.INHERIT,
      description = "Language of sentences; the locale's unless given, else English.")
  void language(Language language) {
    terminal.speak(language);
  }

  /** Checks every file of a bundle and recomputes what follows from them. */
  @Command(
      name = "verify",
      description =
          "Re-checks a published stage offline: that its files are those that were published, and"
              + " that scores and verdict follow from its evidence.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:everything that could be checked is right",
        "1:something is wrong, and the file is named",
        "2:cannot run"
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  gwageo verify rehearsal-stage-1.zip",
        "  gwageo verify rehearsal-stage-1.zip --models nano/models",
        "  gwageo verify rehearsal-stage-1-v2.zip --superseded rehearsal-stage-1-v1.zip"
      })
  int verify(
      @Parameters(paramLabel = "BUNDLE", description = "A published stage: zip file or folder.")
          Path bundle,
      @Option(
              names = "--models",
              paramLabel = "DIR",
              description =
                  "Folder of the models' folders, to repeat the lineage tests from weights.")
          @Nullable Path models,
      @Option(
              names = "--superseded",
              paramLabel = "BUNDLE",
              description =
                  "The bundle of the verdict that this one corrects: shows that nothing changed"
                      + " but the gate of the cases decided since.")
          @Nullable Path superseded,
      @Option(
              names = "--json",
              paramLabel = "OUT",
              description =
                  "Write the report as canonical JSON to a file, or - for standard output.")
          @Nullable String json)
      throws CannotRun {
    return new Verification(terminal).verify(bundle, models, superseded, json);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }
}
