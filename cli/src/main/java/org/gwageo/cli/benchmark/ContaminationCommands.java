package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gwageo.benchmark.contamination.ContaminationBoard;
import org.gwageo.benchmark.contamination.ContaminationTest;
import org.gwageo.benchmark.contamination.CorpusFiles;
import org.gwageo.benchmark.contamination.CorpusOverlap;
import org.gwageo.benchmark.contamination.Finding;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
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

/** {@code gwageo benchmark contamination}: was a benchmark in the training data? */
@Command(
    name = "contamination",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Looks for signs that items were in the training data.",
      "What it finds is evidence for people to look into, never a disqualification."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done, whatever was found", "2:cannot run"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  gwageo benchmark contamination probes law/items.jsonl --source \"KoLaw-2025 test\" \\",
      "    --control fresh.jsonl --to law-probes",
      "  gwageo benchmark run --task law-probes --endpoint http://127.0.0.1:8000/v1 \\",
      "    --model baekdu --out runs/law-probes",
      "  gwageo benchmark contamination overlap law/items.jsonl --corpus corpus --json found.json",
      "  gwageo benchmark contamination board --probes runs/law-probes \\",
      "    --twins runs/law --twins runs/law-twins --json board.json"
    })
final class ContaminationCommands implements Runnable {

  private static final int MOST_SHOWN = 20;
  private static final int DEPTH = 12;

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Spec
  private CommandSpec spec;

  /** Prints to {@code terminal}. */
  ContaminationCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Writes probes. */
  @Command(
      name = "probes",
      description = {
        "Writes the additional questions about items as a task that gwageo benchmark run asks.",
        "permuted: choices in other orders; guided: the second half of an item, with and without"
            + " the name of its data set; recall: choices that are not shown."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer = {
        "  gwageo benchmark contamination probes law/items.jsonl --source \"KoLaw-2025 test\" \\",
        "    --control fresh.jsonl --to law-probes"
      })
  int probes(
      @Parameters(paramLabel = "ITEMS", description = "The published items.") Path items,
      @Option(
              names = "--source",
              required = true,
              paramLabel = "TEXT",
              description = "The data set and split that they were published in.")
          String source,
      @Option(
              names = "--control",
              paramLabel = "ITEMS",
              description =
                  "Items of the same kind that no model can have seen; recall needs them.")
          @Nullable Path control,
      @Option(
              names = "--tests",
              split = ",",
              paramLabel = "TEST",
              defaultValue = "permuted,guided,recall",
              description = "Any of permuted, guided, recall; default ${DEFAULT-VALUE}.")
          List<String> tests,
      @Option(
              names = "--question",
              paramLabel = "FIELD",
              defaultValue = "question",
              description = "The field with the question, default ${DEFAULT-VALUE}.")
          String question,
      @Option(
              names = "--choices",
              paramLabel = "FIELD",
              defaultValue = "choices",
              description = "The field with the list of choices, default ${DEFAULT-VALUE}.")
          String choices,
      @Option(
              names = "--answer",
              paramLabel = "FIELD",
              defaultValue = "answer",
              description =
                  "The field with the right choice: its letter or number; default"
                      + " ${DEFAULT-VALUE}.")
          String answer,
      @Option(
              names = "--index-from",
              paramLabel = "0|1",
              defaultValue = "0",
              description = "The number of the first choice, default ${DEFAULT-VALUE}.")
          int indexFrom,
      @Option(
              names = "--cluster",
              paramLabel = "FIELD",
              description = "The field whose equal values make items depend on each other.")
          @Nullable String cluster,
      @Option(
              names = "--max-tokens",
              paramLabel = "N",
              defaultValue = "512",
              description = "Most tokens of a reply, default ${DEFAULT-VALUE}.")
          int maxTokens,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "DIR",
              description = "Folder of the task to write.")
          Path to)
      throws CannotRun {
    for (String test : tests) {
      if (!List.of("permuted", "guided", "recall").contains(test)) {
        throw new CannotRun("--tests are permuted, guided and recall, not \"%s\"".formatted(test));
      }
    }
    var fields = new ProbeItems.Fields(question, choices, answer, indexFrom, cluster);
    List<Map<String, Object>> written = new ArrayList<>();
    int skipped = ProbeItems.add(items, source, fields, tests, false, written);
    if (control != null) {
      skipped += ProbeItems.add(control, source, fields, tests, true, written);
    }
    if (written.isEmpty()) {
      throw new CannotRun("no item of %s fits any of the tests %s".formatted(items, tests));
    }
    Path task =
        GeneratedTask.write(
            to,
            id(items) + "-probes",
            "Contamination probes",
            Map.of("user", "{{prompt}}"),
            maxTokens,
            written);
    terminal.print(
        "추가 질문 %d개: %s (형식이 맞지 않아 뺀 것 %d개)".formatted(written.size(), task, skipped),
        "%d probes: %s (%d left out because their items do not fit)"
            .formatted(written.size(), task, skipped));
    return ExitStatus.DONE;
  }

