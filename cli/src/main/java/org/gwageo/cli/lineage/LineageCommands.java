package org.gwageo.cli.lineage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.ProgressLine;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.FingerprintScreen;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.LineageComparison;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.calibration.ControlLibrary;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.fingerprint.Fingerprint;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.gwageo.lineage.fingerprint.OnePass;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code gwageo lineage}: asks whether weights were derived from other weights. */
@Command(
    name = "lineage",
    synopsisSubcommandLabel = "COMMAND",
    description = "Compares the weights of models: was one derived from another?",
    footerHeading = "%nExample:%n",
    footer = "  gwageo lineage compare models/entrant models/reference")
public final class LineageCommands implements Runnable {

  private static final String MODEL =
      "A folder in Hugging Face layout, or a .safetensors, .gguf, .onnx or PyTorch file.";
  private static final String JSON =
      "Write the report as canonical JSON to a file, or - for standard output.";
  private static final String CONTROLS =
      "Control library to calibrate with, made by calibrate; the engine's own unless given.";
  private static final String START =
      "Weights that both models may have started from, such as a seed's (seeds looks for it) or a"
          + " public step 0; if both carry them, a derivation is only indicated. May be given several"
          + " times.";
  private static final String SEED = "Seed of all random draws, default ${DEFAULT-VALUE}.";

  /** What the launcher understands: from 512 MiB to less than 10 TiB. */
  private static final Pattern MEMORY =
      Pattern.compile("(51[2-9]|5[2-9]\\d|[6-9]\\d\\d|[1-9]\\d{3,6})[mM]|[1-9]\\d{0,3}[gG]");

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Spec
  private CommandSpec spec;

  /** Prints to {@code terminal}. */
  public LineageCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Returns the command with all its subcommands. */
  public static CommandLine commandLine(Terminal terminal) {
    return new CommandLine(new LineageCommands(terminal))
        .addSubcommand(new CalibrateCommand(terminal))
        .addSubcommand(new MergeCommand(terminal))
        .addSubcommand(new SeedsCommand(terminal))
        .addSubcommand(new FingerprintCommand(terminal))
        .addSubcommand(new FingerprintCommandCost(terminal))
        .addSubcommand(new TokenizerCommand(terminal))
        .addSubcommand(new ProcessCommand(terminal))
        .addSubcommand(new ReportCommand(terminal))
        .addSubcommand(new MaterialsCommand(terminal))
        .addSubcommand(new OpennessCommand(terminal))
        .addSubcommand(new AttestCommand(terminal));
  }

