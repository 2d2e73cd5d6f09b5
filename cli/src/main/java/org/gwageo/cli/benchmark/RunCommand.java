package org.gwageo.cli.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.harness.HarnessGroup;
import org.gwageo.benchmark.latency.PriceList;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.MetricValue;
import org.gwageo.benchmark.task.Api;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
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
      "  A task of lm-evaluation-harness, with its prompts and scores:",
      "  gwageo benchmark run --task gsm8k.yaml --data gsm8k/ --mode compat --api completions \\",
      "    --endpoint http://127.0.0.1:8000/v1 --model mine --out runs/gsm8k",
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
          "Folder of the run: journal, result, details; one folder in it for each task of"
              + " a group.")
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
              + " a list.")
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
    Endpoint asked = endpoint.endpoint(terminal.environment());
    RunOptions options = flow.options(terminal);
    TaskOptions.Chosen chosen = task.choose(terminal.home(), api, plain);
    var overrides = new BenchmarkFolder.Overrides(api, seed, limit);
    try (Granted grants = granted.open()) {
      List<BenchmarkResult> results = new ArrayList<>();
      for (TaskOptions.Named named : chosen.tasks()) {
        Path folder = named.name().isEmpty() ? out : out.resolve(named.name());
        RunSession session =
            RunSession.prepare(
                terminal, named.files(), folder, overrides, asked, options, grants.grants());
        BenchmarkResult result = session.run();
        results.add(result);
        if (destination.leavesOutputToPeople()) {
          new ResultPage(terminal).print(result);
          new LatencyLine(terminal).print(result.latency());
          Prices.print(result, priced, terminal);
          terminal.out().println(folder);
        }
      }
      SortedMap<String, Estimate> together =
          chosen.group() == null ? new TreeMap<>() : aggregate(chosen.group(), results);
      destination.write(bytes(chosen, results, together, priced), terminal);
      if (destination.leavesOutputToPeople() && !together.isEmpty()) {
        print(together);
      }
      SuiteScore score = SuiteScore.of(chosen.tasks(), results);
      if (destination.leavesOutputToPeople() && score != null) {
        terminal.print(score.korean(), score.english());
      }
      return results.stream().allMatch(result -> result.uncounted() == 0)
          ? ExitStatus.DONE
          : ExitStatus.FOUND_SOMETHING;
    }
  }

  private static byte[] bytes(
      TaskOptions.Chosen chosen,
      List<BenchmarkResult> results,
      SortedMap<String, Estimate> together,
      @Nullable PriceList priced) {
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