  private static String id(Path items) {
    String name = String.valueOf(items.getFileName()).replaceFirst("\\.[^.]*$", "");
    String folder =
        items.toAbsolutePath().getParent() == null
            ? ""
            : String.valueOf(items.toAbsolutePath().getParent().getFileName());
    // Most tasks call their items items or test; the folder says more then.
    String told = name.equals("items") || name.equals("test") ? folder : name;
    String id =
        told.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return id.isEmpty() || id.length() > 70 ? "data" : id;
  }

  /** Writes the texts whose log probabilities are asked for. */
  @Command(
      name = "likelihood",
      description = {
        "Writes a task that asks for the log probabilities of items' own texts, for endpoints whose"
            + " completions give them (echo with logprobs).",
        "The board then compares published items with control items by Min-K%%, zlib and lower-case"
            + " ratio, and the published order of the items with shuffled ones."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer = {
        "  gwageo benchmark contamination likelihood law/items.jsonl --control fresh.jsonl \\",
        "    --to law-texts",
        "  gwageo benchmark run --task law-texts/likelihood.yaml --data law-texts/test.jsonl \\",
        "    --api completions --endpoint http://127.0.0.1:8000/v1 --model baekdu --out"
            + " runs/law-texts",
        "  gwageo benchmark contamination board --likelihood runs/law-texts"
      })
  int likelihood(
      @Parameters(paramLabel = "ITEMS", description = "The published items, in their order.")
          Path items,
      @Option(
              names = "--control",
              paramLabel = "ITEMS",
              description =
                  "Items of the same kind, written after the model was finished; without them only"
                      + " the order is tested.")
          @Nullable Path control,
      @Option(
              names = "--shard",
              paramLabel = "N",
              defaultValue = "10",
              description =
                  "Neighbouring items that are shuffled together, default ${DEFAULT-VALUE}.")
          int shard,
      @Option(
              names = "--shuffles",
              paramLabel = "N",
              defaultValue = "9",
              description = "Shuffled orders of each shard, 0 for none; default ${DEFAULT-VALUE}.")
          int shuffles,
      @Option(
              names = "--question",
              paramLabel = "FIELD",
              defaultValue = "question",
              description = "The field with the question, default ${DEFAULT-VALUE}.")
          String question,
      @Option(
              names = "--choices",
              paramLabel = "FIELD",
              defaultValue = "choices",
              description = "The field with the list of choices, default ${DEFAULT-VALUE}.")
          String choices,
      @Option(
              names = "--cluster",
              paramLabel = "FIELD",
              description = "The field whose equal values make items depend on each other.")
          @Nullable String cluster,
      @Option(
              names = "--seed",
              paramLabel = "N",
              defaultValue = "1",
              description = "Seed of the shuffled orders, default ${DEFAULT-VALUE}.")
          long seed,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "DIR",
              description = "Folder of the task to write.")
          Path to)
      throws CannotRun {
    var rows = new LikelihoodItems(question, choices, cluster);
    List<String> texts = rows.add(items, false);
    if (control != null) {
      rows.add(control, true);
    }
    if (shuffles > 0) {
      try {
        rows.addOrders(texts, shard, shuffles, seed);
      } catch (IllegalArgumentException e) {
        throw new CannotRun(String.valueOf(e.getMessage()), e);
      }
    }
    Path task = rows.write(to, id(items));
    terminal.print(
        "확률을 물을 글 %d개: %s".formatted(rows.size(), task),
        "%d texts to ask the probabilities of: %s".formatted(rows.size(), task));
    return ExitStatus.DONE;
  }

