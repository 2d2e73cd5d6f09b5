package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Value;
import org.jspecify.annotations.Nullable;

/** Reads blocks and items, and checks that points add up and scalings stay within them. */
final class ScoringReader {

  private final Problems problems;
  private final Words words;
  private final List<Panel> panels;
  private final InputReader inputs;
  private final Set<String> ids = new LinkedHashSet<>(Set.of(GateTest.MinimumScore.TOTAL));

  /** Benchmarks that teams run, and those that the platform runs. */
  private final Set<String> reported = new LinkedHashSet<>();

  private final Set<String> run = new LinkedHashSet<>();

  ScoringReader(Problems problems, Words words, List<Panel> panels) {
    this.problems = problems;
    this.words = words;
    this.panels = panels;
    this.inputs = new InputReader(problems, words, panels);
  }

  List<Block> blocks(Section root, BigDecimal points) {
    List<Block> blocks = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (Section section : root.sections("blocks")) {
      blocks.add(block(section));
      sum = sum.add(blocks.getLast().points());
    }
    if (sum.compareTo(points) != 0
        && readable(root)
        && allReadable(root.optionalSections("blocks"))) {
      root.problem(
          "points",
          "the blocks' points add up to " + plain(sum) + ", the whole is " + plain(points));
    }
    if (points.signum() <= 0 && readable(root)) {
      root.problem("points", "the points of the whole must be above 0, not " + plain(points));
    }
    return List.copyOf(blocks);
  }

  private Block block(Section section) {
    String id = words.id(section, "block or item", ids);
    Bilingual title = words.bilingual(section, "title");
    BigDecimal points = section.number("points");
    Section totals = section.optionalSection("evaluator-totals");
    Aggregation evaluatorTotals = totals == null ? null : inputs.aggregation(totals);
    List<Item> items = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (Section item : section.sections("items")) {
      items.add(item(item, totals != null));
      sum = sum.add(items.getLast().points());
    }
    if (sum.compareTo(points) != 0
        && readable(section)
        && allReadable(section.optionalSections("items"))) {
      section.problem(
          "points",
          "the items' points of the block \""
              + id
              + "\" add up to "
              + plain(sum)
              + ", the block has "
              + plain(points));
    }
    if (items.isEmpty() && section.entries().containsKey("items")) {
      section.problem("items", "the block \"" + id + "\" needs at least one item");
    }
    if (totals != null) {
      onePanel(section, items, evaluatorTotals);
    }
    List<String> notes = words.notes(section);
    section.refuseOtherKeys();
    return new Block(id, title, points, items, evaluatorTotals, notes);
  }

  private void onePanel(Section section, List<Item> items, @Nullable Aggregation aggregation) {
    Set<String> used = new LinkedHashSet<>();
    for (Item item : items) {
      used.add(item.input() instanceof Input.Sheets sheets ? "panel " + sheets.panel() : item.id());
      if (item.scaling() instanceof Scaling.BestTeam) {
        section.problem(
            "evaluator-totals",
            "the item \"" + item.id() + "\" cannot scale to the best team before totals are taken");
      }
    }
    if (items.stream().map(Item::missing).distinct().count() > 1) {
      section.problem(
          "evaluator-totals",
          "evaluators' totals need the same rule for missing sheets in all items");
    }
    boolean sheetsOnly = items.stream().allMatch(item -> item.input() instanceof Input.Sheets);
    if (!sheetsOnly || used.size() > 1) {
      section.problem(
          "evaluator-totals", "evaluators' totals need items on the sheets of one panel only");
    } else if (aggregation != null
        && !items.isEmpty()
        && items.getFirst().input() instanceof Input.Sheets sheets) {
      inputs.enoughEvaluators(section, "evaluator-totals", aggregation, sheets.panel());
    }
  }

  private Item item(Section section, boolean blockAggregates) {
    String id = words.id(section, "block or item", ids);
    Bilingual title = words.bilingual(section, "title");
    BigDecimal points = section.number("points");
    if (points.signum() <= 0 && readable(section)) {
      section.problem("points", "the points of an item must be above 0, not " + plain(points));
    }
    Input input = inputs.input(section, points, blockAggregates);
    Section scalingSection = section.section("scaling");
    Scaling scaling =
        scalingSection == null ? new Scaling.Plain() : scaling(scalingSection, input, points);
    Missing missing =
        switch (section.choice("missing", List.of("refuse", "zero", "hold"))) {
          case "zero" -> Missing.ZERO;
          case "hold" -> Missing.HOLD;
          default -> Missing.REFUSE;
        };
    Evidence evidence = words.itemEvidence(section, panels);
    evidenceFits(section, input, evidence);
    Section place = section.optionalSection("evidence");
    if (place != null) {
      reportedFits(place, input, evidence);
    }
    Integer places = section.optional("places") == null ? null : section.whole("places", 0, 8);
    if (places != null && blockAggregates) {
      section.problem("places", "the block aggregates totals, so its items are not rounded");
    }
    List<String> notes = words.notes(section);
    section.refuseOtherKeys();
    return new Item(id, title, points, input, scaling, missing, evidence, places, notes);
  }

  private void evidenceFits(Section section, Input input, Evidence evidence) {
    if (input instanceof Input.Index index && !evidence.benchmarks().isEmpty()) {
      List<String> parts = index.components().stream().map(Input.Component::id).toList();
      boolean fits =
          parts.isEmpty()
              ? evidence.benchmarks().size() == 1
              : Set.copyOf(parts).equals(Set.copyOf(evidence.benchmarks()));
      if (!fits) {
        section.problem(
            "evidence",
            parts.isEmpty()
                ? "an index without components comes from one benchmark, not "
                    + evidence.benchmarks().size()
                : "the benchmarks must be the index's components " + String.join(", ", parts));
      }
    }
  }

