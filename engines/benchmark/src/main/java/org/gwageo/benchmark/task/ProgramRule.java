package org.gwageo.benchmark.task;

import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.answer.ReplyText;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.sandbox.HumanEval;
import org.gwageo.benchmark.sandbox.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A Python program that must pass tests.
 *
 * @param prompt the field with the head of the function
 * @param entryPoint the field with the function's name
 * @param gold the field with the tests: statements that define {@code check(candidate)}
 * @param filter the name of the rule in results
 * @param runner what runs the programs; null until that is allowed
 */
public record ProgramRule(
    String prompt, String entryPoint, String gold, String filter, @Nullable ProgramRunner runner)
    implements AnswerRule {

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    HumanEval problem;
    try {
      problem = new HumanEval(item.id(), item.text(prompt), item.text(entryPoint), item.text(gold));
    } catch (IllegalArgumentException e) {
      throw item.wrong("is no problem: " + e.getMessage());
    }
    String reply = ReplyText.finalPart(replies.getFirst().text());
    if (reply.isBlank()) {
      return List.of(Reading.of(filter, ACCURACY, null, problem.entryPoint(), false));
    }
    if (runner == null) {
      throw item.wrong(
          "is answered with a program, and running programs that models wrote has not been"
              + " allowed");
    }
    Verdict verdict = runner.run(problem.withReply(reply));
    return List.of(
        new Reading(
            filter,
            verdict.kind().word(),
            "passed",
            verdict.passed(),
            Map.of(ACCURACY, Value.Score.of(verdict.passed())),
            verdict.message()));
  }

  @Override
  public Judging with(ProgramRunner other) {
    return new ProgramRule(prompt, entryPoint, gold, filter, other);
  }

  @Override
  public Map<String, Object> toTree() {
    return Map.of(
        "kind",
        "program",
        "prompt",
        prompt,
        "entryPoint",
        entryPoint,
        "gold",
        gold,
        "filter",
        filter);
  }
}
