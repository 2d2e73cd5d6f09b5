package org.gwageo.platform.publication.web.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.Derivation;
import org.gwageo.verdict.Derivation.Kind;
import org.gwageo.verdict.Derivation.Label;
import org.gwageo.verdict.Derivation.Rule;
import org.gwageo.verdict.Derivation.Use;
import org.gwageo.verdict.rules.Rulebook;
import org.jspecify.annotations.Nullable;

/** Tells in words how a number came about. */
final class DerivationWords {

  private static final String WEIGHT = "weight:";

  private final Page page;
  private final Rulebook rulebook;

  DerivationWords(Page page, Rulebook rulebook) {
    this.page = page;
    this.rulebook = rulebook;
  }

  /** Returns the derivation in words. */
  DerivationNode of(Derivation node) {
    List<Fact> values = new ArrayList<>();
    List<DerivationNode> steps = new ArrayList<>();
    for (Derivation input : node.inputs()) {
      if (input instanceof Derivation.Step) {
        steps.add(of(input));
      } else {
        values.add(Fact.of(name(input.label()), entered(input)));
      }
    }
    return new DerivationNode(
        title(node),
        node.use() == Use.COUNTED ? null : use(node.use()),
        rule(node),
        exact(node),
        values,
        steps,
        withheld(node));
  }

  private String title(Derivation node) {
    String value = Wording.plain(node);
    return node instanceof Derivation.Step step && step.points() != null
        ? page.t("results.derivation.points", name(node.label()), value, page.number(step.points()))
        : page.t("results.derivation.value", name(node.label()), value);
  }

  /** Returns what a number is. */
  private String name(Label label) {
    String id = label.id();
    return switch (label.kind()) {
      case TOTAL -> page.t("results.total");
      case BLOCK, ITEM -> Wording.title(page, rulebook, id);
      case MEASUREMENT ->
          rulebook.item(id).isPresent()
              ? page.t("results.derivation.measured", Wording.title(page, rulebook, id))
              : page.t("results.derivation.own");
      case COMPONENT, BENCHMARK -> Wording.component(page, rulebook, id);
      case TARGET ->
          id.equals("target")
              ? page.t("results.derivation.target")
              : page.t("results.derivation.target-of", id);
      case RUN -> page.t("results.derivation.run", id);
      case EVALUATOR -> page.t("results.derivation.evaluator", id);
      case RATER ->
          id.equals("all")
              ? page.t("results.derivation.raters")
              : page.t("results.derivation.rater", id);
    };
  }

  private String entered(Derivation input) {
    String text =
        switch (input) {
          case Derivation.Given given -> given(given);
          case Derivation.Absent absent ->
              page.t(
                  "results.derivation.missing",
                  page.pick(absent.missing().ko(), absent.missing().en()));
          case Derivation.Step ignored -> throw new IllegalArgumentException("a step is made");
        };
    return input.use() == Use.COUNTED
        ? text
        : page.t("results.derivation.with-use", text, use(input.use()));
  }

  /** Returns what was entered, and its value where that is another text. */
  private String given(Derivation.Given given) {
    if (given.given().contains("/")) {
      return page.t("results.derivation.share", given.given(), Wording.plain(given));
    }
    return given.given().startsWith("mean of ")
        ? page.t(
            "results.derivation.mean-of",
            Wording.plain(given),
            given.given().substring("mean of ".length()))
        : given.given();
  }

  private String use(Use use) {
    return page.t("results.use." + use.key());
  }

  private String rule(Derivation node) {
    return switch (node) {
      case Derivation.Given ignored -> page.t("results.derivation.given");
      case Derivation.Absent absent ->
          page.t(
              "results.derivation.missing",
              page.pick(absent.missing().ko(), absent.missing().en()));
      case Derivation.Step step -> rule(step);
    };
  }

  private String rule(Derivation.Step step) {
    Map<String, String> numbers = step.parameters();
    return switch (step.rule()) {
      case SUM -> page.t("results.rule.sum");
      case MEAN -> page.t("results.rule.mean", numbers.getOrDefault("counted", "–"));
      case MEDIAN -> page.t("results.rule.median", numbers.getOrDefault("counted", "–"));
      case TRIMMED_MEAN ->
          page.t(
              "results.rule.trimmed-mean",
              numbers.getOrDefault("high", "0"),
              numbers.getOrDefault("low", "0"),
              numbers.getOrDefault("counted", "–"));
      case WEIGHTED_MEAN -> page.t("results.rule.weighted-mean", weights(numbers));
      case RATIO ->
          numbers.containsKey("cap")
              ? page.t("results.rule.ratio-capped", numbers.getOrDefault("cap", ""))
              : page.t("results.rule.ratio");
      case LINEAR ->
          "0".equals(numbers.get("zero"))
              ? page.t("results.rule.linear", full(step), numbers.getOrDefault("full", ""))
              : page.t(
                  "results.rule.linear-from",
                  full(step),
                  numbers.getOrDefault("full", ""),
                  numbers.getOrDefault("zero", ""));
      case BEST_TEAM ->
          page.t("results.rule.best-team", full(step), numbers.getOrDefault("best", ""));
      case PLAIN -> page.t("results.rule.plain");
    };
  }

  private String full(Derivation.Step step) {
    return step.points() == null ? "" : page.number(step.points());
  }

  private String weights(Map<String, String> numbers) {
    List<String> weights = new ArrayList<>();
    numbers.forEach(
        (name, weight) -> {
          if (name.startsWith(WEIGHT)) {
            String component = name.substring(WEIGHT.length());
            weights.add(Wording.component(page, rulebook, component) + " " + weight);
          }
        });
    return String.join(", ", weights);
  }

  private @Nullable String exact(Derivation node) {
    if (!(node instanceof Derivation.Step step)
        || step.places() == null
        || step.exact().equals(step.result())) {
      return null;
    }
    String mode = page.t("results.rounding." + rulebook.rounding().mode());
    return step.exact().isDecimal()
        ? page.t("results.derivation.exact", step.exact().toString(), step.places(), mode)
        : page.t(
            "results.derivation.exact-fraction",
            step.exact().toString(),
            step.exact().approximate(10).toPlainString(),
            step.places(),
            mode);
  }

  private @Nullable String withheld(Derivation node) {
    boolean aggregates =
        node instanceof Derivation.Step step
            && (step.rule() == Rule.MEAN
                || step.rule() == Rule.MEDIAN
                || step.rule() == Rule.TRIMMED_MEAN);
    return aggregates && node.inputs().isEmpty() && node.label().kind() != Kind.TOTAL
        ? page.t("results.derivation.withheld")
        : null;
  }
}
