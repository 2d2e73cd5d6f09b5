package org.gwageo.verdict.rules;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gwageo.verdict.document.Problems;
import org.gwageo.verdict.document.Section;
import org.gwageo.verdict.document.Value;
import org.jspecify.annotations.Nullable;

/** Reads what items measure and how measurements are aggregated. */
final class InputReader {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Problems problems;
  private final Words words;
  private final List<Panel> panels;

  InputReader(Problems problems, Words words, List<Panel> panels) {
    this.problems = problems;
    this.words = words;
    this.panels = panels;
  }

  Input input(Section item, BigDecimal points, boolean blockAggregates) {
    Section section = item.section("input");
    if (section == null) {
      return new Input.PlainPoints(points);
    }
    String kind =
        section.choice(
            "kind",
            List.of("index", "common-benchmarks", "target-ratio", "sheets", "ratings", "points"));
    Input input =
        switch (kind) {
          case "index" -> {
            BigDecimal min = section.number("min", BigDecimal.ZERO);
            BigDecimal max = section.number("max", HUNDRED);
            yield new Input.Index(min, max, components(section), runs(section));
          }
          case "common-benchmarks" -> {
            BigDecimal min = section.number("min", BigDecimal.ZERO);
            BigDecimal max = section.number("max", HUNDRED);
            yield new Input.CommonBenchmarks(min, max, selection(section), runs(section));
          }
          case "target-ratio" ->
              new Input.TargetRatio(
                  section.whole("benchmarks", 1, 1000), cap(section), runs(section));
          case "sheets" -> sheets(section, points, blockAggregates);
          case "ratings" -> ratings(section);
          default -> new Input.PlainPoints(section.number("max", points));
        };
    section.refuseOtherKeys();
    BigDecimal max = input.max();
    if (max != null && max.compareTo(input.min()) <= 0) {
      problems.add(
          section,
          "the greatest value "
              + ScoringReader.plain(max)
              + " must be above the smallest "
              + ScoringReader.plain(input.min()));
    }
    return input;
  }

  private Input ratings(Section section) {
    var ratings =
        new Input.Ratings(
            section.text("group"),
            section.number("min"),
            section.number("max"),
            required(section),
            section.whole("quorum", 1, 1_000_000));
    if (ratings.quorum() < ratings.aggregation().least()) {
      section.problem(
          "quorum",
          "this aggregation needs at least "
              + ratings.aggregation().least()
              + " ratings, the quorum is "
              + ratings.quorum());
    }
    return ratings;
  }

  private Input sheets(Section section, BigDecimal points, boolean blockAggregates) {
    String panel = section.text("panel");
    words.reference(section, "panel", "panel", panels.stream().map(Panel::id).toList());
    Aggregation aggregation = null;
    if (blockAggregates) {
      if (section.optional("aggregate") != null) {
        section.problem(
            "aggregate", "the block aggregates the evaluators' totals, so the item must not");
      }
    } else {
      aggregation = required(section);
      enoughEvaluators(section, "aggregate", aggregation, panel);
    }
    return new Input.Sheets(
        panel, section.number("min", BigDecimal.ZERO), section.number("max", points), aggregation);
  }

  /** Records a problem when the panel's quorum leaves too few sheets for {@code aggregation}. */
  void enoughEvaluators(Section section, String key, Aggregation aggregation, String panelId) {
    for (Panel panel : panels) {
      if (panel.id().equals(panelId) && panel.quorum() < aggregation.least()) {
        section.problem(
            key,
            "this aggregation needs at least "
                + aggregation.least()
                + " sheets, the quorum of the panel \""
                + panelId
                + "\" is "
                + panel.quorum());
      }
    }
  }

  private @Nullable BigDecimal cap(Section section) {
    Value value = section.required("cap");
    if (value == null || value.tree().equals("none")) {
      return null;
    }
    BigDecimal cap = value.number(problems);
    if (cap != null && cap.signum() <= 0) {
      problems.add(value, "the cap must be above 0, not " + ScoringReader.plain(cap));
    }
    return cap;
  }

  private List<Input.Component> components(Section section) {
    List<Input.Component> components = new ArrayList<>();
    Set<String> ids = Words.newIds();
    for (Section component : section.optionalSections("components")) {
      BigDecimal weight = component.number("weight", BigDecimal.ONE);
      if (weight.signum() <= 0) {
        component.problem("weight", "a weight must be above 0, not " + ScoringReader.plain(weight));
      }
      components.add(
          new Input.Component(
              words.id(component, "component", ids), words.bilingual(component, "title"), weight));
      component.refuseOtherKeys();
    }
    return components;
  }

  private Input.Selection selection(Section section) {
    Section selection = section.section("selection");
    if (selection == null) {
      return new Input.Selection.Listed(List.of());
    }
    String rule = selection.choice("rule", List.of("proposed", "listed"));
    Input.Selection chosen =
        rule.equals("proposed")
            ? new Input.Selection.ProposedBy(
                selection.whole("teams", 1, 1000), selection.whole("most-per-team", 1, 1000))
            : new Input.Selection.Listed(selection.texts("benchmarks"));
    if (chosen instanceof Input.Selection.Listed(List<String> benchmarks)
        && benchmarks.isEmpty()
        && selection.entries().containsKey("benchmarks")) {
      selection.problem("benchmarks", "a listed selection needs at least one benchmark");
    }
    selection.refuseOtherKeys();
    return chosen;
  }

  private Input.Runs runs(Section section) {
    Section runs = section.optionalSection("runs");
    if (runs == null) {
      return new Input.Runs(1, new Aggregation.Mean());
    }
    var read = new Input.Runs(runs.whole("count", 1, 1000), required(runs));
    if (read.count() < read.aggregation().least()) {
      runs.problem(
          "count",
          "this aggregation needs at least "
              + read.aggregation().least()
              + " runs, not "
              + read.count());
    }
    runs.refuseOtherKeys();
    return read;
  }

  private Aggregation required(Section section) {
    Section aggregate = section.section("aggregate");
    return aggregate == null ? new Aggregation.Mean() : aggregation(aggregate);
  }

  Aggregation aggregation(Section section) {
    String rule = section.choice("rule", List.of("mean", "median", "trimmed-mean"));
    Aggregation aggregation =
        switch (rule) {
          case "median" -> new Aggregation.Median();
          case "trimmed-mean" ->
              new Aggregation.TrimmedMean(
                  section.whole("high", 0, 1000), section.whole("low", 0, 1000));
          default -> new Aggregation.Mean();
        };
    section.refuseOtherKeys();
    return aggregation;
  }
}
