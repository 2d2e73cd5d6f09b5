package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.judge.JudgeException;
import org.gwageo.benchmark.judge.JudgeSpec;
import org.gwageo.benchmark.judge.JudgedResult;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.run.OwnTask;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.benchmark.sealed.SeasonKey;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Reasons;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code gwageo benchmark judge}: a language model grades the replies of a run. */
@Command(
    name = "judge",
    description = {
      "Has a language model judge the replies of a run, or compare those of two runs in both"
          + " positions, and holds the score back unless it agrees with people.",
      "The judge's own replies are kept in --out; the same command continues after a stop.",
      "The judge is described by a JSON file: format gwageo-judge/1, id, model, revision, families,"
          + " instructions, scale, repeats, floor, humanItems, unparsedCeiling, longestReply. A"
          + " scale is {\"kind\":\"points\",\"least\":1,\"greatest\":10,\"step\":1},"
          + " {\"kind\":\"labels\",\"labels\":[{\"label\":\"GOOD\",\"score\":1},...]} or"
          + " {\"kind\":\"pairwise\"}."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:the score may be published", "1:the score is held back", "2:cannot run"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  gwageo benchmark judge runs/essays --judge judge.json --season-key season.key \\",
      "    --human graded.csv --endpoint http://127.0.0.1:9000/v1 --out judged/essays",
      "  gwageo benchmark judge runs/a runs/b --judge pairs.json --season-key season.key \\",
      "    --human preferred.csv --endpoint http://127.0.0.1:9000/v1 --out judged/a-b --json -",
      "  A line of graded.csv is an item's id and what people gave: item,grade",
      "  for pairs A (the first run is better), B or TIE; a column cluster joins items."
    })
