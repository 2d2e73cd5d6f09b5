package org.gwageo.cli.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.gwageo.benchmark.statistics.DetectableDifference;
import org.gwageo.benchmark.statistics.PairVariance;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gwageo benchmark plan}: how many items a season needs. */
@Command(
    name = "plan",
    description = {
      "Says before a season which difference between two models a task can show with power 0.8, and"
          + " how many items a wanted difference needs.",
      "Answers of two models to the same items resemble each other; --correlation says how much."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:cannot run"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  gwageo benchmark plan --items 1000 --entrants 5",
      "  gwageo benchmark plan --items 300 --repeats 4 --accuracy 0.6 --wanted 0.03"
    })
final class PlanCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--items", required = true, paramLabel = "N", description = "Items of the task.")
  private int items;

  @Option(
      names = "--repeats",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each item is asked, default ${DEFAULT-VALUE}.")
  private int repeats;

  @Option(
      names = "--entrants",
      paramLabel = "N",
      defaultValue = "2",
      description = "Models that are compared, all pairs of them; default ${DEFAULT-VALUE}.")
  private int entrants;

  @Option(
      names = "--accuracy",
      paramLabel = "P",
      defaultValue = "0.5",
      description = "Expected share of right answers, default ${DEFAULT-VALUE}, the worst case.")
  private double accuracy;

  @Option(
      names = "--correlation",
      paramLabel = "R",
      defaultValue = "0.5",
      description = "Correlation of two models' answers over items, default ${DEFAULT-VALUE}.")
  private double correlation;

  @Option(
      names = "--cluster-size",
      paramLabel = "N",
      defaultValue = "1",
      description = "Items that share a passage, default ${DEFAULT-VALUE}.")
  private double clusterSize;

  @Option(
      names = "--cluster-correlation",
      paramLabel = "R",
      defaultValue = "0",
      description = "Correlation of answers within such a group, default ${DEFAULT-VALUE}.")
  private double clusterCorrelation;

  @Option(
      names = "--wanted",
      paramLabel = "D",
      description = "A difference that shall be seen, for example 0.03.")
  private @Nullable Double wanted;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the plan as canonical JSON to a file, or - for standard output.")
  private @Nullable String json;

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--json", json);
    if (entrants < 2 || entrants > 40) {
      throw new CannotRun("--entrants is between 2 and 40, not " + entrants);
    }
    Plan plan;
    try {
      plan = plan();
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
    destination.write(CanonicalJson.bytes(plan.toTree()), terminal);
    if (destination.leavesOutputToPeople()) {
      print(plan);
    }
    return ExitStatus.DONE;
  }

  private Plan plan() {
    PairVariance variance = PairVariance.ofAccuracies(accuracy, accuracy, correlation);
    DetectableDifference design =
        DetectableDifference.of(items)
            .withRepeats(repeats)
            .inClusters(clusterSize, clusterCorrelation)
            .amongPairs(entrants * (entrants - 1) / 2);
    return new Plan(
        design.standardError(variance),
        design.detectable(variance),
        wanted == null
            ? null
            : new Wanted(
                wanted, design.powerAt(wanted, variance), design.itemsFor(wanted, variance)));
  }

  private void print(Plan plan) {
    var table = new Table().text(terminal.say("값", "quantity")).number("");
    table.row(
        List.of(
            terminal.say("차이의 표준오차", "standard error of a difference"),
            percent(plan.standardError)));
    table.row(
        List.of(
            terminal.say("검정력 0.8로 보이는 가장 작은 차이", "smallest difference seen with power 0.8"),
            percent(plan.detectable)));
    if (plan.wanted != null) {
      table.row(
          List.of(
              terminal.say("바라는 차이의 검정력", "power at the wanted difference"),
              String.format(Locale.ROOT, "%.2f", plan.wanted.power)));
      table.row(
          List.of(
              terminal.say("바라는 차이에 필요한 문항 수", "items that the wanted difference needs"),
              Integer.toString(plan.wanted.items)));
    }
    table.print(terminal.out());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** What a design can show. */
  private record Plan(double standardError, double detectable, @Nullable Wanted wanted) {

    Map<String, Object> toTree() {
      var tree = new TreeMap<String, Object>();
      tree.put("standardError", standardError);
      tree.put("detectable", detectable);
      if (wanted != null) {
        tree.put("wanted", wanted.difference);
        tree.put("powerAtWanted", wanted.power);
        tree.put("itemsForWanted", wanted.items);
      }
      return tree;
    }
  }

  /** What a wanted difference takes. */
  private record Wanted(double difference, double power, int items) {}
}
