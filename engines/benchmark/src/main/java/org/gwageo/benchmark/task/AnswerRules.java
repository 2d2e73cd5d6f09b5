package org.gwageo.benchmark.task;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gwageo.benchmark.answer.Extractor;
import org.gwageo.benchmark.answer.NamedExtractor;
import org.gwageo.benchmark.answer.Normalisation;
import org.gwageo.benchmark.answer.RegexExtractor;
import org.gwageo.benchmark.overlap.CorpusMetric;
import org.gwageo.benchmark.overlap.ReplyMetric;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads how a task's replies are judged. */
final class AnswerRules {

  private static final List<String> KINDS =
      List.of(
          "generated",
          "choice",
          "math",
          "overlap",
          "citations",
          "tool-calls",
          "refusal",
          "instructions",
          "program");

  /** The kinds whose right answers usually stand in a field of another name. */
  private static final Set<String> OWN_GOLD =
      Set.of("citations", "tool-calls", "refusal", "instructions", "program");

  private final String file;

  private AnswerRules(String file) {
    this.file = file;
  }

  /**
   * Reads the {@code answer} section of a task.
   *
   * @throws TaskException if it is wrong
   */
  static AnswerRule read(String file, Section root) throws TaskException {
    return new AnswerRules(file).answer(root);
  }

  private AnswerRule answer(Section root) throws TaskException {
    Node node = root.required("answer");
    var section = new Section(file, "answer", node);
    String kind = section.text("kind");
    String gold = OWN_GOLD.contains(kind) ? "" : section.text("gold", "answer");
    AnswerRule rule =
        switch (kind) {
          case "generated" -> {
            String filter = section.text("filter", "exact-match");
            yield new AnswerRule.Generated(
                gold, filter, extract(section, NamedExtractor.FIRST_LINE), normalise(section));
          }
          case "choice" -> {
            String filter = section.text("filter", "choice-letter");
            Optional<Node> choices = section.node("choices");
            List<String> fields =
                choices.isPresent()
                    ? section.texts("choices", choices.get())
                    : List.of(AnswerRule.Choice.LINES);
            yield new AnswerRule.Choice(gold, filter, fields, section.whole("index_from", 0, 0, 1));
          }
          case "math" -> new MathRule(gold, section.text("filter", "math-equivalence"));
          case "overlap" -> overlap(section, gold);
          case "citations" ->
              new CitationRule(
                  section.text("gold", "facts"),
                  section.text("sources", "sources"),
                  section.text("filter", "supported-facts"));
          case "tool-calls" ->
              new ToolCallRule(
                  section.text("gold", "calls"),
                  section.text("filter", "tool-calls"),
                  section.flag("in_order", false));
          case "refusal" ->
              new RefusalRule(section.text("gold", "expected"), section.text("filter", "refusal"));
          case "instructions" ->
              new InstructionRule(
                  section.text("gold", "instructions"), section.text("filter", "instructions"));
          case "program" ->
              new ProgramRule(
                  section.text("prompt", "prompt"),
                  section.text("entry_point", "entry_point"),
                  section.text("gold", "test"),
                  section.text("filter", "tests-passed"),
                  null);
          default ->
              throw section.wrong(
                  Section.line(node), "answer.kind is one of " + KINDS + ", not \"" + kind + "\"");
        };
    section.end();
    return rule;
  }

  private AnswerRule overlap(Section section, String gold) throws TaskException {
    Node node = section.required("metric");
    String name = section.textOf("metric", node);
    Optional<ReplyMetric> single = ReplyMetric.named(name);
    Optional<CorpusMetric> together = CorpusMetric.named(name);
    String filter = section.text("filter", name);
    BigDecimal threshold =
        section.decimal("threshold", BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ONE);
    List<Extractor> extract = extract(section, NamedExtractor.WHOLE);
    if (single.isPresent()) {
      return new OverlapRule(gold, filter, single.get(), extract, threshold);
    }
    if (together.isPresent()) {
      return new CorpusRule(gold, filter, together.get(), extract, threshold);
    }
    throw section.wrong(Section.line(node), "no measure is called \"" + name + "\"");
  }

  private List<Extractor> extract(Section section, Extractor otherwise) throws TaskException {
    List<Extractor> cascade = new ArrayList<>();
    for (Node node : section.list("extract")) {
      cascade.add(node instanceof MappingNode ? regex(node) : named(section, node));
    }
    return cascade.isEmpty() ? List.of(otherwise) : cascade;
  }

  private static Extractor named(Section section, Node node) throws TaskException {
    String word = section.textOf("extract", node);
    return NamedExtractor.named(word)
        .orElseThrow(
            () -> section.wrong(Section.line(node), "no extractor is called \"" + word + "\""));
  }

  private Extractor regex(Node node) throws TaskException {
    var section = new Section(file, "extract", node);
    String regex = section.text("regex");
    int group = section.whole("group", 1, 0, 99);
    String take = section.text("take", "last");
    section.end();
    if (!take.equals("first") && !take.equals("last")) {
      throw section.wrong(
          Section.line(node), "extract.take is first or last, not \"" + take + "\"");
    }
    try {
      return RegexExtractor.of(regex, group, take.equals("last"));
    } catch (IllegalArgumentException e) {
      throw section.wrong(Section.line(node), String.valueOf(e.getMessage()));
    }
  }

  private static List<Normalisation> normalise(Section section) throws TaskException {
    Optional<Node> list = section.node("normalise");
    if (list.isEmpty()) {
      return List.of(Normalisation.NFKC, Normalisation.SQUEEZE);
    }
    List<Normalisation> steps = new ArrayList<>();
    for (String word : section.texts("normalise", list.get())) {
      steps.add(
          Normalisation.named(word)
              .orElseThrow(
                  () ->
                      section.wrong(
                          Section.line(list.get()),
                          "no normalisation is called \"" + word + "\"")));
    }
    return steps;
  }
}
