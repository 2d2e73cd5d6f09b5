package org.gwageo.verdict;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.verdict.Derivation.Kind;
import org.gwageo.verdict.Derivation.Label;
import org.gwageo.verdict.Derivation.Rule;
import org.gwageo.verdict.Derivation.Use;
import org.gwageo.verdict.exact.Fraction;
import org.gwageo.verdict.rules.Aggregation;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Missing;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.scores.Gaps;
import org.gwageo.verdict.scores.Measurement;
import org.gwageo.verdict.scores.Reading;
import org.gwageo.verdict.scores.Scores;
import org.jspecify.annotations.Nullable;

/** Makes one value per item and team out of what was entered. */
final class Measuring {

  private static final Fraction HUNDRED = Fraction.of(100);

  private final Rulebook rulebook;
  private final Scores scores;
  private final Gaps gaps;
  private final Steps steps;

  Measuring(Rulebook rulebook, Scores scores, Steps steps) {
    this.rulebook = rulebook;
    this.scores = scores;
    this.gaps = new Gaps(rulebook, scores);
    this.steps = steps;
  }

  /** Returns the value of {@code item} for {@code team} before it is scaled. */
  Derivation value(Item item, String team) {
    Measurement measurement = scores.measurement(item.id(), team).orElse(null);
    return switch (item.input()) {
      case Input.PlainPoints ignored ->
          measurement instanceof Measurement.Direct direct
              ? given(label(item), direct.runs().getFirst())
              : absent(label(item), item.missing(), missing(item, team));
      case Input.Index index -> index(item, index, measurement);
      case Input.CommonBenchmarks common -> common(item, common, team, measurement);
      case Input.TargetRatio ratio -> ratio(item, ratio, measurement);
      case Input.Sheets sheets -> sheets(item, sheets, team);
      case Input.Ratings ratings -> ratings(item, ratings, team, measurement);
    };
  }

  private Derivation index(Item item, Input.Index index, @Nullable Measurement measurement) {
    if (index.components().isEmpty()) {
      List<Reading> runs =
          measurement instanceof Measurement.Direct direct ? direct.runs() : List.of();
      return runs(
          label(item), runs, index.runs(), item.missing(), rulebook.rounding().measurement());
    }
    List<Derivation> parts = new ArrayList<>();
    SortedMap<String, String> weights = new TreeMap<>();
    Fraction sum = Fraction.ZERO;
    Fraction weightSum = Fraction.ZERO;
    boolean equal =
        index.components().stream().map(c -> c.weight().stripTrailingZeros()).distinct().count()
            == 1;
    for (Input.Component component : index.components()) {
      Fraction weight = Fraction.of(component.weight());
      Derivation part =
          runs(
              new Label(Kind.COMPONENT, component.id()),
              partRuns(measurement, component.id()),
              index.runs(),
              item.missing(),
              null);
      parts.add(part);
      sum = sum.plus(part.result().times(weight));
      weightSum = weightSum.plus(weight);
      if (!equal) {
        weights.put("weight:" + component.id(), weight.toString());
      }
    }
    weights.put("counted", Integer.toString(parts.size()));
    return steps.step(
        label(item),
        equal ? Rule.MEAN : Rule.WEIGHTED_MEAN,
        weights,
        parts,
        sum.dividedBy(weightSum),
        rulebook.rounding().measurement(),
        null);
  }

  private Derivation common(
      Item item, Input.CommonBenchmarks common, String team, @Nullable Measurement measurement) {
    List<String> selected = gaps.selected(item, common);
    if (selected.isEmpty()) {
      return absent(label(item), item.missing(), missing(item, team));
    }
    List<Derivation> parts = new ArrayList<>();
    for (String benchmark : selected) {
      parts.add(
          runs(
              new Label(Kind.BENCHMARK, benchmark),
              partRuns(measurement, benchmark),
              common.runs(),
              item.missing(),
              null));
    }
    return mean(item, parts);
  }

  private Derivation ratio(Item item, Input.TargetRatio ratio, @Nullable Measurement measurement) {
    List<Derivation> parts = new ArrayList<>();
    if (measurement instanceof Measurement.Targets targets) {
      for (Measurement.Target target : targets.targets()) {
        parts.add(ratio(item, ratio, target));
      }
    }
    for (int missing = parts.size(); missing < ratio.benchmarks(); missing++) {
      String number = Integer.toString(missing + 1);
      parts.add(
          absent(
              new Label(Kind.BENCHMARK, number),
              item.missing(),
              new Bilingual(number + "번째 벤치마크", "benchmark " + number)));
    }
    return mean(item, parts);
  }

