package org.gwageo.benchmark.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.benchmark.answer.ReplyText;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.mathematics.MathAnswer;
import org.gwageo.benchmark.mathematics.MathAnswers;
import org.gwageo.benchmark.mathematics.MathEquivalence;
import org.gwageo.benchmark.mathematics.MathVerdict;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;

/**
 * A mathematical answer that must be equivalent to one of the right ones.
 *
 * @param gold the field with the right answer or a list of right answers, in LaTeX or plain
 * @param filter the name of the rule in results
 */
public record MathRule(String gold, String filter) implements AnswerRule {

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    List<String> right = item.texts(gold);
    Optional<MathAnswer> found = MathAnswers.find(ReplyText.finalPart(replies.getFirst().text()));
    List<String> reasons = new ArrayList<>();
    boolean correct = false;
    for (String one : right) {
      if (found.isPresent() && !correct) {
        MathVerdict verdict = MathEquivalence.equal(one, found.get().text());
        correct = verdict.isEqual();
        reasons.add(verdict.reason());
      }
    }
    return List.of(
        new Reading(
            filter,
            found.map(MathAnswer::text).orElse(null),
            String.join("|", right),
            correct,
            Map.of(ACCURACY, Value.Score.of(correct)),
            reasons.isEmpty() ? null : reasons.getLast()));
  }

  @Override
  public Map<String, Object> toTree() {
    return Map.of("kind", "math", "gold", gold, "filter", filter);
  }
}
