package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.gwageo.benchmark.harness.HarnessGroup;
import org.gwageo.benchmark.latency.PriceList;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.benchmark.run.RunsTogether.Ended;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.MetricValue;
import org.gwageo.benchmark.task.Api;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.Reasons;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code gwageo benchmark run}: asks a model and scores what it says. */
@Command(
    name = "run",
    sortOptions = false,
    description = {
      "Asks one or more models every question of a task and scores the replies. Several models are"
          + " asked in the same window of time and kept at equal progress.",
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
      "  A task of lm-evaluation-harness, with its prompts and scores:",
      "  gwageo benchmark run --task gsm8k.yaml --data gsm8k/ --mode compat --api completions \\",
      "    --endpoint http://127.0.0.1:8000/v1 --model mine --out runs/gsm8k",
      "",
      "  Two models in the same window of time, each in a folder of its own below --out:",
      "  gwageo benchmark run --task rehearsal/dates --model alpha,beta \\",
      "    --endpoint http://127.0.0.1:8081/v1,http://127.0.0.1:8082/v1 --out runs",
      "",
      "  gwageo benchmark run --task my/task.yaml --data my/test.jsonl --limit 100 \\",
      "    --endpoint https://models.example/v1 --token-variable MODEL_TOKEN \\",
      "    --model large --concurrency auto --out runs/large --json -"
    })
