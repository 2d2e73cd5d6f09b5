package org.gwageo.platform.publication.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.platform.programme.web.ReportedSentences;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.rules.Aggregation;
import org.gwageo.verdict.rules.AgreedException;
import org.gwageo.verdict.rules.Bilingual;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.Gate;
import org.gwageo.verdict.rules.GateTest;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Panel;
import org.gwageo.verdict.rules.Reported;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.Scaling;
import org.jspecify.annotations.Nullable;

/** Says in plain sentences what the parts of a rulebook mean. */
final class RuleWords {

  private final Page page;
  private final Rulebook rulebook;

  RuleWords(Page page, Rulebook rulebook) {
    this.page = page;
    this.rulebook = rulebook;
  }

  String text(Bilingual text) {
    return page.pick(text.ko(), text.en());
  }

  /** Returns what an item measures, one sentence for each thing to know. */
  List<String> measured(Item item) {
    var words = new ArrayList<String>();
    switch (item.input()) {
      case Input.Index index -> {
        words.add(page.t("rulebook.input.index", range(index.min()), range(index.max())));
        if (index.components().size() > 1) {
          words.add(page.t("rulebook.input.components", components(index.components())));
        }
        runs(index.runs(), words);
      }
      case Input.CommonBenchmarks common -> {
        words.add(
            switch (common.selection()) {
              case Input.Selection.ProposedBy(int teams, int most) ->
                  page.t("rulebook.input.proposed", teams, most);
              case Input.Selection.Listed(List<String> benchmarks) ->
                  page.t("rulebook.input.listed", String.join(", ", benchmarks));
            });
        runs(common.runs(), words);
      }
      case Input.TargetRatio ratio -> {
        words.add(page.t("rulebook.input.target-ratio", ratio.benchmarks()));
        BigDecimal cap = ratio.max();
        if (cap != null) {
          words.add(page.t("rulebook.input.cap", range(cap)));
        }
        runs(ratio.runs(), words);
      }
      case Input.Sheets sheets -> {
        words.add(
            page.t(
                "rulebook.input.sheets",
                panel(sheets.panel()),
                range(sheets.min()),
                range(sheets.max())));
        Aggregation aggregation = sheets.aggregation();
        words.add(
            aggregation == null
                ? page.t("rulebook.input.by-total")
                : page.t("rulebook.input.over-evaluators", aggregated(aggregation)));
      }
      case Input.Ratings ratings ->
          words.add(
              page.t(
                  "rulebook.input.ratings",
                  group(ratings.group()),
                  range(ratings.min()),
                  range(ratings.max()),
                  aggregated(ratings.aggregation()),
                  ratings.quorum()));
      case Input.PlainPoints points ->
          words.add(page.t("rulebook.input.plain", range(points.max())));
    }
    Reported reported = item.evidence().reported();
    if (reported != null) {
      words.add(page.t("reproduction.rule.teams-run"));
      words.addAll(ReportedSentences.of(page, reported));
    }
    return List.copyOf(words);
  }

  private void runs(Input.Runs runs, List<String> words) {
    if (runs.count() > 1) {
      words.add(page.t("rulebook.input.runs", runs.count(), aggregated(runs.aggregation())));
    }
  }

  private String components(List<Input.Component> components) {
    boolean equal =
        components.stream()
                .map(Input.Component::weight)
                .map(BigDecimal::stripTrailingZeros)
                .distinct()
                .count()
            == 1;
    return String.join(
        ", ",
        components.stream()
            .map(
                component ->
                    equal
                        ? text(component.title())
                        : text(component.title()) + " " + range(component.weight()))
            .toList());
  }

  /** Returns how several values become one. */
  String aggregated(Aggregation aggregation) {
    return switch (aggregation) {
      case Aggregation.Mean() -> page.t("rulebook.aggregation.mean");
      case Aggregation.Median() -> page.t("rulebook.aggregation.median");
      case Aggregation.TrimmedMean(int high, int low) ->
          page.t("rulebook.aggregation.trimmed-mean", high, low);
    };
  }

  /** Returns how an item's value becomes points. */
  String scaled(Item item) {
    return scaled(item.scaling(), item.points());
  }

  private String scaled(Scaling scaling, BigDecimal points) {
    return switch (scaling) {
      case Scaling.Linear(BigDecimal zero, BigDecimal full) ->
          zero.signum() == 0
              ? page.t("rulebook.scaling.linear", range(full), range(points))
              : page.t(
                  "rulebook.scaling.between",
                  range(zero),
                  range(full.subtract(zero)),
                  range(points));
      case Scaling.BestTeam() -> page.t("rulebook.scaling.best-team", range(points));
      case Scaling.Plain() -> page.t("rulebook.scaling.plain");
    };
  }

