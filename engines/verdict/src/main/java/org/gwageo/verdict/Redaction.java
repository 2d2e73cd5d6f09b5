package org.gwageo.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.verdict.Derivation.Kind;
import org.gwageo.verdict.Derivation.Label;
import org.gwageo.verdict.exact.Fraction;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.DisclosurePolicy.Level;
import org.gwageo.verdict.rules.DisclosurePolicy.Shown;
import org.gwageo.verdict.rules.Input;
import org.gwageo.verdict.rules.Item;
import org.gwageo.verdict.rules.Rulebook;

/**
 * Takes evaluators and users out of a derivation.
 *
 * <p>Evaluators get numbers in the order of the marks they gave this team. The order is made anew
 * for every team, so that the numbers of two teams cannot be linked.
 */
final class Redaction {

  private final Rulebook rulebook;
  private final Shown shown;
  private final Map<String, Map<String, String>> pseudonyms;

  private Redaction(Rulebook rulebook, Shown shown, Map<String, Map<String, String>> pseudonyms) {
    this.rulebook = rulebook;
    this.shown = shown;
    this.pseudonyms = pseudonyms;
  }

  static Derivation of(Rulebook rulebook, Derivation.Step total, Shown shown) {
    if (shown.shows(Level.RAW)) {
      return total;
    }
    return new Redaction(rulebook, shown, pseudonyms(rulebook, total)).redacted(total, "");
  }

  private Derivation redacted(Derivation node, String panel) {
    if (!(node instanceof Derivation.Step step)) {
      return node;
    }
    String own = panel(step.label(), panel);
    List<Derivation> kept = new ArrayList<>();
    for (Derivation input : step.inputs()) {
      boolean person = input.label().kind() == Kind.RATER || input.label().kind() == Kind.EVALUATOR;
      boolean sheet = input.label().kind() == Kind.EVALUATOR && shown.shows(Level.SHEETS);
      boolean summary =
          input instanceof Derivation.Given given && given.given().startsWith("mean of ");
      if (!person || sheet || summary) {
        kept.add(renamed(redacted(input, own), own));
      }
    }
    if (!kept.isEmpty() && kept.stream().allMatch(n -> n.label().kind() == Kind.EVALUATOR)) {
      kept.sort(Comparator.comparing((Derivation n) -> Integer.valueOf(n.label().id())));
    }
    return new Derivation.Step(
        step.label(),
        step.rule(),
        step.parameters(),
        kept,
        step.exact(),
        step.places(),
        step.result(),
        step.points(),
        step.use());
  }

  private Derivation renamed(Derivation node, String panel) {
    if (node.label().kind() != Kind.EVALUATOR) {
      return node;
    }
    var label =
        new Label(
            Kind.EVALUATOR,
            pseudonyms.getOrDefault(panel, Map.of()).getOrDefault(node.label().id(), "0"));
    return switch (node) {
      case Derivation.Given g -> new Derivation.Given(label, g.result(), g.given(), g.use());
      case Derivation.Absent a -> new Derivation.Absent(label, a.rule(), a.missing(), a.use());
      case Derivation.Step s ->
          new Derivation.Step(
              label,
              s.rule(),
              s.parameters(),
              s.inputs(),
              s.exact(),
              s.places(),
              s.result(),
              s.points(),
              s.use());
    };
  }

  private String panel(Label label, String outer) {
    return panel(rulebook, label, outer);
  }

  private static String panel(Rulebook rulebook, Label label, String outer) {
    Item item =
        switch (label.kind()) {
          case ITEM, MEASUREMENT -> rulebook.item(label.id()).orElse(null);
          case BLOCK ->
              rulebook
                  .block(label.id())
                  .filter(block -> block.evaluatorTotals() != null)
                  .map(Block::items)
                  .map(List::getFirst)
                  .orElse(null);
          default -> null;
        };
    return item != null && item.input() instanceof Input.Sheets sheets ? sheets.panel() : outer;
  }

  /** Numbers the evaluators of each panel by their marks, the highest sum first. */
  private static Map<String, Map<String, String>> pseudonyms(Rulebook rulebook, Derivation total) {
    Map<String, SortedMap<String, List<Fraction>>> marks = new HashMap<>();
    collect(rulebook, total, "", marks);
    Map<String, Map<String, String>> pseudonyms = new HashMap<>();
    marks.forEach(
        (panel, byEvaluator) -> {
          List<String> order = new ArrayList<>(byEvaluator.keySet());
          order.sort(
              Comparator.comparing((String e) -> Fraction.sum(marksOf(byEvaluator, e)))
                  .reversed()
                  .thenComparing(e -> marksOf(byEvaluator, e).toString()));
          Map<String, String> numbers = new HashMap<>();
          order.forEach(e -> numbers.put(e, Integer.toString(numbers.size() + 1)));
          pseudonyms.put(panel, numbers);
        });
    return pseudonyms;
  }

  private static List<Fraction> marksOf(Map<String, List<Fraction>> byEvaluator, String evaluator) {
    return byEvaluator.getOrDefault(evaluator, List.of());
  }

  private static void collect(
      Rulebook rulebook,
      Derivation node,
      String panel,
      Map<String, SortedMap<String, List<Fraction>>> marks) {
    String own = panel(rulebook, node.label(), panel);
    if (node instanceof Derivation.Given && node.label().kind() == Kind.EVALUATOR) {
      marks
          .computeIfAbsent(own, p -> new TreeMap<>())
          .computeIfAbsent(node.label().id(), e -> new ArrayList<>())
          .add(node.result());
    }
    node.inputs().forEach(input -> collect(rulebook, input, own, marks));
  }
}