  /** Every benchmark is run either by the platform or by the teams, for one item. */
  private void reportedFits(Section section, Input input, Evidence evidence) {
    for (String benchmark : evidence.benchmarks()) {
      boolean reportedBefore = reported.contains(benchmark);
      boolean runBefore = run.contains(benchmark);
      if (evidence.reported() != null && (reportedBefore || runBefore)) {
        section.problem(
            "benchmarks",
            "the benchmark \""
                + benchmark
                + "\" is "
                + (reportedBefore ? "reported by teams" : "run here")
                + " for another item, so teams cannot report it for this one");
      } else if (evidence.reported() == null && reportedBefore) {
        section.problem(
            "benchmarks",
            "the benchmark \"" + benchmark + "\" is reported by teams for another item");
      }
      (evidence.reported() == null ? run : reported).add(benchmark);
    }
    if (evidence.reported() != null) {
      fits(section, input, evidence, evidence.reported());
    }
  }

  private static void fits(Section section, Input input, Evidence evidence, Reported rule) {
    Input.Runs runs =
        switch (input) {
          case Input.Index index -> index.runs();
          case Input.CommonBenchmarks common -> common.runs();
          case Input.TargetRatio ratio -> ratio.runs();
          case Input.Sheets ignored -> null;
          case Input.Ratings ignored -> null;
          case Input.PlainPoints ignored -> null;
        };
    if (runs == null) {
      section.problem(
          "reported", "teams report runs of benchmarks, and this item is not measured by any");
      return;
    }
    if (runs.count() < 2) {
      section.problem("reported", "teams report at least 2 runs, the item wants " + runs.count());
      return;
    }
    if (input
        instanceof
        Input.CommonBenchmarks(
            BigDecimal ignoredMin,
            BigDecimal ignoredMax,
            Input.Selection selection,
            Input.Runs ignoredRuns)) {
      if (!(selection instanceof Input.Selection.Listed(List<String> listed))
          || !Set.copyOf(listed).equals(Set.copyOf(evidence.benchmarks()))) {
        section.problem(
            "reported",
            "reported common benchmarks are those that the selection lists, all of them");
      }
    }
    int given = evidence.benchmarks().size();
    int wanted = input instanceof Input.TargetRatio ratio ? ratio.benchmarks() : given;
    if (given == 0) {
      section.problem("reported", "the key \"benchmarks\" says what teams report");
    } else if (wanted > given) {
      section.problem(
          "benchmarks",
          "a team reports " + wanted + " benchmarks of the item, and " + given + " are named");
    } else if (rule.benchmarks() > wanted) {
      section.problem(
          "reported",
          "of the benchmarks that a team reports, "
              + wanted
              + ", there cannot be "
              + rule.benchmarks()
              + " repeated");
    }
    if (rule.mayCountOurs() && (rule.items() != null || rule.runs() != runs.count())) {
      section.problem(
          "reported",
          "where our own runs may count, all items are repeated as often as the item wants, "
              + runs.count()
              + " times");
    }
  }

  /** Reads a scaling and refuses it when a possible value would leave 0 to {@code points}. */
  Scaling scaling(Section section, @Nullable Input input, BigDecimal points) {
    String rule = section.choice("rule", List.of("linear", "best-team", "plain"));
    Scaling scaling =
        switch (rule) {
          case "linear" -> {
            BigDecimal full = section.number("full");
            yield new Scaling.Linear(section.number("zero", BigDecimal.ZERO), full);
          }
          case "best-team" -> new Scaling.BestTeam();
          default -> new Scaling.Plain();
        };
    section.refuseOtherKeys();
    if (input != null && section.entries().containsKey("rule")) {
      String reason = impossible(scaling, input, points);
      if (reason != null) {
        problems.add(section, "impossible scaling: " + reason);
      }
    }
    return scaling;
  }

  private static @Nullable String impossible(Scaling scaling, Input input, BigDecimal points) {
    BigDecimal max = input.max();
    return switch (scaling) {
      case Scaling.Linear(BigDecimal zero, BigDecimal full) -> {
        if (full.compareTo(zero) <= 0) {
          yield "full " + plain(full) + " must be above zero " + plain(zero);
        }
        if (max == null) {
          yield "the value has no limit, so it could give more than " + plain(points) + " points";
        }
        if (max.compareTo(full) > 0) {
          yield "the value can be " + plain(max) + ", above full " + plain(full);
        }
        yield input.min().compareTo(zero) < 0
            ? "the value can be " + plain(input.min()) + ", below zero " + plain(zero)
            : null;
      }
      case Scaling.BestTeam() ->
          input.min().signum() < 0
              ? "best-team needs values that are not negative, this can be " + plain(input.min())
              : null;
      case Scaling.Plain() -> {
        if (max == null || max.compareTo(points) > 0) {
          yield "plain points can be "
              + (max == null ? "any number" : plain(max))
              + ", the item has "
              + plain(points);
        }
        yield input.min().signum() < 0
            ? "plain points can be " + plain(input.min()) + ", below 0"
            : null;
      }
    };
  }

  private static boolean allReadable(List<Section> sections) {
    return sections.stream().allMatch(ScoringReader::readable);
  }

  /** Answers whether the points are a number, so that a sum with them means something. */
  private static boolean readable(Section section) {
    Value points = section.optional("points");
    return points != null && points.tree() instanceof BigDecimal;
  }

  static String plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.toPlainString();
  }
}