  String missing(Item item) {
    return page.t("rulebook.missing." + Citing.word(item.missing()));
  }

  /** Returns how the evaluators' totals over a block become one; null for a block without. */
  @Nullable String aggregated(Block block) {
    Aggregation totals = block.evaluatorTotals();
    return totals == null ? null : page.t("rulebook.evaluator-totals", aggregated(totals));
  }

  /** Returns what a gate's test looks at, and when it is failed. */
  String test(GateTest test) {
    return switch (test) {
      case GateTest.Ticks(String panel, GateTest.Threshold.Count(int atLeast)) ->
          page.t("rulebook.gate.ticks", panel(panel), atLeast);
      case GateTest.Ticks(String panel, GateTest.Threshold.MoreThan(GateTest.Share share)) ->
          page.t("rulebook.gate.ticks-above", panel(panel), share.toString());
      case GateTest.Approval(String panel, GateTest.Share share) ->
          page.t("rulebook.gate.approval", panel(panel), share.toString());
      case GateTest.Lineage(List<String> fails, List<String> undetermined) ->
          undetermined.isEmpty()
              ? page.t("rulebook.gate.lineage", grades(fails))
              : page.t("rulebook.gate.lineage", grades(fails))
                  + " "
                  + page.t("rulebook.gate.lineage-undetermined", grades(undetermined));
      case GateTest.Criteria(var criteria) ->
          page.t(
              "rulebook.gate.criteria",
              String.join(", ", criteria.stream().map(one -> text(one.title())).toList()));
      case GateTest.Licence(List<String> requires) ->
          page.t("rulebook.gate.licence", String.join(", ", permissions(requires)));
      case GateTest.MinimumScore(String of, BigDecimal atLeast) ->
          page.t("rulebook.gate.minimum-score", scored(of), range(atLeast));
      case GateTest.OnTime(String window) -> page.t("rulebook.gate.on-time", window(window));
    };
  }

  /** Returns what follows when tests fail or give no answer. */
  List<String> consequences(Gate gate) {
    var words = new ArrayList<String>();
    if (gate.tests().size() > 1) {
      words.add(page.t("rulebook.gate.fails-when." + Citing.word(gate.failsWhen())));
    }
    words.add(page.t("rulebook.gate.undetermined." + Citing.word(gate.undetermined())));
    return List.copyOf(words);
  }

  private String grades(List<String> grades) {
    return String.join(
        ", ", grades.stream().map(grade -> page.t("overview.lineage." + grade)).toList());
  }

  private List<String> permissions(List<String> permissions) {
    return permissions.stream()
        .map(
            permission ->
                permission.equals("commercial-use")
                    ? page.t("rulebook.permission.commercial-use")
                    : permission)
        .toList();
  }

  /** Returns the name of the total, a block or an item. */
  String scored(String id) {
    return switch (id) {
      case GateTest.MinimumScore.TOTAL -> page.t("rulebook.total");
      case "exact-total" -> page.t("rulebook.exact-total");
      default ->
          rulebook
              .block(id)
              .map(block -> text(block.title()))
              .or(() -> rulebook.item(id).map(item -> text(item.title())))
              .orElse(id);
    };
  }

  private String window(String id) {
    return rulebook.calendar().windows().stream()
        .filter(window -> window.id().equals(id))
        .findFirst()
        .map(window -> text(window.title()))
        .orElse(id);
  }

  private String panel(String id) {
    return rulebook.panel(id).map(Panel::title).map(this::text).orElse(id);
  }

  private String group(String id) {
    return switch (id) {
      case "professional" -> page.t("rulebook.group.professional");
      case "citizens" -> page.t("rulebook.group.citizens");
      default -> id;
    };
  }

  /** Returns what differs for one team. */
  String effect(AgreedException.Effect effect) {
    return switch (effect) {
      case AgreedException.Effect.Basis(String item, Bilingual counts) ->
          scored(item) + ": " + text(counts);
      case AgreedException.Effect.OtherScaling(String item, Scaling scaling) ->
          scored(item)
              + ": "
              + scaled(scaling, rulebook.item(item).map(Item::points).orElse(BigDecimal.ZERO));
      case AgreedException.Effect.WaivedGate(String gate) ->
          page.t(
              "rulebook.exception.waived",
              rulebook.gate(gate).map(waived -> text(waived.title())).orElse(gate));
    };
  }

  /** Returns a number without needless zeros. */
  String range(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return page.number(plain.scale() < 0 ? plain.setScale(0) : plain);
  }
}