  /** Looks for items in a corpus. */
  @Command(
      name = "overlap",
      description = {
        "Looks for items in a declared training corpus: runs of 13 words or of 50 letters.",
        "Corpus files are plain text, .json or .jsonl, also with .gz behind it."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done, whatever was found", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer =
          "  gwageo benchmark contamination overlap law/items.jsonl --corpus corpus --json"
              + " found.json")
  int overlap(
      @Parameters(paramLabel = "ITEMS", description = "The items.") Path items,
      @Option(
              names = "--corpus",
              required = true,
              paramLabel = "PATH",
              description = "A file or a folder of files; as often as wanted.")
          List<Path> corpus,
      @Option(
              names = "--question",
              paramLabel = "FIELD",
              defaultValue = "question",
              description = "The field with the question, default ${DEFAULT-VALUE}.")
          String question,
      @Option(
              names = "--choices",
              paramLabel = "FIELD",
              defaultValue = "choices",
              description = "The field with the list of choices, default ${DEFAULT-VALUE}.")
          String choices,
      @Option(
              names = "--json",
              paramLabel = "OUT",
              description =
                  "Write what was found as canonical JSON to a file, or - for standard output.")
          @Nullable String json)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    List<CorpusOverlap.ItemText> texts = new ArrayList<>();
    ProbeItems.each(
        items,
        item -> {
          var text = new StringBuilder(item.text(question));
          if (item.fields().get(choices) instanceof List<?> list) {
            list.forEach(choice -> text.append('\n').append(choice));
          }
          texts.add(new CorpusOverlap.ItemText(item.id(), text.toString()));
        });
    var overlap = new CorpusOverlap(texts);
    for (Path path : corpus) {
      InputFile.requireSomething("corpus", path);
      for (Path file : files(path)) {
        try {
          CorpusFiles.read(file, overlap);
        } catch (IOException e) {
          throw InputFile.unreadable("corpus file", file, e);
        }
      }
    }
    List<CorpusOverlap.Found> found = overlap.found();
    destination.write(CanonicalJson.bytes(tree(found)), terminal);
    if (destination.leavesOutputToPeople()) {
      print(found);
    }
    return ExitStatus.DONE;
  }

  private static List<Path> files(Path path) throws CannotRun {
    try (Stream<Path> files = Files.walk(path, DEPTH)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw InputFile.unreadable("corpus", path, e);
    } catch (UncheckedIOException e) {
      throw InputFile.unreadable(
          "corpus", path, Objects.requireNonNullElseGet(e.getCause(), IOException::new));
    }
  }

  private static Map<String, Object> tree(List<CorpusOverlap.Found> found) {
    List<Map<String, Object>> trees = new ArrayList<>();
    for (CorpusOverlap.Found one : found) {
      var tree = new TreeMap<String, Object>();
      tree.put("item", one.item());
      tree.put("wordRuns", one.wordRuns());
      tree.put("wordRunsFound", one.wordRunsFound());
      tree.put("letterRuns", one.letterRuns());
      tree.put("letterRunsFound", one.letterRunsFound());
      if (one.first() != null) {
        tree.put("document", one.first().document());
        tree.put("line", one.first().line());
      }
      trees.add(tree);
    }
    return Map.of("format", OverlapFile.FORMAT, "items", trees);
  }

  private void print(List<CorpusOverlap.Found> all) {
    List<CorpusOverlap.Found> found = all.stream().filter(CorpusOverlap.Found::isFound).toList();
    long untestable = all.stream().filter(one -> !one.isTestable()).count();
    terminal.print(
        "문항 %d개 가운데 %d개가 말뭉치에 있고, %d개는 너무 짧아 찾을 수 없습니다."
            .formatted(all.size(), found.size(), untestable),
        "of %d items %d are in the corpus, %d are too short to be looked for"
            .formatted(all.size(), found.size(), untestable));
    if (found.isEmpty()) {
      return;
    }
    var table =
        new Table()
            .text(terminal.say("문항", "item"))
            .number(terminal.say("비율", "share"))
            .text(terminal.say("문서", "document"))
            .number(terminal.say("줄", "line"));
    found.stream()
        .limit(MOST_SHOWN)
        .forEach(
            one ->
                table.row(
                    List.of(
                        one.item(),
                        number(one.share()),
                        one.first() == null ? "" : one.first().document(),
                        one.first() == null ? "" : Long.toString(one.first().line()))));
    table.print(terminal.out());
  }