final class JudgeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(arity = "1..2", paramLabel = "DIR", description = "One run, or two to compare.")
  private List<Path> folders = List.of();

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Option(
      names = "--judge",
      required = true,
      paramLabel = "FILE",
      description = "The judge's description.")
  private Path judge;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Option(
      names = "--endpoint",
      required = true,
      paramLabel = "URL",
      description = "Base of the judge's OpenAI-compatible interface; it ends in /v1.")
  private String endpoint;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the judge's own run: journal, prompts, replies.")
  private Path out;

  @Option(
      names = "--season-key",
      paramLabel = "FILE",
      description =
          "File of the season key, from which the prompts' nonces follow; else the environment"
              + " variable GWAGEO_SEASON_KEY.")
  private @Nullable Path keyFile;

  @Option(
      names = "--human",
      paramLabel = "FILE",
      description = "What people gave: a .csv file with the columns item and grade.")
  private @Nullable Path human;

  @Option(
      names = "--question",
      paramLabel = "FIELD",
      defaultValue = "question",
      description = "The items' field with the question, default ${DEFAULT-VALUE}.")
  private String question = "question";

  @Option(
      names = "--reference",
      paramLabel = "FIELD",
      description = "The items' field with the right or a model answer; none unless given.")
  private @Nullable String reference;

  @Option(
      names = "--family",
      split = ",",
      paramLabel = "NAME",
      description = "Families of the judged models, so that none is judged by its own.")
  private List<String> families = List.of();

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "2048",
      description = "Most tokens of a judge's reply, default ${DEFAULT-VALUE}.")
  private int maxTokens;

  @Mixin private FlowOptions flow = new FlowOptions();

  @Option(
      names = "--token-variable",
      paramLabel = "NAME",
      description = "Environment variable that holds the endpoint's token.")
  private @Nullable String tokenVariable;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the bootstrap of the agreement, default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the result as canonical JSON to a file, or - for standard output.")
  private @Nullable String json;

  JudgeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--json", json);
    JudgeSpec spec = spec();
    if (spec.isPairwise() != (folders.size() == 2)) {
      throw new CannotRun(
          "judge %s takes %s, not %d"
              .formatted(
                  spec.id(),
                  spec.isPairwise() ? "two runs to compare" : "one run",
                  folders.size()));
    }
    Endpoint asked = endpoint(spec);
    RunOptions options = flow.options(terminal);
    SeasonKey key = SeasonKeys.find(keyFile, terminal);
    var session = new JudgeSession(spec, key.secretFor("judge " + spec.id()), question, reference);
    for (Path folder : folders) {
      session.add(folder, families, new Grants(key, null));
    }
    HumanGrades people = human == null ? null : HumanGrades.read(human, spec.scale());
    if (session.prompts() > 0) {
      ask(session, asked, options);
      session.read(out);
    }
    if (session.notAsked() > 0) {
      terminal.complain(
          "%d of %d replies are missing or longer than the judge takes; they count as unreadable"
              .formatted(session.notAsked(), session.replies()));
    }
    JudgedResult result;
    try {
      result =
          JudgedResult.of(
              spec, session.items(), people == null ? null : people.agreement(session, seed));
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
    var tree = new TreeMap<String, Object>(result.toTree());
    tree.put("runs", session.runs());
    destination.write(CanonicalJson.bytes(tree), terminal);
    if (destination.leavesOutputToPeople()) {
      print(result);
    }
    return result instanceof JudgedResult.Published ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  private void ask(JudgeSession session, Endpoint asked, RunOptions options) throws CannotRun {
    Path place;
    try {
      place = Files.createTempDirectory("judge");
    } catch (IOException e) {
      throw new CannotRun("the judge cannot be asked: " + Reasons.of(e), e);
    }
    try {
      Path yaml = session.write(place, maxTokens);
      RunSession.prepare(
              terminal,
              new OwnTask(yaml, null),
              out,
              BenchmarkFolder.Overrides.NONE,
              asked,
              options,
              Grants.NONE)
          .run();
    } finally {
      delete(place);
    }
  }

  /** The folder of the run has a copy, so nothing hangs on whether this succeeds. */
  private static void delete(Path place) {
    for (String name : List.of("task.yaml", "items.jsonl", "")) {
      try {
        Files.deleteIfExists(place.resolve(name));
      } catch (IOException e) {
        place.resolve(name).toFile().deleteOnExit();
      }
    }
  }

  private Endpoint endpoint(JudgeSpec spec) throws CannotRun {
    try {
      return new Endpoint(
          new URI(endpoint), new Subject(spec.model(), spec.revision(), ""), token());
    } catch (URISyntaxException e) {
      throw new CannotRun("--endpoint %s is not an address".formatted(endpoint), e);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
  }

  private @Nullable String token() throws CannotRun {
    if (tokenVariable == null) {
      return null;
    }
    String token = terminal.environment().get(tokenVariable);
    if (token == null || token.isBlank()) {
      throw new CannotRun("the environment variable %s is not set".formatted(tokenVariable));
    }
    return token.strip();
  }

  private JudgeSpec spec() throws CannotRun {
    String text = InputFile.text("judge", judge);
    try {
      Map<?, ?> tree = JsonMapper.builder().build().readValue(text, Map.class);
      var named = new TreeMap<String, Object>();
      tree.forEach((name, value) -> named.put(String.valueOf(name), value));
      return JudgeSpec.of(named);
    } catch (JudgeException e) {
      throw new CannotRun("%s: %s".formatted(judge, e.getMessage()), e);
    } catch (JacksonException e) {
      throw new CannotRun(
          "the judge %s is not JSON: %s".formatted(judge, e.getOriginalMessage()), e);
    }
  }

  private void print(JudgedResult result) {
    switch (result) {
      case JudgedResult.Published published -> {
        terminal.print(
            "심판 %s: 점수 %s, 판정 %d개(읽을 수 없음 %d개)"
                .formatted(
                    published.spec().id(),
                    number(100 * published.items().mean()),
                    published.items().verdicts(),
                    published.items().unparsed()),
            "judge %s: score %s from %d verdicts (%d unreadable)"
                .formatted(
                    published.spec().id(),
                    number(100 * published.items().mean()),
                    published.items().verdicts(),
                    published.items().unparsed()));
        terminal.print(
            "사람과의 일치도 %s (95%% 구간 %s~%s, 문항 %d개)"
                .formatted(
                    number(published.agreement().kappa()),
                    number(published.agreement().low()),
                    number(published.agreement().high()),
                    published.agreement().items()),
            "agreement with people %s (95 %% interval %s to %s, %d items)"
                .formatted(
                    number(published.agreement().kappa()),
                    number(published.agreement().low()),
                    number(published.agreement().high()),
                    published.agreement().items()));
        if (published.items().positionDependent() > 0) {
          terminal.print(
              "순서에 따라 판정이 바뀐 쌍 %d개".formatted(published.items().positionDependent()),
              "pairs on which the order decided: " + published.items().positionDependent());
        }
      }
      case JudgedResult.HeldBack held -> {
        terminal.print("점수를 공개하지 않습니다.", "the score is held back");
        held.reasons().forEach(terminal::complain);
      }
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
