package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.gwageo.benchmark.reproduction.BundleCheck;
import org.gwageo.benchmark.reproduction.BundleDraw;
import org.gwageo.benchmark.reproduction.BundleException;
import org.gwageo.benchmark.reproduction.BundleReport;
import org.gwageo.benchmark.reproduction.Declaration;
import org.gwageo.benchmark.reproduction.Problem;
import org.gwageo.benchmark.reproduction.ReproductionRecord;
import org.gwageo.benchmark.reproduction.RunBundle;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.statistics.Reproduction;
import org.gwageo.benchmark.statistics.ReproductionDraw;
import org.gwageo.benchmark.statistics.Tolerance;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Reasons;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gwageo benchmark reproduce}: teams' own runs, checked and repeated by lot. */
@Command(
    name = "reproduce",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Checks the runs that a team hands in as a bundle, draws what is repeated, and compares our"
          + " run of it with the declared ones.",
      "A bundle is a folder with bundle.json and the run folders run-1, run-2 and so on."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done; the bundle is in good form, or the score is reproduced",
      "1:the bundle has problems, or the score is not reproduced or that cannot be said",
      "2:cannot run"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  A team: five runs with different seeds, then the description of the bundle:",
      "    for i in 1 2 3 4 5; do gwageo benchmark run --task law --seed 10$i \\",
      "      --endpoint http://127.0.0.1:8000/v1 --model baekdu --out team/run-$i; done",
      "    gwageo benchmark reproduce bundle team --hardware \"8 x B200, vLLM 0.11\"",
      "  The office, before bundles come in, then after:",
      "    gwageo benchmark reproduce seed --context \"stage 2\" --to draw.seed",
      "    gwageo benchmark reproduce check team --task law",
      "    gwageo benchmark reproduce draw team --context \"stage 2\" --seed-file draw.seed \\",
      "      --runs 2 --items 200 --to drawn",
      "    gwageo benchmark run --task law --data drawn/items.jsonl --seed 900 \\",
      "      --endpoint http://10.0.0.8:8000/v1 --model baekdu --out ours",
      "    gwageo benchmark reproduce compare team --ours ours --draw drawn/draw.json \\",
      "      --tolerance 0.02 --json reproduction.json"
    })
final class ReproduceCommands implements Runnable {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Spec
  private CommandSpec spec;

