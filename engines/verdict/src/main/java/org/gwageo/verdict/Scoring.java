package org.gwageo.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.verdict.Derivation.Kind;
import org.gwageo.verdict.Derivation.Label;
import org.gwageo.verdict.Derivation.Rule;
import org.gwageo.verdict.exact.Fraction;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.GateTest;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.RoundingRule;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.Scaling;
import org.gwageo.verdict.scores.Gaps;
import org.gwageo.verdict.scores.Scores;
import org.jspecify.annotations.Nullable;

/** Turns what was entered into points: values, then items, blocks and totals. */
final class Scoring {

  private final Rulebook rulebook;
  private final Scores scores;
  private final RoundingRule rounding;
  private final Steps steps;
  private final Measuring measuring;
  private final Map<String, SortedMap<String, Derivation>> values = new LinkedHashMap<>();

  Scoring(Rulebook rulebook, Scores scores) {
    this.rulebook = rulebook;
    this.scores = scores;
    this.rounding = rulebook.rounding();
    this.steps = new Steps(rounding.mode());
    this.measuring = new Measuring(rulebook, scores, steps);
  }

  /** Returns the points of every team that takes part, by its id. */
  SortedMap<String, Scored> all() {
    for (Block block : rulebook.blocks()) {
      if (block.evaluatorTotals() == null) {
        for (Item item : block.items()) {
          SortedMap<String, Derivation> byTeam = new TreeMap<>();
          scores.participants().forEach(team -> byTeam.put(team, measuring.value(item, team)));
          values.put(item.id(), byTeam);
        }
      }
    }
    SortedMap<String, Scored> all = new TreeMap<>();
    scores.participants().forEach(team -> all.put(team, scored(team)));
    return all;
  }

  private Scored scored(String team) {
    SequencedMap<String, Derivation> points = new LinkedHashMap<>();
    List<Derivation> blocks = new ArrayList<>();
    for (Block block : rulebook.blocks()) {
      Derivation derivation =
          block.evaluatorTotals() == null
              ? itemBlock(block, team, points)
              : totalsBlock(block, team);
      blocks.add(derivation);
      points.put(block.id(), derivation);
    }
    Derivation.Step total =
        steps.sum(
            new Label(Kind.TOTAL, rulebook.id()), blocks, rounding.total(), rulebook.points());
    points.put(GateTest.MinimumScore.TOTAL, total);
    return new Scored(team, total, points);
  }

  private Derivation itemBlock(Block block, String team, Map<String, Derivation> points) {
    List<Derivation> items = new ArrayList<>();
    for (Item item : block.items()) {
      SortedMap<String, Derivation> byTeam = values.getOrDefault(item.id(), new TreeMap<>());
      Derivation value = byTeam.get(team);
      if (value == null) {
        throw new IllegalStateException("no value of " + item.id() + " for " + team);
      }
      Derivation scaled =
          scaled(
              item,
              rulebook.scaling(item, team),
              value,
              byTeam,
              item.places() == null ? rounding.item() : item.places());
      items.add(scaled);
      points.put(item.id(), scaled);
    }
    return steps.sum(new Label(Kind.BLOCK, block.id()), items, rounding.block(), block.points());
  }

  private Derivation totalsBlock(Block block, String team) {
    Label label = new Label(Kind.BLOCK, block.id());
    Item first = block.items().getFirst();
    if (!new Gaps(rulebook, scores).of(first, team).isEmpty()
        || block.evaluatorTotals() == null
        || !(first.input() instanceof Input.Sheets sheets)) {
      return new Derivation.Absent(
          label, first.missing(), measuring.missing(first, team), Derivation.Use.COUNTED);
    }
    List<Derivation> totals = new ArrayList<>();
    scores
        .panel(sheets.panel())
        .marks()
        .forEach(
            (evaluator, byTeam) -> {
              SortedMap<String, BigDecimal> sheet = byTeam.get(team);
              if (sheet != null) {
                totals.add(
                    evaluatorTotal(block, evaluator, sheet, team)
                        .usedAs(measuring.use(sheets.panel(), evaluator, team)));
              }
            });
    return steps.aggregate(
        label, block.evaluatorTotals(), totals, rounding.block(), block.points());
  }

  private Derivation evaluatorTotal(
      Block block, String evaluator, SortedMap<String, BigDecimal> sheet, String team) {
    List<Derivation> items = new ArrayList<>();
    for (Item item : block.items()) {
      BigDecimal mark = sheet.getOrDefault(item.id(), BigDecimal.ZERO);
      Derivation given =
          new Derivation.Given(
              new Label(Kind.EVALUATOR, evaluator),
              Fraction.of(mark),
              mark.toPlainString(),
              Derivation.Use.COUNTED);
      items.add(scaled(item, rulebook.scaling(item, team), given, new TreeMap<>(), null));
    }
    return steps.sum(new Label(Kind.EVALUATOR, evaluator), items, null, block.points());
  }

  private Derivation scaled(
      Item item,
      Scaling scaling,
      Derivation value,
      SortedMap<String, Derivation> all,
      @Nullable Integer places) {
    Label label = new Label(Kind.ITEM, item.id());
    Fraction points = Fraction.of(item.points());
    SortedMap<String, String> parameters = new TreeMap<>();
    if (value instanceof Derivation.Absent) {
      return steps.step(
          label, Rule.PLAIN, parameters, List.of(value), Fraction.ZERO, places, item.points());
    }
    return switch (scaling) {
      case Scaling.Linear(BigDecimal zero, BigDecimal full) -> {
        parameters.put("zero", zero.toPlainString());
        parameters.put("full", full.toPlainString());
        Fraction from = Fraction.of(zero);
        Fraction exact =
            value.result().minus(from).dividedBy(Fraction.of(full).minus(from)).times(points);
        yield steps.step(
            label, Rule.LINEAR, parameters, List.of(value), exact, places, item.points());
      }
      case Scaling.BestTeam() -> {
        Fraction best = Fraction.ZERO;
        for (Derivation other : all.values()) {
          best = other.result().compareTo(best) > 0 ? other.result() : best;
        }
        parameters.put("best", best.toString());
        Fraction exact =
            best.signum() == 0 ? Fraction.ZERO : value.result().dividedBy(best).times(points);
        yield steps.step(
            label, Rule.BEST_TEAM, parameters, List.of(value), exact, places, item.points());
      }
      case Scaling.Plain() ->
          steps.step(
              label, Rule.PLAIN, parameters, List.of(value), value.result(), places, item.points());
    };
  }

  /**
   * The points of one team.
   *
   * @param total the total with its derivation
   * @param points the total, the blocks and the items that have points of their own, by their ids
   */
  record Scored(String team, Derivation.Step total, SequencedMap<String, Derivation> points) {

    Fraction result(String id) {
      Derivation derivation = points.get(id);
      if (derivation == null) {
        throw new IllegalArgumentException("the rulebook has no points of " + id);
      }
      return derivation.result();
    }
  }
}