final class RunCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private TaskOptions task = new TaskOptions();
  @Mixin private EndpointOptions endpoint = new EndpointOptions();

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Folder of the run: journal, result, details; in it one folder for each of several models,"
              + " and one for each task of a group.")
  private Path out;

  @Option(
      names = "--api",
      paramLabel = "chat|completions",
      description = "Interface to ask through; the task's unless given.")
  private @Nullable Api api;

  @Option(names = "--limit", paramLabel = "N", description = "Ask only the first N items.")
  private @Nullable Integer limit;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed that the model generates with; the task's unless given.")
  private @Nullable Long seed;

  @Mixin private FlowOptions flow = new FlowOptions();
  @Mixin private GrantOptions granted = new GrantOptions();
  @Mixin private Prices prices = new Prices();

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description =
          "Write the result as canonical JSON to a file, or - for standard output; of several tasks"
              + " or models a list.")
  private @Nullable String json;

  @ArgGroup(
      exclusive = false,
      heading = "%nData without a task file (fields are found by their usual names):%n")
  private @Nullable PlainDataOptions plain;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--json", json);
    Tasks.requireLimit(limit);
    PriceList priced = prices.read();
    List<AskedModel> models = endpoint.models(terminal.environment());
    RunOptions options = flow.options(terminal);
    TaskOptions.Chosen chosen = task.choose(terminal.home(), api, plain);
    try (Granted grants = granted.open()) {
      return models.size() == 1
          ? one(models.getFirst(), chosen, options, grants.grants(), destination, priced)
          : several(models, chosen, options, grants.grants(), destination, priced);
    }
  }

  private int one(
      AskedModel model,
      TaskOptions.Chosen chosen,
      RunOptions options,
      Grants grants,
      Destination destination,
      @Nullable PriceList priced)
      throws CannotRun {
    List<BenchmarkResult> results = new ArrayList<>();
    for (TaskOptions.Named named : chosen.tasks()) {
      Path folder = folder(out, named);
      BenchmarkResult result = prepare(model, named, folder, options, grants).run();
      results.add(result);
      if (destination.leavesOutputToPeople()) {
        print(result, folder, priced);
      }
    }
    destination.write(bytes(chosen, results, priced), terminal);
    if (destination.leavesOutputToPeople()) {
      printTogether(chosen, results);
    }
    return allCount(results) ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  /** Asks all models each task within one window of time, and reports each as if it were alone. */
  private int several(
      List<AskedModel> models,
      TaskOptions.Chosen chosen,
      RunOptions options,
      Grants grants,
      Destination destination,
      @Nullable PriceList priced)
      throws CannotRun {
    List<List<BenchmarkResult>> results = new ArrayList<>();
    models.forEach(model -> results.add(new ArrayList<>()));
    for (TaskOptions.Named named : chosen.tasks()) {
      List<RunSession> sessions = new ArrayList<>();
      for (AskedModel model : models) {
        sessions.add(
            prepare(model, named, folder(out.resolve(model.folder()), named), options, grants));
      }
      List<Ended> ended = new SessionsTogether(terminal, models, sessions).run();
      for (int i = 0; i < models.size(); i++) {
        AskedModel model = models.get(i);
        switch (ended.get(i)) {
          case Ended.Scored(BenchmarkResult result) -> {
            results.get(i).add(result);
            if (destination.leavesOutputToPeople()) {
              print(result, folder(out.resolve(model.folder()), named), priced);
            }
          }
          case Ended.Broken(Throwable cause) ->
              terminal.complain(
                  "the run of %s cannot go on: %s".formatted(model.name(), reason(cause)));
        }
      }
    }
    boolean whole = results.stream().allMatch(own -> own.size() == chosen.tasks().size());
    destination.write(bytes(models, chosen, results, priced), terminal);
    if (destination.leavesOutputToPeople()) {
      printTogether(models, chosen, results);
    }
    if (results.stream().allMatch(List::isEmpty)) {
      return ExitStatus.CANNOT_RUN;
    }
    return whole && results.stream().allMatch(RunCommand::allCount)
        ? ExitStatus.DONE
        : ExitStatus.FOUND_SOMETHING;
  }

  private static String reason(Throwable cause) {
    return cause instanceof IOException broken
        ? Reasons.of(broken)
        : String.valueOf(cause.getMessage());
  }

  private RunSession prepare(
      AskedModel model, TaskOptions.Named named, Path folder, RunOptions options, Grants grants)
      throws CannotRun {
    var overrides = new BenchmarkFolder.Overrides(api, seed, limit);
    return RunSession.prepare(
        terminal, named.files(), folder, overrides, model.endpoint(), options, grants);
  }

  private static Path folder(Path out, TaskOptions.Named named) {
    return named.name().isEmpty() ? out : out.resolve(named.name());
  }

  private static boolean allCount(List<BenchmarkResult> results) {
    return results.stream().allMatch(result -> result.uncounted() == 0);
  }

  private void print(BenchmarkResult result, Path folder, @Nullable PriceList priced) {
    new ResultPage(terminal).print(result);
    new LatencyLine(terminal).print(result.latency());
    Prices.print(result, priced, terminal);
    terminal.out().println(folder);
  }

  private void printTogether(TaskOptions.Chosen chosen, List<BenchmarkResult> results) {
    SortedMap<String, Estimate> together = together(chosen, results);
    if (!together.isEmpty()) {
      print(together);
    }
    SuiteScore score = SuiteScore.of(chosen.tasks(), results);
    if (score != null) {
      terminal.print(score.korean(), score.english());
    }
  }

  /** Prints each whole model's groups and suites, and the command that compares the models. */
  private void printTogether(
      List<AskedModel> models, TaskOptions.Chosen chosen, List<List<BenchmarkResult>> results) {
    for (int i = 0; i < models.size(); i++) {
      if (chosen.tasks().size() > 1 && results.get(i).size() == chosen.tasks().size()) {
        terminal.out().println();
        terminal.out().println(models.get(i).name());
        printTogether(chosen, results.get(i));
      }
    }
    if (chosen.tasks().size() == 1) {
      String folders =
          models.stream()
              .map(model -> folder(out.resolve(model.folder()), chosen.tasks().getFirst()))
              .map(Path::toString)
              .collect(Collectors.joining(" "));
      terminal.out().println();
      terminal.print(
          "비교: gwageo benchmark compare " + folders,
          "to compare: gwageo benchmark compare " + folders);
    }
  }

  private static SortedMap<String, Estimate> together(
      TaskOptions.Chosen chosen, List<BenchmarkResult> results) {
    return chosen.group() == null ? new TreeMap<>() : aggregate(chosen.group(), results);
  }

  /** Returns {@code {"models": [{"model", "endpoint", "out", "run"}]}}, each run as if alone. */
  private byte[] bytes(
      List<AskedModel> models,
      TaskOptions.Chosen chosen,
      List<List<BenchmarkResult>> results,
      @Nullable PriceList priced) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      AskedModel model = models.get(i);
      var one = new TreeMap<String, @Nullable Object>();
      one.put("model", model.name());
      one.put("endpoint", model.endpoint().base().toString());
      one.put("out", out.resolve(model.folder()).toString());
      one.put(
          "run",
          results.get(i).size() == chosen.tasks().size()
              ? JsonMapper.builder()
                  .build()
                  .readValue(bytes(chosen, results.get(i), priced), Map.class)
              : null);
      list.add(one);
    }
    return CanonicalJson.bytes(Map.of("models", list));
  }

  private static byte[] bytes(
      TaskOptions.Chosen chosen, List<BenchmarkResult> results, @Nullable PriceList priced) {
    SortedMap<String, Estimate> together = together(chosen, results);
    if (chosen.tasks().size() == 1 && chosen.group() == null) {
      return Prices.json(results.getFirst(), priced);
    }
    var tree = new TreeMap<String, @Nullable Object>();
    tree.put("tasks", results.stream().map(result -> tree(result, priced)).toList());
    var numbers = new TreeMap<String, @Nullable Object>();
    together.forEach(
        (name, number) -> {
          var one = new TreeMap<String, @Nullable Object>();
          one.put("value", number.value());
          one.put("se", number.standardError());
          one.put("n", number.n());
          numbers.put(name, one);
        });
    tree.put("group", chosen.group() == null ? null : chosen.group().name());
    tree.put("metrics", numbers);
    SuiteScore score = SuiteScore.of(chosen.tasks(), results);
    if (score != null) {
      tree.put("suite", score.toTree());
    }
    return CanonicalJson.bytes(tree);
  }

  private static Object tree(BenchmarkResult result, @Nullable PriceList priced) {
    return JsonMapper.builder().build().readValue(Prices.json(result, priced), Map.class);
  }

  private static SortedMap<String, Estimate> aggregate(
      HarnessGroup group, List<BenchmarkResult> results) {
    List<HarnessGroup.TaskScores> scores = new ArrayList<>();
    for (BenchmarkResult result : results) {
      Map<String, Estimate> metrics = new HashMap<>();
      for (MetricValue metric : result.metrics()) {
        metrics.put(metric.name() + "," + metric.filter(), metric.estimate());
      }
      scores.add(new HarnessGroup.TaskScores(result.items(), metrics));
    }
    return group.aggregate(scores);
  }

  private void print(SortedMap<String, Estimate> together) {
    terminal.out().println();
    var table =
        new Table()
            .text(terminal.say("묶음 지표", "metric of the group"))
            .number(terminal.say("값", "value"))
            .number("±")
            .number("n");
    together.forEach(
        (name, number) ->
            table.row(
                List.of(
                    name,
                    share(number.value()),
                    share(number.standardError()),
                    Long.toString(number.n()))));
    table.print(terminal.out());
  }

  private static String share(@Nullable Double share) {
    return share == null ? "–" : String.format(Locale.ROOT, "%.4f", share);
  }
}