  /** Prints to {@code terminal}. */
  ReproduceCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Describes runs. */
  @Command(
      name = "bundle",
      description = "Writes bundle.json from the runs in a folder; scores are computed again.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer = "  gwageo benchmark reproduce bundle team --hardware \"8 x B200, vLLM 0.11\"")
  int bundle(
      @Parameters(paramLabel = "DIR", description = "Folder with run-1, run-2 and so on.")
          Path folder,
      @Option(
              names = "--hardware",
              required = true,
              paramLabel = "TEXT",
              description = "What the model ran on.")
          String hardware,
      @Mixin GrantOptions granted)
      throws CannotRun {
    InputFile.requireFolder("bundle", folder);
    try (Granted grants = granted.open()) {
      Declaration made = RunBundle.describe(folder, hardware, grants.grants()).declaration();
      terminal.print(
          "%s: 실행 %d회, 평균 %s, 표준편차 %s"
              .formatted(made.task(), made.runs().size(), made.score(), made.spread()),
          "%s: %d runs, mean %s, standard deviation %s"
              .formatted(made.task(), made.runs().size(), made.score(), made.spread()));
      return ExitStatus.DONE;
    } catch (BundleException e) {
      throw new CannotRun("%s cannot be described: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotRun("%s cannot be described: %s".formatted(folder, Reasons.of(e)), e);
    }
  }

  /** Checks a bundle. */
  @Command(
      name = "check",
      description = {
        "Reads and scores a bundle again and lists whatever does not fit.",
        "Nothing is judged by it: each problem is for people to look into."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:the form is in order",
        "1:there are problems, each is named",
        "2:cannot run"
      },
      footerHeading = "%nExample:%n",
      footer = "  gwageo benchmark reproduce check team --task law --runs 5")
  int check(
      @Parameters(paramLabel = "BUNDLE", description = "Folder of the bundle.") Path folder,
      @Option(
              names = "--task",
              paramLabel = "NAME|FILE",
              description = "The task that was to be asked; any unless given.")
          @Nullable String task,
      @Option(names = "--data", paramLabel = "PATH", description = "Items in place of the task's.")
          @Nullable Path data,
      @Option(
              names = "--runs",
              paramLabel = "N",
              defaultValue = "5",
              description = "How many runs there must be, default ${DEFAULT-VALUE}.")
          int runs,
      @Option(
              names = "--json",
              paramLabel = "OUT",
              description =
                  "Write the report as canonical JSON to a file, or - for standard output.")
          @Nullable String json,
      @Mixin GrantOptions granted)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    BundleReport report;
    try (Granted grants = granted.open()) {
      RunBundle bundle = open(folder, grants.grants());
      report =
          BundleCheck.of(
              bundle,
              new BundleCheck.Rules(runs, task == null ? null : digest(task, data)),
              terminal.clock());
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("bundle", folder, e);
    }
    destination.write(report.toJson(), terminal);
    if (destination.leavesOutputToPeople()) {
      print(report);
    }
    return report.isInGoodForm() ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  private Digest digest(String task, @Nullable Path data) throws CannotRun {
    Path yaml = Tasks.find(task, terminal.home());
    try {
      return RunBundle.digest(
          data == null ? BenchmarkTask.read(yaml) : BenchmarkTask.read(yaml, Tasks.items(data)));
    } catch (TaskException e) {
      throw new CannotRun("the task %s is wrong: %s".formatted(yaml, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("task", yaml, e);
    }
  }

  private void print(BundleReport report) {
    terminal.print(
        "%s, %s: 실행 %d회"
            .formatted(
                report.declaration().task(),
                report.declaration().subject().model(),
                report.runs().size()),
        "%s, %s: %d runs"
            .formatted(
                report.declaration().task(),
                report.declaration().subject().model(),
                report.runs().size()));
    var table =
        new Table()
            .text(terminal.say("실행", "run"))
            .number(terminal.say("시드", "seed"))
            .number(terminal.say("점수", "score"));
    for (BundleReport.Run run : report.runs()) {
      table.row(
          List.of(
              run.folder(), run.seed() == null ? "-" : run.seed().toString(), number(run.score())));
    }
    table.row(List.of(terminal.say("평균", "mean"), "", number(report.mean())));
    table.row(List.of(terminal.say("표준편차", "spread"), "", number(report.spread())));
    table.print(terminal.out());
    if (report.isInGoodForm()) {
      terminal.print("형식에 문제가 없습니다.", "the form is in order");
    }
    for (Problem problem : report.problems()) {
      terminal.print(problem.korean(), problem.english());
    }
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  /** Draws a secret seed. */
  @Command(
      name = "seed",
      description = {
        "Draws the secret seed of a draw into a new file and prints its commitment.",
        "Publish the commitment before bundles come in, and the seed after the draw."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer = "  gwageo benchmark reproduce seed --context \"stage 2\" --to draw.seed")
  int seed(
      @Option(
              names = "--context",
              required = true,
              paramLabel = "TEXT",
              description = "What the draw is for.")
          String context,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "FILE",
              description = "The file to write; it must not exist.")
          Path to)
      throws CannotRun {
    byte[] seed = new byte[ReproductionDraw.SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    try {
      boolean posix =
          Files.getFileStore(to.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
      if (posix) {
        Files.createFile(
            to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(to);
      }
      Files.writeString(
          to, HexFormat.of().formatHex(seed) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw new CannotRun("%s exists, and a seed is never overwritten".formatted(to), e);
    } catch (IOException e) {
      throw new CannotRun("%s cannot be written: %s".formatted(to, Reasons.of(e)), e);
    }
    terminal.out().println(new ReproductionDraw(seed, context).commitment());
    return ExitStatus.DONE;
  }

  /** Draws runs and items. */
  @Command(
      name = "draw",
      description = {
        "Draws the runs and items that are repeated, and writes draw.json and items.jsonl.",
        "Whoever knows the seed gets the same draw."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer = {
        "  gwageo benchmark reproduce draw team --context \"stage 2\" --seed-file draw.seed \\",
        "    --runs 2 --items 200 --to drawn"
      })
  int draw(
      @Parameters(paramLabel = "BUNDLE", description = "Folder of the bundle.") Path folder,
      @Option(
              names = "--context",
              required = true,
              paramLabel = "TEXT",
              description = "What the draw is for, as for the seed.")
          String context,
      @Option(
              names = "--seed-file",
              required = true,
              paramLabel = "FILE",
              description = "The seed.")
          Path seedFile,
      @Option(
              names = "--commitment",
              paramLabel = "DIGEST",
              description = "The published commitment, which the seed must keep.")
          @Nullable String commitment,
      @Option(
              names = "--runs",
              required = true,
              paramLabel = "N",
              description = "How many of the team's runs are drawn.")
          int runs,
      @Option(
              names = "--items",
              paramLabel = "N",
              description = "How many items are drawn; all unless given.")
          @Nullable Integer items,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "DIR",
              description = "Folder to write, outside the bundle.")
          Path to,
      @Mixin GrantOptions granted)
      throws CannotRun {
    if (to.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
      throw new CannotRun("--to %s lies in the bundle, which it would change".formatted(to));
    }
    ReproductionDraw draw = new ReproductionDraw(seed(seedFile), context);
    try (Granted grants = granted.open()) {
      RunBundle bundle = open(folder, grants.grants());
      if (commitment != null && !draw.keeps(Digest.parse(commitment))) {
        throw new CannotRun(
            "the seed %s with context \"%s\" has the commitment %s, not %s"
                .formatted(seedFile, context, draw.commitment(), commitment));
      }
      BundleDraw drawn = BundleDraw.of(bundle, draw, context, runs, items);
      drawn.write(bundle, to);
      terminal.print(
          "추첨된 실행: %s. 문항 %d개: %s"
              .formatted(
                  String.join(", ", drawn.runs()), drawn.items().size(), to.resolve("items.jsonl")),
          "runs drawn: %s; %d items: %s"
              .formatted(
                  String.join(", ", drawn.runs()),
                  drawn.items().size(),
                  to.resolve("items.jsonl")));
      return ExitStatus.DONE;
    } catch (IllegalArgumentException | BundleException e) {
      throw new CannotRun("nothing can be drawn: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CannotRun("nothing can be drawn: " + Reasons.of(e), e);
    }
  }

  private static byte[] seed(Path file) throws CannotRun {
    String text = InputFile.text("seed", file).strip();
    if (!text.matches("([0-9a-f]{2}){" + ReproductionDraw.SEED_BYTES + ",1024}")) {
      throw new CannotRun(
          "the seed %s is not of at least %d lower-case hexadecimal digits"
              .formatted(file, 2 * ReproductionDraw.SEED_BYTES));
    }
    return HexFormat.of().parseHex(text);
  }

  /** Compares runs. */
  @Command(
      name = "compare",
      description = {
        "Compares our runs with a bundle's, under a tolerance fixed beforehand.",
        "Item by item, so that our runs may ask a part of the items; --whole compares whole runs."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:reproduced",
        "1:not reproduced, or the runs are too few to say",
        "2:cannot run"
      },
      footerHeading = "%nExample:%n",
      footer = {
        "  gwageo benchmark reproduce compare team --ours ours-1 --ours ours-2 \\",
        "    --draw drawn/draw.json --tolerance 0.02 --json reproduction.json"
      })
  int compare(
      @Parameters(paramLabel = "BUNDLE", description = "Folder of the bundle.") Path folder,
      @Option(
              names = "--ours",
              required = true,
              paramLabel = "DIR",
              description = "Folder of a run of ours; once for each.")
          List<Path> ours,
      @Option(
              names = "--tolerance",
              required = true,
              paramLabel = "D",
              description = "The largest difference that counts as the same, for example 0.02.")
          double tolerance,
      @Option(
              names = "--too-high-only",
              description = "Object only to declared scores that are too high.")
          boolean tooHighOnly,
      @Option(
              names = "--alpha",
              paramLabel = "A",
              defaultValue = "0.05",
              description = "Probability of a wrong outcome, default ${DEFAULT-VALUE}.")
          double alpha,
      @Option(
              names = "--draw",
              paramLabel = "FILE",
              description = "The draw.json; only the runs drawn are compared then.")
          @Nullable Path drawFile,
      @Option(
              names = "--seed-file",
              paramLabel = "FILE",
              description = "The seed of the draw, to check that the draw follows from it.")
          @Nullable Path seedFile,
      @Option(names = "--whole", description = "Compare whole runs.") boolean whole,
      @Option(
              names = "--json",
              paramLabel = "OUT",
              description =
                  "Write the record as canonical JSON to a file, or - for standard output.")
          @Nullable String json,
      @Mixin GrantOptions granted)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    try (Granted grants = granted.open()) {
      RunBundle bundle = open(folder, grants.grants());
      for (Path run : ours) {
        RunFolders.open(run, grants.grants());
      }
      BundleDraw draw = drawFile == null ? null : draw(bundle, drawFile, seedFile);
      List<String> runs =
          draw == null
              ? bundle.declaration().runs().stream().map(Declaration.Run::folder).toList()
              : draw.runs();
      var limit = new Tolerance(tolerance, tooHighOnly, alpha);
      ReproductionRecord record =
          whole
              ? ReproductionRecord.ofRuns(bundle, runs, ours, limit, draw)
              : ReproductionRecord.ofItems(bundle, runs, ours, limit, draw);
      destination.write(record.toJson(), terminal);
      if (destination.leavesOutputToPeople()) {
        terminal.print(record.korean(), record.english());
      }
      return record.reproduction().outcome() == Reproduction.Outcome.REPRODUCED
          ? ExitStatus.DONE
          : ExitStatus.FOUND_SOMETHING;
    } catch (IllegalArgumentException | BundleException e) {
      throw new CannotRun("the runs cannot be compared: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CannotRun("the runs cannot be compared: " + Reasons.of(e), e);
    }
  }

  private static BundleDraw draw(RunBundle bundle, Path file, @Nullable Path seedFile)
      throws IOException, BundleException, CannotRun {
    InputFile.requireFile("draw", file);
    BundleDraw draw = BundleDraw.parse(Files.readAllBytes(file));
    if (seedFile != null) {
      BundleDraw again =
          BundleDraw.of(
              bundle,
              new ReproductionDraw(seed(seedFile), draw.context()),
              draw.context(),
              draw.runs().size(),
              draw.items().size());
      if (!again.equals(draw)) {
        throw new CannotRun(
            "the draw %s does not follow from the seed %s".formatted(file, seedFile));
      }
    }
    return draw;
  }

  private static RunBundle open(Path folder, Grants grants) throws CannotRun {
    InputFile.requireFolder("bundle", folder);
    InputFile.requireFile("declaration of the bundle", folder.resolve(RunBundle.FILE));
    try {
      return RunBundle.open(folder, grants);
    } catch (BundleException e) {
      throw new CannotRun("the bundle %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("bundle", folder, e);
    }
  }
}
