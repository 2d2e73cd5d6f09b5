package org.gwageo.verdict.scores;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.verdict.document.Nearest;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Sequence;
import org.gwageo.verdict.document.Value;
import org.gwageo.verdict.exact.Fraction;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/** Reads the measurements of the items. */
final class MeasurementReader {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Rulebook rulebook;
  private final Problems problems;
  private final Set<String> teams;
  private final Map<String, Map<String, Measurement>> measurements = new HashMap<>();
  private final Map<String, SortedMap<String, List<String>>> proposals = new HashMap<>();

  MeasurementReader(Rulebook rulebook, Problems problems, Set<String> teams) {
    this.rulebook = rulebook;
    this.problems = problems;
    this.teams = teams;
  }

  Map<String, Map<String, Measurement>> measurements() {
    return measurements;
  }

  Map<String, SortedMap<String, List<String>>> proposals() {
    return proposals;
  }

  void items(Section items) {
    List<String> ids = rulebook.items().map(Item::id).toList();
    items
        .entries()
        .forEach(
            (id, value) -> {
              Item item = rulebook.item(id).orElse(null);
              if (item == null) {
                problems.add(
                    items.place(id),
                    "the rulebook has no item \"" + id + "\"" + Nearest.hint(id, ids));
                return;
              }
              Section section = value.section(problems);
              if (section != null) {
                item(item, items, section);
              }
            });
  }

  private void item(Item item, Section items, Section section) {
    switch (item.input()) {
      case Input.Sheets sheets ->
          problems.add(
              items.place(item.id()),
              "the item \""
                  + item.id()
                  + "\" is marked on sheets; write them under panels."
                  + sheets.panel()
                  + ".sheets");
      case Input.CommonBenchmarks common -> {
        if (common.selection() instanceof Input.Selection.ProposedBy rule) {
          proposals.put(item.id(), proposed(section, rule));
        }
        Section results = section.section("results");
        if (results != null) {
          byTeam(item, results);
        }
        section.refuseOtherKeys();
      }
      default -> byTeam(item, section);
    }
  }

  private SortedMap<String, List<String>> proposed(
      Section section, Input.Selection.ProposedBy rule) {
    SortedMap<String, List<String>> byTeam = new TreeMap<>();
    Section proposalSection = section.section("proposals");
    if (proposalSection == null) {
      return byTeam;
    }
    for (String team : teamsOf(proposalSection)) {
      List<String> proposed = proposalSection.texts(team);
      if (proposed.size() > rule.most()) {
        proposalSection.problem(
            team,
            "\"" + team + "\" proposes " + proposed.size() + " benchmarks, at most " + rule.most());
      }
      byTeam.put(team, proposed);
    }
    return byTeam;
  }

  /** Returns the keys of {@code section} that are teams; records a problem for the others. */
  private List<String> teamsOf(Section section) {
    List<String> known = new ArrayList<>();
    for (String team : section.entries().keySet()) {
      if (teams.contains(team)) {
        known.add(team);
      } else {
        problems.add(
            section.place(team), "there is no team \"" + team + "\"" + Nearest.hint(team, teams));
      }
    }
    return known;
  }

  private void byTeam(Item item, Section section) {
    Map<String, Measurement> byTeam = new HashMap<>();
    for (String team : teamsOf(section)) {
      Value value = section.optional(team);
      Measurement measurement = value == null ? null : measurement(item, value);
      if (measurement != null) {
        byTeam.put(team, measurement);
      }
    }
    measurements.put(item.id(), byTeam);
  }

  private @Nullable Measurement measurement(Item item, Value value) {
    return switch (item.input()) {
      case Input.PlainPoints points -> {
        Reading reading = reading(value, points.min(), points.max());
        yield reading == null ? null : new Measurement.Direct(List.of(reading));
      }
      case Input.Index index ->
          index.components().isEmpty()
              ? new Measurement.Direct(runs(value, index.min(), index.max(), index.runs()))
              : parts(
                  value,
                  index.min(),
                  index.max(),
                  index.runs(),
                  index.components().stream().map(Input.Component::id).toList());
      case Input.CommonBenchmarks common ->
          parts(
              value,
              common.min(),
              common.max(),
              common.runs(),
              common.selection() instanceof Input.Selection.Listed(List<String> listed)
                  ? listed
                  : null);
      case Input.TargetRatio ratio -> targets(value, ratio);
      case Input.Ratings ratings -> ratings(value, ratings);
      case Input.Sheets ignored -> null;
    };
  }

