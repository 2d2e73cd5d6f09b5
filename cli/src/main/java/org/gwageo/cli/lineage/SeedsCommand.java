package org.gwageo.cli.lineage;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.ProgressLine;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.Checkpoint;
import org.gwageo.lineage.FirstWeights;
import org.gwageo.lineage.FirstWeights.Shared;
import org.gwageo.lineage.generators.GeneratorSearch.Found;
import org.gwageo.lineage.generators.GeneratorSearch.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gwageo lineage seeds}: which known generator drew a model's first weights? */
@Command(
    name = "seeds",
    description = {
      "Looks for the generator and seed that a model's first weights were drawn with, and for first"
          + " weights that another model shares.",
      "What is found is evidence; that nothing is found says nothing."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no matrix begins with the numbers of a generator that was tried",
      "1:a matrix does",
      "2:cannot run"
    },
    footerHeading = "%nExample:%n",
    footer = "  gwageo lineage seeds models/entrant models/reference --seeds 42 20260101")
final class SeedsCommand implements Callable<Integer> {

  /** Matrices that are printed. */
  private static final int SHOWN = 20;

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Spec
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(index = "0", paramLabel = "MODEL", description = "The model in question.")
  private Path model;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OTHER",
      description = "A model that may have begun with the same numbers.")
  private @Nullable Path other;

  @Option(
      names = "--seeds",
      arity = "1..*",
      split = ",",
      paramLabel = "N",
      description = "Seeds to try; those that people and programs commonly use unless given.")
  private @Nullable List<Long> seeds;

  @Option(
      names = "--words",
      paramLabel = "N",
      description =
          "How far to look into the stream of a processor, in numbers drawn; three for every weight"
              + " but at most 33,554,432 unless given.")
  private @Nullable Long words;

  @Option(
      names = "--offsets",
      paramLabel = "N",
      description =
          "How far to look into the stream of a graphics card, in counters; enough to draw all weights"
              + " three times but at most 4,096 unless given.")
  private @Nullable Integer offsets;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the report as canonical JSON to a file, or - for standard output.")
  private @Nullable String json;

  SeedsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    if ((words != null && words < 0) || (offsets != null && offsets < 0)) {
      throw new ParameterException(spec.commandLine(), "--words and --offsets are at least 0");
    }
    Destination destination = Destination.of("--json", json);
    try (Checkpoint own = CheckpointPaths.open("model", model)) {
      FirstWeights weights = found(own, model);
      if (other == null) {
        destination.write(weights.toJson(), terminal);
        if (destination.leavesOutputToPeople()) {
          print(weights);
        }
        return status(weights);
      }
      try (Checkpoint second = CheckpointPaths.open("other model", other)) {
        FirstWeights others = found(second, other);
        List<Shared> shared = weights.shared(own, others, second);
        destination.write(weights.toJson(others, shared), terminal);
        if (destination.leavesOutputToPeople()) {
          terminal.out().println(model);
          print(weights);
          terminal.out().println(other);
          print(others);
          print(shared);
        }
        return status(weights);
      }
    }
  }

  private static int status(FirstWeights weights) {
    return weights.found().isEmpty() ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  private FirstWeights found(Checkpoint checkpoint, Path path) {
    try (ProgressLine progress = terminal.progress()) {
      progress.work(path.toString());
      return FirstWeights.of(
          checkpoint,
          settings(checkpoint).reporting((done, of) -> progress.show(done, of, path.toString())));
    }
  }

  private Settings settings(Checkpoint checkpoint) {
    Settings settings = FirstWeights.settings(checkpoint);
    if (seeds != null) {
      settings = settings.withSeeds(seeds);
    }
    return settings.reaching(
        words == null ? settings.words() : words, offsets == null ? settings.offsets() : offsets);
  }

  private void print(FirstWeights weights) {
    int tried = weights.settings().seeds().size();
    if (weights.found().isEmpty()) {
      terminal.print(
          "행렬 %d개 가운데 시드 %d개의 수로 시작하는 것은 없습니다. 어디에서 왔는지에 대해서는 아무것도 말해 주지 않습니다."
              .formatted(weights.matrices(), tried),
          ("None of %d matrices begins with the numbers of %d seeds. That says nothing about where"
                  + " they come from.")
              .formatted(weights.matrices(), tried));
      return;
    }
    var table =
        new Table()
            .text(terminal.say("행렬", "matrix"))
            .text(terminal.say("생성기", "generator"))
            .number(terminal.say("시드", "seed"))
            .number(terminal.say("위치", "place"))
            .number("r")
            .number("z")
            .number("log10 p");
    weights.found().stream().limit(SHOWN).forEach(one -> table.row(row(one)));
    table.print(terminal.out());
    int rest = weights.found().size() - SHOWN;
    if (rest > 0) {
      terminal.print("그 밖에 %d개".formatted(rest), "and %d more".formatted(rest));
    }
    weights
        .bySeed()
        .forEach(
            (drawn, count) ->
                terminal.print(
                    "행렬 %d개 가운데 %d개가 %s의 수로 시작합니다.".formatted(weights.matrices(), count, drawn),
                    "%d of %d matrices begin with the numbers of %s."
                        .formatted(count, weights.matrices(), drawn)));
  }

  private static List<String> row(Found one) {
    return List.of(
        one.tensor(),
        one.generator().identifier(),
        Long.toString(one.seed()),
        Long.toString(one.offset()),
        decimal(one.correlation(), 3),
        decimal(one.z(), 1),
        decimal(one.log10p(), 1));
  }

  private void print(List<Shared> shared) {
    if (shared.isEmpty()) {
      terminal.print(
          "두 모델에서 같은 수로 시작하는 행렬은 찾지 못했습니다.",
          "No matrix was found that begins with the same numbers in both models.");
      return;
    }
    double[] added = shared.stream().mapToDouble(Shared::added).sorted().toArray();
    String median = decimal(added[added.length / 2], 3);
    terminal.print(
        ("행렬 %d개가 두 모델에서 같은 수로 시작합니다. 공통의 출발점이며 그것만으로는 복제가 아닙니다." + " 그 뒤에 더해진 것의 코사인 중앙값은 %s입니다.")
            .formatted(shared.size(), median),
        ("%d matrices begin with the same numbers in both models: a common start, which is no copy"
                + " by itself. What both have beyond it agrees with a median cosine of %s.")
            .formatted(shared.size(), median));
  }

  private static String decimal(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }
}