  private Derivation ratio(Item item, Input.TargetRatio ratio, Measurement.Target target) {
    Derivation own =
        runs(new Label(Kind.MEASUREMENT, "own"), target.own(), ratio.runs(), item.missing(), null);
    Fraction targetScore = Fraction.of(target.target());
    Derivation declared =
        new Derivation.Given(
            new Label(Kind.TARGET, target.model() == null ? "target" : target.model()),
            targetScore,
            target.target().toPlainString(),
            Use.COUNTED);
    Fraction share = own.result().dividedBy(targetScore);
    SortedMap<String, String> parameters = new TreeMap<>();
    if (ratio.cap() != null) {
      parameters.put("cap", ratio.cap().toPlainString());
      share = share.min(Fraction.of(ratio.cap()));
    }
    return steps.step(
        new Label(Kind.BENCHMARK, target.benchmark()),
        Rule.RATIO,
        parameters,
        List.of(own, declared),
        share.times(HUNDRED),
        null,
        null);
  }

  private Derivation sheets(Item item, Input.Sheets sheets, String team) {
    if (sheets.aggregation() == null) {
      throw new IllegalStateException("the block of " + item.id() + " aggregates totals");
    }
    if (!gaps.of(item, team).isEmpty()) {
      return absent(label(item), item.missing(), missing(item, team));
    }
    List<Derivation> marks = new ArrayList<>();
    scores
        .panel(sheets.panel())
        .marks()
        .forEach(
            (evaluator, byTeam) -> {
              SortedMap<String, BigDecimal> sheet = byTeam.get(team);
              BigDecimal mark = sheet == null ? null : sheet.get(item.id());
              if (mark != null) {
                marks.add(
                    new Derivation.Given(
                        new Label(Kind.EVALUATOR, evaluator),
                        Fraction.of(mark),
                        mark.toPlainString(),
                        use(sheets.panel(), evaluator, team)));
              }
            });
    return steps.aggregate(
        label(item), sheets.aggregation(), marks, rulebook.rounding().measurement(), null);
  }

  private Derivation ratings(
      Item item, Input.Ratings ratings, String team, @Nullable Measurement measurement) {
    if (!gaps.of(item, team).isEmpty()) {
      return absent(label(item), item.missing(), missing(item, team));
    }
    List<Derivation> values = new ArrayList<>();
    Aggregation aggregation = ratings.aggregation();
    if (measurement instanceof Measurement.Ratings each) {
      each.byRater()
          .forEach(
              (rater, rating) ->
                  values.add(
                      new Derivation.Given(
                          new Label(Kind.RATER, rater),
                          Fraction.of(rating),
                          rating.toPlainString(),
                          use(ratings.group(), rater, team))));
    } else if (measurement instanceof Measurement.RatingsMean(BigDecimal mean, int count)) {
      values.add(
          new Derivation.Given(
              new Label(Kind.RATER, "all"), Fraction.of(mean), "mean of " + count, Use.COUNTED));
      aggregation = new Aggregation.Mean();
    }
    return steps.aggregate(
        label(item), aggregation, values, rulebook.rounding().measurement(), null);
  }

  /** Returns whether the marks of {@code who} count for {@code team}. */
  Use use(String in, String who, String team) {
    return scores.leftOut(rulebook, in, who, team).isPresent() ? Use.LEFT_OUT : Use.COUNTED;
  }

  private Derivation runs(
      Label label,
      List<Reading> given,
      Input.Runs runs,
      Missing missing,
      @Nullable Integer places) {
    if (given.size() < runs.count()) {
      return absent(
          label,
          missing,
          new Bilingual(
              runs.count() + "회 중 " + given.size() + "회만 실행됨",
              given.size() + " runs given, " + runs.count() + " expected"));
    }
    if (given.size() == 1 && places == null) {
      return given(label, given.getFirst());
    }
    List<Derivation> inputs = new ArrayList<>();
    for (Reading reading : given) {
      inputs.add(given(new Label(Kind.RUN, Integer.toString(inputs.size() + 1)), reading));
    }
    return steps.aggregate(label, runs.aggregation(), inputs, places, null);
  }

  private Derivation mean(Item item, List<Derivation> parts) {
    return steps.aggregate(
        label(item), new Aggregation.Mean(), parts, rulebook.rounding().measurement(), null);
  }

  private static List<Reading> partRuns(@Nullable Measurement measurement, String part) {
    return measurement instanceof Measurement.Parts parts
        ? parts.runs().getOrDefault(part, List.of())
        : List.of();
  }

  private static Derivation given(Label label, Reading reading) {
    return new Derivation.Given(label, reading.value(), reading.given(), Use.COUNTED);
  }

  private static Derivation absent(Label label, Missing rule, Bilingual missing) {
    return new Derivation.Absent(label, rule, missing, Use.COUNTED);
  }

  /** Returns what is missing for an item of a team as one phrase. */
  Bilingual missing(Item item, String team) {
    List<Bilingual> missing = gaps.of(item, team);
    return new Bilingual(
        String.join(", ", missing.stream().map(Bilingual::ko).toList()),
        String.join(", ", missing.stream().map(Bilingual::en).toList()));
  }

  private static Label label(Item item) {
    return new Label(Kind.MEASUREMENT, item.id());
  }
}
