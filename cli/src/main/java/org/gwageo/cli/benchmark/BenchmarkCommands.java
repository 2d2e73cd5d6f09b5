package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.Api;
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
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gwageo benchmark}: asks models, scores what they said, lists what can be asked. */
@Command(
    name = "benchmark",
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
    return new CommandLine(new BenchmarkCommands(terminal))
        .addSubcommand(new CompareCommand(terminal))
        .addSubcommand(new PlanCommand(terminal));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Runs a task, or continues a run. */
  @Command(
      name = "run",
      description = {
        "Asks a model every question of a task and scores the replies.",
        "The same command with the same --out continues a run that was stopped; what is answered is"
            + " not asked again."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:every question counts",
        "1:some questions got no reply that counts",
        "2:cannot run",
        "130:stopped with Ctrl-C"
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  gwageo benchmark run --task ko-arithmetic --endpoint http://127.0.0.1:8081/v1 \\",
        "    --model hon-cheon --out runs/hon-cheon/ko-arithmetic",
        "",
        "  A file of one's own, a line such as {\"question\": \"2 + 3?\", \"answer\": \"5\"} an"
            + " item:",
        "  gwageo benchmark run --data my.jsonl --endpoint http://127.0.0.1:8000/v1 \\",
        "    --model mine --out runs/mine",
        "",
        "  gwageo benchmark run --task my/task.yaml --data my/test.jsonl --limit 100 \\",
        "    --endpoint https://models.example/v1 --token-variable MODEL_TOKEN \\",
        "    --model large --concurrency auto --out runs/large --json -"
      })
  int run(
      @Option(
              names = "--task",
              paramLabel = "NAME|FILE",
              description =
                  "A task file, its folder, or the name of a task of this product. Without one,"
                      + " --data is asked as it is.")
          @Nullable String task,
      @Option(
              names = "--data",
              paramLabel = "PATH",
              description =
                  "Items in place of the task's: a .jsonl, .csv or .tsv file, or a folder that"
                      + " holds test.jsonl, test.csv or test.tsv.")
          @Nullable Path data,
      @Option(
              names = "--endpoint",
              required = true,
              paramLabel = "URL",
              description = "Base of an OpenAI-compatible interface; it ends in /v1.")
          String endpoint,
      @Option(
              names = "--model",
              required = true,
              paramLabel = "NAME",
              description = "The model's name at the endpoint.")
          String model,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "DIR",
              description = "Folder of the run: journal, result, details.")
          Path out,
      @Option(
              names = "--api",
              paramLabel = "chat|completions",
              description = "Interface to ask through; the task's unless given.")
          @Nullable Api api,
      @Option(
              names = "--concurrency",
              paramLabel = "N|auto",
              defaultValue = "8",
              description = "Requests under way at once, default ${DEFAULT-VALUE}.")
          String concurrency,
      @Option(names = "--limit", paramLabel = "N", description = "Ask only the first N items.")
          @Nullable Integer limit,
      @Option(
              names = "--seed",
              paramLabel = "N",
              description = "Seed that the model generates with; the task's unless given.")
          @Nullable Long seed,
      @Option(
              names = "--attempts",
              paramLabel = "N",
              defaultValue = "5",
              description = "Most attempts at one question, default ${DEFAULT-VALUE}.")
          int attempts,
      @Option(
              names = "--timeout",
              paramLabel = "SECONDS",
              defaultValue = "120",
              description = "Time in which a reply must be complete, default ${DEFAULT-VALUE}.")
          int timeout,
      @Option(
              names = "--token-variable",
              paramLabel = "NAME",
              description = "Environment variable that holds the endpoint's token.")
          @Nullable String tokenVariable,
      @Option(names = "--json", paramLabel = "OUT", description = JSON) @Nullable String json,
      @ArgGroup(
              exclusive = false,
              heading = "%nData without a task file (fields are found by their usual names):%n")
          @Nullable PlainDataOptions plain)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    var options = new RunSettings(endpoint, model, concurrency, attempts, timeout, tokenVariable);
    Path items = data == null ? null : Tasks.items(data);
    Path yaml = task == null ? plainTask(items, plain) : Tasks.find(task, terminal.home());
    Tasks.requireLimit(limit);
    RunSession session =
        RunSession.prepare(
            terminal, yaml, items, out, new BenchmarkFolder.Overrides(api, seed, limit), options);
    BenchmarkResult result = session.run();
    destination.write(result.toJson(), terminal);
    if (destination.leavesOutputToPeople()) {
      new ResultPage(terminal).print(result);
      terminal.out().println(out);
    }
    return result.uncounted() == 0 ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  private static Path plainTask(@Nullable Path items, @Nullable PlainDataOptions plain)
      throws CannotRun {
    if (items == null) {
      throw new CannotRun("say what to ask with --task, --data or both");
    }
    return (plain == null ? new PlainDataOptions() : plain).data().taskFor(items);
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
      @Option(names = "--json", paramLabel = "OUT", description = JSON) @Nullable String json)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    BenchmarkFolder run = RunFolders.open(folder);
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
    destination.write(result.toJson(), terminal);
    if (destination.leavesOutputToPeople()) {
      new ResultPage(terminal).print(result);
    }
    return compared(folder.resolve("result.json"), result);
  }

  private int compared(Path file, BenchmarkResult result) throws CannotRun {
    if (!Files.exists(file)) {
      terminal.complain("%s is missing, the run has not ended".formatted(file));
      return ExitStatus.FOUND_SOMETHING;
    }
    try {
      if (Arrays.equals(Files.readAllBytes(file), result.toJson())) {
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
    Path root = folder == null ? terminal.home().resolve("programmes") : folder;
    InputFile.requireFolder("folder of tasks", root);
    var table =
        new Table()
            .text(terminal.say("벤치마크", "task"))
            .text(terminal.say("판", "version"))
            .number(terminal.say("문항", "items"))
            .text(terminal.say("방식", "api"))
            .text(terminal.say("제목", "title"))
            .text(terminal.say("파일", "file"));
    int status = ExitStatus.DONE;
    for (Path file : Tasks.below(root)) {
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
