package org.gwageo.benchmark.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gwageo.benchmark.answer.ReplyText;
import org.gwageo.benchmark.instruction.InstructionException;
import org.gwageo.benchmark.instruction.InstructionReport;
import org.gwageo.benchmark.instruction.InstructionResult;
import org.gwageo.benchmark.instruction.Instructions;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Corpus;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;

/**
 * Instructions that a reply must follow and that can be checked without understanding it.
 *
 * <p>The headline is the share of replies that follow all of theirs as they stand; beside it the
 * share of single instructions, and both with the looser reading of IFEval.
 *
 * @param gold the field with the instructions: a list of mappings with {@code id} and {@code
 *     kwargs}
 * @param filter the name of the rule in results
 */
public record InstructionRule(String gold, String filter) implements AnswerRule {

  private static final String LOOSE = "prompt-loose";
  private static final String EACH = "instruction";
  private static final String EACH_LOOSE = "instruction-loose";

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.mean(ACCURACY, filter), Metric.mean(LOOSE, filter), share(EACH), share(EACH_LOOSE));
  }

  private Metric share(String name) {
    return new Metric(
        name, filter, name, new Corpus(name, total -> total[0] / Math.max(1, total[1])), true);
  }

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    List<String> ids = new ArrayList<>();
    List<Map<String, Object>> arguments = new ArrayList<>();
    instructions(item, ids, arguments);
    String reply = ReplyText.finalPart(replies.getFirst().text());
    InstructionReport report;
    try {
      report = Instructions.check(ids, arguments, reply);
    } catch (InstructionException | IllegalArgumentException e) {
      throw item.wrong("has an instruction that cannot be checked: " + e.getMessage());
    }
    boolean answered = !reply.isBlank();
    boolean correct = answered && report.strict();
    var values = new TreeMap<String, Value>();
    values.put(ACCURACY, Value.Score.of(correct));
    values.put(LOOSE, Value.Score.of(answered && report.loose()));
    values.put(EACH, new Value.Sums(answered ? report.strictCount() : 0, ids.size()));
    values.put(EACH_LOOSE, new Value.Sums(answered ? report.looseCount() : 0, ids.size()));
    String broken =
        report.results().stream()
            .filter(result -> !result.strict())
            .map(InstructionRule::sentence)
            .collect(Collectors.joining("; "));
    return List.of(
        new Reading(
            filter,
            answered ? report.strictCount() + " of " + ids.size() : null,
            String.join(", ", ids),
            correct,
            values,
            broken.isEmpty() ? null : broken));
  }

  private static String sentence(InstructionResult result) {
    return result.id() + ": " + result.reason();
  }

  private void instructions(Item item, List<String> ids, List<Map<String, Object>> arguments)
      throws TaskException {
    if (!(item.fields().get(gold) instanceof List<?> list) || list.isEmpty()) {
      throw item.wrong("has no list of instructions in \"" + gold + "\"");
    }
    for (Object element : list) {
      if (!(element instanceof Map<?, ?> one) || !(one.get("id") instanceof String id)) {
        throw item.wrong("has an instruction in \"" + gold + "\" without an id");
      }
      var named = new TreeMap<String, Object>();
      if (one.get("kwargs") instanceof Map<?, ?> given) {
        given.forEach(
            (name, value) -> {
              if (value != null) {
                named.put(String.valueOf(name), value);
              }
            });
      }
      ids.add(id);
      arguments.add(named);
    }
  }

  @Override
  public Map<String, Object> toTree() {
    return Map.of("kind", "instructions", "gold", gold, "filter", filter);
  }
}
