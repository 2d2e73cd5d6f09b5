package org.gwageo.benchmark.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.answer.ReplyText;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Metric;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.overlap.Citations;
import org.jspecify.annotations.Nullable;

/**
 * A briefing that must state facts and cite for each a source that contains it.
 *
 * <p>The score is the share of facts that are stated and supported; it is 0 where the reply cites a
 * source that does not exist or quotes words that no cited source contains.
 *
 * @param gold the field with the facts: a list, each a text or a list of writings of the same fact
 * @param sources the field with the sources, numbered from 1
 * @param filter the name of the rule in results
 */
public record CitationRule(String gold, String sources, String filter) implements AnswerRule {

  private static final String SUPPORTED = "supported";

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.mean(SUPPORTED, filter), Metric.mean(ACCURACY, filter));
  }

  @Override
  public String place(Item item, String field) throws TaskException {
    if (!field.equals(sources)) {
      return item.text(field);
    }
    var lines = new StringBuilder();
    numbered(item)
        .forEach(
            (number, text) ->
                lines
                    .append(lines.isEmpty() ? "" : "\n")
                    .append('[')
                    .append(number)
                    .append("] ")
                    .append(text));
    return lines.toString();
  }

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    Map<Integer, String> texts = numbered(item);
    List<List<String>> facts = facts(item);
    String reply = ReplyText.finalPart(replies.getFirst().text());
    List<String> missing = new ArrayList<>();
    for (List<String> fact : facts) {
      Citations.Fact found = Citations.fact(reply, texts, fact);
      if (found != Citations.Fact.SUPPORTED) {
        missing.add(
            fact.getFirst() + (found == Citations.Fact.ABSENT ? " (absent)" : " (uncited)"));
      }
    }
    Citations citations = Citations.of(reply, texts);
    String fault = fault(citations);
    double score = fault == null ? (facts.size() - missing.size()) / (double) facts.size() : 0;
    return List.of(
        new Reading(
            filter,
            reply.isBlank() ? null : citations.cited().toString(),
            String.join("; ", facts.stream().map(List::getFirst).toList()),
            score == 1,
            Map.of(SUPPORTED, new Value.Score(score), ACCURACY, Value.Score.of(score == 1)),
            fault == null
                ? missing.isEmpty() ? "every fact is supported" : String.join("; ", missing)
                : fault));
  }

  private static @Nullable String fault(Citations citations) {
    if (!citations.missing().isEmpty()) {
      return "cites sources that do not exist: " + citations.missing();
    }
    for (Citations.Quotation quotation : citations.quotations()) {
      if (!quotation.supported()) {
        return "quotes what no cited source says: " + quotation.text();
      }
    }
    return null;
  }

  private Map<Integer, String> numbered(Item item) throws TaskException {
    var numbered = new TreeMap<Integer, String>();
    for (String text : item.texts(sources)) {
      numbered.put(numbered.size() + 1, text);
    }
    return numbered;
  }

  private List<List<String>> facts(Item item) throws TaskException {
    if (!(item.fields().get(gold) instanceof List<?> list) || list.isEmpty()) {
      throw item.wrong("has no list of facts in \"" + gold + "\"");
    }
    List<List<String>> facts = new ArrayList<>();
    for (Object fact : list) {
      List<?> writings = fact instanceof List<?> several ? several : List.of(fact);
      if (writings.isEmpty() || !writings.stream().allMatch(String.class::isInstance)) {
        throw item.wrong("has a fact in \"" + gold + "\" that is no text");
      }
      facts.add(writings.stream().map(String.class::cast).toList());
    }
    return facts;
  }

  @Override
  public Map<String, Object> toTree() {
    return Map.of("kind", "citations", "gold", gold, "sources", sources, "filter", filter);
  }
}
