package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.latency.PriceList;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gwageo benchmark}: asks models, scores what they said, lists what can be asked. */
@Command(
    name = "benchmark",
    addMethodSubcommands = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "Asks a model the questions of a task and scores its replies.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  Evaluate an endpoint of your own on a file of your own. Each line of my.jsonl is an item:",
      "    {\"question\": \"2 + 3 = ?\", \"answer\": \"5\"}",
      "    {\"question\": \"Which is a colour?\", \"choices\": [\"red\", \"dog\"], \"answer\":"
          + " \"A\"}",
      "  (all with choices, or none), and this asks them, keeps every reply and scores them:",
      "    gwageo benchmark run --data my.jsonl --endpoint http://127.0.0.1:8000/v1 \\",
      "      --model NAME --out runs/mine",
      "  The same command continues after a stop. Score again offline, and compare two models:",
      "    gwageo benchmark score runs/mine",
      "    gwageo benchmark compare runs/mine runs/other",
      "  A task of this product:",
      "    gwageo benchmark run --task ko-arithmetic --endpoint http://127.0.0.1:8081/v1 \\",
      "      --model hon-cheon --out runs/1"
    })
public final class BenchmarkCommands implements Runnable {

  private static final String JSON =
      "Write the result as canonical JSON to a file, or - for standard output.";

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Spec
  private CommandSpec spec;

  /** Prints to {@code terminal}. */
  public BenchmarkCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Returns the command with all commands below it. */
  public static CommandLine commandLine(Terminal terminal) {
    return commandLine(terminal, "");
  }

  /**
   * Returns the command with what {@code called} names below it, or with all commands if it names
   * none: describing commands that are not called would take a good part of a short run.
   */
  public static CommandLine commandLine(Terminal terminal, String called) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("run", () -> new RunCommand(terminal));
    commands.put("score", () -> method("score"));
    commands.put("list", () -> method("list"));
    commands.put("probe", () -> new ProbeCommand(terminal));
    commands.put("check", () -> new CheckCommand(terminal));
    commands.put("compare", () -> new CompareCommand(terminal));
    commands.put("plan", () -> new PlanCommand(terminal));
    commands.put("export", () -> new ExportCommand(terminal));
    commands.put("manifest", () -> new ManifestCommand(terminal));
    commands.put("target", () -> new TargetCommand(terminal));
    commands.put("judge", () -> new JudgeCommand(terminal));
    commands.put("reproduce", () -> new ReproduceCommands(terminal));
    commands.put("seal", () -> new SealCommands(terminal));
    commands.put("contamination", () -> new ContaminationCommands(terminal));
    if (commands.containsKey(called)) {
      commands.keySet().retainAll(Set.of(called));
    }
    var line = new CommandLine(new BenchmarkCommands(terminal));
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    return line;
  }

  /** A method is called on the command that it is added to. */
  private static CommandLine method(String name) {
    return new CommandLine(CommandLine.getCommandMethods(BenchmarkCommands.class, name).getFirst());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Scores a journal again. */
  @Command(
      name = "score",
      description = {
        "Scores the journal of a run again, offline, and compares with the result that is there.",
        "Nothing in the folder is changed."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:the result is what the journal gives",
        "1:the result is another, or is missing",
        "2:cannot run"
      },
      footerHeading = "%nExample:%n",
      footer = "  gwageo benchmark score runs/hon-cheon/ko-arithmetic")
  int score(
      @Parameters(paramLabel = "DIR", description = "Folder of a run.") Path folder,
      @Option(names = "--json", paramLabel = "OUT", description = JSON) @Nullable String json,
      @Mixin GrantOptions granted,
      @Mixin Prices prices)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    PriceList priced = prices.read();
    try (Granted grants = granted.open()) {
      return score(folder, destination, grants, priced);
    }
  }

  private int score(
      Path folder, Destination destination, Granted granted, @Nullable PriceList priced)
      throws CannotRun {
    BenchmarkFolder run = RunFolders.open(folder, granted.grants());
    BenchmarkResult result;
    try {
      result =
          BenchmarkScoring.score(
              run.task(), run.subject(), FileJournal.attempts(folder.resolve("journal.jsonl")));
    } catch (JournalException | TaskException e) {
      throw new CannotRun("the run %s cannot be scored: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("run", folder, e);
    }
    destination.write(Prices.json(result, priced), terminal);
    if (destination.leavesOutputToPeople()) {
      new ResultPage(terminal).print(result);
      Prices.print(result, priced, terminal);
    }
    return compared(folder.resolve("result.json"), result);
  }

  private int compared(Path file, BenchmarkResult result) throws CannotRun {
    if (!Files.exists(file)) {
      terminal.complain("%s is missing, the run has not ended".formatted(file));
      return ExitStatus.FOUND_SOMETHING;
    }
    try {
      if (result.hasBytes(Files.readAllBytes(file))) {
        return ExitStatus.DONE;
      }
    } catch (IOException e) {
      throw InputFile.unreadable("result", file, e);
    }
    terminal.complain(
        "%s is not what the journal gives, whose digest is %s".formatted(file, result.digest()));
    return ExitStatus.FOUND_SOMETHING;
  }

  /** Lists tasks. */
  @Command(
      name = "list",
      description = "Lists the tasks in a folder and the folders below it.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done", "1:a task file is wrong", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer = "  gwageo benchmark list programmes/rehearsal")
  int list(
      @Parameters(
              arity = "0..1",
              paramLabel = "DIR",
              description = "Where to look; the tasks of this product unless given.")
          @Nullable Path folder)
      throws CannotRun {
    List<Path> files = new ArrayList<>();
    for (Path root :
        folder == null
            ? List.of(terminal.home().resolve("programmes"), terminal.home().resolve("suites"))
            : List.of(folder)) {
      InputFile.requireFolder("folder of tasks", root);
      files.addAll(Tasks.below(root));
    }
    var table =
        new Table()
            .text(terminal.say("벤치마크", "task"))
            .text(terminal.say("판", "version"))
            .number(terminal.say("문항", "items"))
            .text(terminal.say("방식", "api"))
            .text(terminal.say("제목", "title"))
            .text(terminal.say("파일", "file"));
    int status = ExitStatus.DONE;
    for (Path file : files) {
      try {
        BenchmarkTask task = BenchmarkTask.read(file);
        table.row(
            List.of(
                task.id(),
                task.version(),
                Integer.toString(task.items().count()),
                task.api().word(),
                terminal.say(task.title().ko(), task.title().en()),
                file.toString()));
      } catch (TaskException | IOException e) {
        terminal.complain("the task %s is wrong: %s".formatted(file, Tasks.reason(e)));
        status = ExitStatus.FOUND_SOMETHING;
      }
    }
    table.print(terminal.out());
    return status;
  }
}