  /** Shows the board. */
  @Command(
      name = "board",
      description = {
        "Joins all findings of a season under one false-discovery rate.",
        "Give every run that was made: leaving out those that show nothing would spoil the rate."
      },
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done, whatever was found", "2:cannot run"},
      footerHeading = "%nExamples:%n",
      footer = {
        "  gwageo benchmark contamination board --probes runs/a-probes --probes runs/b-probes",
        "  gwageo benchmark contamination board --twins runs/law --twins runs/law-twins \\",
        "    --overlap runs/law=found.json --json board.json"
      })
  int board(
      @Option(
              names = "--probes",
              paramLabel = "DIR",
              description = "A run of probes; once for each.")
          @Nullable List<Path> probes,
      @Option(
              names = "--likelihood",
              paramLabel = "DIR",
              description = "A run of a task of contamination likelihood; once for each.")
          @Nullable List<Path> likelihoods,
      @Option(
              names = "--twins",
              paramLabel = "DIR",
              description = {
                "Runs of one model in pairs: first of the public items, then of their twins, which"
                    + " have the same ids or name them in the field twin_of."
              })
          @Nullable List<Path> twins,
      @Option(
              names = "--overlap",
              paramLabel = "DIR=FILE",
              description = "A run and what contamination overlap found of its items.")
          @Nullable List<String> overlaps,
      @Option(
              names = "--rate",
              paramLabel = "Q",
              defaultValue = "0.05",
              description = "The false-discovery rate, default ${DEFAULT-VALUE}.")
          double rate,
      @Option(
              names = "--seed",
              paramLabel = "N",
              defaultValue = "1",
              description = "Seed of the random draws, default ${DEFAULT-VALUE}.")
          long seed,
      @Option(
              names = "--json",
              paramLabel = "OUT",
              description =
                  "Write the board as canonical JSON to a file, or - for standard output.")
          @Nullable String json,
      @Mixin GrantOptions granted)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    List<Finding> findings = new ArrayList<>();
    ContaminationBoard board;
    try (Granted grants = granted.open()) {
      for (Path folder : probes == null ? List.<Path>of() : probes) {
        findings.addAll(probed(folder, seed));
      }
      for (Path folder : likelihoods == null ? List.<Path>of() : likelihoods) {
        findings.addAll(likely(folder, seed));
      }
      findings.addAll(ScoredRuns.twins(twins == null ? List.of() : twins, grants.grants(), seed));
      for (String overlap : overlaps == null ? List.<String>of() : overlaps) {
        findings.addAll(ScoredRuns.overlapping(overlap, grants.grants(), seed));
      }
      if (findings.isEmpty()) {
        throw new CannotRun(
            "there is nothing to show; give runs with --probes, --likelihood, --twins or"
                + " --overlap");
      }
      board = ContaminationBoard.of(findings, rate);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
    destination.write(CanonicalJson.bytes(board.toTree()), terminal);
    if (destination.leavesOutputToPeople()) {
      print(board);
    }
    return ExitStatus.DONE;
  }

  private List<Finding> probed(Path folder, long seed) throws CannotRun {
    ProbeRun run = ProbeRun.read(folder);
    if (run.unanswered() > 0) {
      terminal.complain(
          "%s: %d probes have no reply and are left out".formatted(folder, run.unanswered()));
    }
    for (ContaminationTest test : run.withoutControl()) {
      terminal.complain(
          "%s: %s needs control items and is left out".formatted(folder, test.word()));
    }
    return run.findings(seed);
  }

  private List<Finding> likely(Path folder, long seed) throws CannotRun {
    LikelihoodRun run = LikelihoodRun.read(folder);
    if (run.unanswered() > 0) {
      terminal.complain(
          "%s: %d texts have no log probabilities and are left out"
              .formatted(folder, run.unanswered()));
    }
    if (run.lacksControl()) {
      terminal.complain(
          "%s: %s, %s and %s need control items and are left out"
              .formatted(
                  folder,
                  ContaminationTest.MIN_K.word(),
                  ContaminationTest.ZLIB_RATIO.word(),
                  ContaminationTest.LOWER_CASE_RATIO.word()));
    }
    return run.findings(seed);
  }

  private void print(ContaminationBoard board) {
    terminal.print(ContaminationBoard.STATEMENT_KO, ContaminationBoard.STATEMENT);
    var table =
        new Table()
            .text(terminal.say("참가팀", "entrant"))
            .text(terminal.say("벤치마크", "task"))
            .text(terminal.say("검사", "test"))
            .number(terminal.say("효과", "effect"))
            .text(terminal.say("구간", "interval"))
            .number("p")
            .number("q")
            .text(terminal.say("조사", "inquiry"));
    for (ContaminationBoard.Row row : board.rows()) {
      Finding finding = row.finding();
      table.row(
          List.of(
              finding.entrant(),
              finding.task(),
              finding.test().word(),
              number(finding.effect()),
              number(finding.low()) + " – " + number(finding.high()),
              String.format(Locale.ROOT, "%.4f", finding.p()),
              String.format(Locale.ROOT, "%.4f", row.q()),
              row.raised() ? terminal.say("제기", "raised") : ""));
    }
    table.print(terminal.out());
    Function<Finding, String> sentence =
        finding -> terminal.say(finding.sentenceKo(), finding.sentence());
    board.raised().forEach(finding -> terminal.out().println(sentence.apply(finding)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