  /** Checks the budget, which the launcher gives to Java before any command runs. */
  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      scope = ScopeType.INHERIT,
      description =
          "How much memory the process may take, such as 900m or 4g; 2g unless given. Files of"
              + " weights are mapped and do not count.")
  void memory(String size) {
    if (!MEMORY.matcher(size).matches()) {
      throw new ParameterException(
          spec.commandLine(),
          "--memory %s is no size: it is a whole number of m or g, and at least 512m"
              .formatted(size));
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Prints what a checkpoint holds. */
  @Command(
      name = "inspect",
      description = "Prints the files, digests and parts of a checkpoint.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer = "  gwageo lineage inspect models/entrant")
  int inspect(
      @Parameters(paramLabel = "PATH", description = MODEL) Path path,
      @Option(names = "--json", paramLabel = "OUT", description = JSON) @Nullable String json)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    try (Checkpoint checkpoint = CheckpointPaths.open("model", path)) {
      var contents = CheckpointContents.of(checkpoint);
      destination.write(CanonicalJson.bytes(contents.toTree()), terminal);
      if (destination.leavesOutputToPeople()) {
        contents.print(terminal);
      }
    }
    return ExitStatus.DONE;
  }

  /** Compares two checkpoints. */
  @Command(
      name = "compare",
      description = "Compares a model with one reference.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:no trace of a derivation (not-found)",
        "1:a trace (identical, derivation-established, indicated)",
        "2:cannot run, or the shapes allow no test (untestable)"
      },
      footerHeading = "%nExample:%n",
      footer = "  gwageo lineage compare models/entrant models/reference --json lineage.json")
  int compare(
      @Parameters(index = "0", paramLabel = "SUBJECT", description = MODEL) Path subjectPath,
      @Parameters(index = "1", paramLabel = "REFERENCE", description = MODEL) Path referencePath,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = SEED) long seed,
      @Option(names = "--controls", paramLabel = "FILE", description = CONTROLS)
          @Nullable Path controls,
      @Option(names = "--start", paramLabel = "PATH", description = START)
          @Nullable List<Path> startPaths,
      @Option(names = "--json", paramLabel = "OUT", description = JSON) @Nullable String json)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    Settings settings = settings(seed, controls);
    LineageReport report;
    try (ProgressLine progress = terminal.progress();
        Checkpoint subject = CheckpointPaths.open("subject", subjectPath);
        Checkpoint reference = CheckpointPaths.open("reference", referencePath);
        var starts = Starts.open(startPaths)) {
      progress.work("%s ~ %s".formatted(subjectPath, referencePath));
      report = LineageComparison.compare(subject, reference, starts.checkpoints(), settings);
    } catch (CheckpointException e) {
      throw new CannotRun(
          "%s and %s cannot be compared: %s".formatted(subjectPath, referencePath, e.getMessage()),
          e);
    }
    destination.write(report.toJson(), terminal);
    if (destination.leavesOutputToPeople()) {
      new ReportPage(terminal).print(report);
    }
    return status(report.grade(), subjectPath);
  }

  /** Compares one checkpoint with many. */
  @Command(
      name = "screen",
      description = "Compares a model with every reference of a library.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:no trace of a derivation from any reference",
        "1:a trace (identical, derivation-established, indicated)",
        "2:cannot run, or no reference allows a test (untestable)"
      },
      footerHeading = "%nExample:%n",
      footer = "  gwageo lineage screen models/entrant --references models/reference library/")
  int screen(
      @Parameters(paramLabel = "SUBJECT", description = MODEL) Path subjectPath,
      @Option(
              names = "--references",
              required = true,
              arity = "1..*",
              paramLabel = "DIR",
              description = "References (models or fingerprints), or folders that hold them.")
          List<Path> referencePaths,
      @Option(
              names = "--entrants",
              paramLabel = "N",
              defaultValue = "1",
              description =
                  "How many models are screened in the same programme: the error rate holds for all"
                      + " together. Default ${DEFAULT-VALUE}.")
          int entrants,
      @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = SEED) long seed,
      @Option(names = "--controls", paramLabel = "FILE", description = CONTROLS)
          @Nullable Path controls,
      @Option(names = "--start", paramLabel = "PATH", description = START)
          @Nullable List<Path> startPaths,
      @Option(names = "--json", paramLabel = "OUT", description = JSON) @Nullable String json)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    if (entrants < 1 || entrants > 1_000_000) {
      throw new CannotRun("--entrants is between 1 and 1000000, not " + entrants);
    }
    Map<String, Path> references = CheckpointPaths.references(referencePaths);
    LineageScreen screen;
    try (var starts = Starts.open(startPaths)) {
      screen =
          screen(subjectPath, references, starts.checkpoints(), entrants, settings(seed, controls));
    }
    destination.write(screen.toJson(), terminal);
    if (destination.leavesOutputToPeople()) {
      new ReportPage(terminal).print(screen);
    }
    return status(screen.grade(), subjectPath);
  }

  /** Opens one reference at a time, so that a library may be larger than memory. */
  private LineageScreen screen(
      Path subjectPath,
      Map<String, Path> references,
      List<Checkpoint> starts,
      int entrants,
      Settings settings)
      throws CannotRun {
    Settings corrected = settings.forPairs(references.size() * entrants);
    var reports = new TreeMap<String, LineageReport>();
    Fingerprint print = null;
    try (ProgressLine progress = terminal.progress();
        Checkpoint subject = CheckpointPaths.open("subject", subjectPath)) {
      for (var entry : references.entrySet()) {
        progress.show(reports.size(), references.size(), entry.getKey());
        Path path = entry.getValue();
        try {
          if (CheckpointPaths.isFingerprint(path)) {
            if (print == null) {
              print = OnePass.read(subjectPath, OnePass.Settings.standard());
            }
            Fingerprint reference = FingerprintFile.read(path);
            reports.put(entry.getKey(), FingerprintScreen.compare(print, reference, corrected));
          } else {
            reports.put(entry.getKey(), compared(subject, path, starts, corrected));
          }
        } catch (CheckpointException e) {
          throw new CannotRun(
              "%s and %s cannot be compared: %s".formatted(subjectPath, path, e.getMessage()), e);
        }
      }
    }
    return new LineageScreen(entrants, settings.seed(), reports);
  }

  private static LineageReport compared(
      Checkpoint subject, Path path, List<Checkpoint> starts, Settings settings)
      throws CannotRun, CheckpointException {
    try (Checkpoint reference = CheckpointPaths.open("reference", path)) {
      return LineageComparison.compare(subject, reference, starts, settings);
    }
  }

  private static Settings settings(long seed, @Nullable Path controls) throws CannotRun {
    if (controls == null) {
      return Settings.of(seed);
    }
    InputFile.requireSomething("control library", controls);
    try {
      return Settings.of(seed).with(ControlLibrary.read(controls));
    } catch (CheckpointException e) {
      throw new CannotRun("the controls cannot be used: " + e.getMessage(), e);
    }
  }

  private int status(Grade grade, Path subject) {
    return switch (grade) {
      case IDENTICAL, DERIVATION_ESTABLISHED, INDICATED -> ExitStatus.FOUND_SOMETHING;
      case NOT_FOUND -> ExitStatus.DONE;
      case UNTESTABLE -> {
        terminal.complain(
            "no test applies to %s, whose shapes are not the reference's".formatted(subject));
        yield ExitStatus.CANNOT_RUN;
      }
    };
  }
}