  private Measurement parts(
      Value value, BigDecimal min, BigDecimal max, Input.Runs runs, @Nullable List<String> known) {
    SortedMap<String, List<Reading>> parts = new TreeMap<>();
    Section section = value.section(problems);
    if (section != null) {
      section
          .entries()
          .forEach(
              (part, given) -> {
                if (known != null && !known.contains(part)) {
                  problems.add(
                      section.place(part),
                      "there is no part \"" + part + "\"" + Nearest.hint(part, known));
                }
                parts.put(part, runs(given, min, max, runs));
              });
    }
    return new Measurement.Parts(parts);
  }

  private List<Reading> runs(
      Value value, BigDecimal min, @Nullable BigDecimal max, Input.Runs runs) {
    List<Value> given = value instanceof Sequence sequence ? sequence.values() : List.of(value);
    if (given.size() > runs.count()) {
      problems.add(
          value, value.name() + " has " + given.size() + " runs, expected " + runs.count());
    }
    List<Reading> readings = new ArrayList<>();
    for (Value one : given) {
      Reading reading = reading(one, min, max);
      if (reading != null) {
        readings.add(reading);
      }
    }
    return readings;
  }

  /**
   * Reads a number, or a mapping of {@code correct} and {@code of}, which is a share of the range
   * from {@code min} to {@code max}, and of 100 where there is no greatest value.
   */
  private @Nullable Reading reading(Value value, BigDecimal min, @Nullable BigDecimal max) {
    if (value instanceof Section section) {
      int of = section.whole("of", 1, 100_000_000);
      int correct = section.whole("correct", 0, 100_000_000);
      section.refuseOtherKeys();
      if (correct > of) {
        section.problem("correct", "more correct than asked: " + correct + " of " + of);
        return null;
      }
      Fraction span = Fraction.of(max == null ? HUNDRED : max).minus(Fraction.of(min));
      Fraction share = Fraction.of(correct).dividedBy(Fraction.of(of));
      return new Reading(Fraction.of(min).plus(span.times(share)), correct + "/" + of);
    }
    BigDecimal number = within(value, min, max);
    return number == null ? null : new Reading(Fraction.of(number), number.toPlainString());
  }

  private @Nullable BigDecimal within(Value value, BigDecimal min, @Nullable BigDecimal max) {
    BigDecimal number = value.number(problems);
    if (number == null) {
      return null;
    }
    if (number.compareTo(min) < 0 || (max != null && number.compareTo(max) > 0)) {
      problems.add(
          value,
          value.name()
              + " must be "
              + (max == null
                  ? "at least " + min.toPlainString()
                  : "from " + min.toPlainString() + " to " + max.toPlainString())
              + ", not "
              + number.toPlainString());
      return null;
    }
    return number;
  }

  private Measurement targets(Value value, Input.TargetRatio ratio) {
    List<Measurement.Target> targets = new ArrayList<>();
    Sequence sequence = value.sequence(problems);
    if (sequence != null) {
      if (sequence.values().size() > ratio.benchmarks()) {
        problems.add(
            value,
            value.name()
                + " has "
                + sequence.values().size()
                + " benchmarks, expected "
                + ratio.benchmarks());
      }
      Set<String> seen = new HashSet<>();
      for (Section section : sequence.sections(problems)) {
        String benchmark = section.text("benchmark");
        if (!seen.add(benchmark)) {
          section.problem("benchmark", "the benchmark \"" + benchmark + "\" stands twice");
        }
        Value own = section.required("own");
        BigDecimal target = section.number("target");
        if (target.signum() <= 0 && section.entries().containsKey("target")) {
          section.problem(
              "target", "a target's score must be above 0, not " + target.toPlainString());
        }
        String model =
            section.optional("target-model") == null ? null : section.text("target-model");
        section.refuseOtherKeys();
        if (own != null) {
          targets.add(
              new Measurement.Target(
                  benchmark, runs(own, BigDecimal.ZERO, null, ratio.runs()), target, model));
        }
      }
    }
    targets.sort(Comparator.comparing(Measurement.Target::benchmark));
    return new Measurement.Targets(targets);
  }

  private @Nullable Measurement ratings(Value value, Input.Ratings ratings) {
    Section section = value.section(problems);
    if (section == null) {
      return null;
    }
    if (section.entries().containsKey("mean") && section.entries().containsKey("count")) {
      Value mean = section.required("mean");
      int count = section.whole("count", 1, 100_000_000);
      section.refuseOtherKeys();
      BigDecimal number = mean == null ? null : within(mean, ratings.min(), ratings.max());
      return number == null ? null : new Measurement.RatingsMean(number, count);
    }
    SortedMap<String, BigDecimal> byRater = new TreeMap<>();
    section
        .entries()
        .forEach(
            (rater, rating) -> {
              BigDecimal number = within(rating, ratings.min(), ratings.max());
              if (number != null) {
                byRater.put(rater, number);
              }
            });
    return new Measurement.Ratings(byRater);
  }
}
