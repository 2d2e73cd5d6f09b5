package org.gwageo.benchmark.task;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.metric.Reading;
import org.gwageo.benchmark.metric.Value;
import org.gwageo.benchmark.toolcall.ActualCall;
import org.gwageo.benchmark.toolcall.ExpectedCall;
import org.gwageo.benchmark.toolcall.MatchRules;
import org.gwageo.benchmark.toolcall.Mismatch;
import org.gwageo.benchmark.toolcall.ToolCallException;
import org.gwageo.benchmark.toolcall.ToolCalls;
import org.gwageo.benchmark.toolcall.ToolMatch;
import org.gwageo.canonical.CanonicalJson;

/**
 * The calls of tools that a reply must make: none where none are expected.
 *
 * @param gold the field with the expected calls as the Berkeley Function-Calling Leaderboard writes
 *     them: {@code [{"name": {"argument": [allowed values]}}]}, an empty text for optional ones
 * @param filter the name of the rule in results
 * @param inOrder whether several calls must come in the order in which they are expected
 */
public record ToolCallRule(String gold, String filter, boolean inOrder) implements AnswerRule {

  @Override
  public List<Reading> judge(Item item, int repeat, List<Reply> replies) throws TaskException {
    if (!(item.fields().get(gold) instanceof List<?> list)) {
      throw item.wrong("has no list of expected calls in \"" + gold + "\"");
    }
    String expected = CanonicalJson.string(list);
    Reply reply = replies.getFirst();
    List<ActualCall> actual =
        reply.toolCalls().stream()
            .map(call -> new ActualCall(call.name(), call.arguments()))
            .toList();
    ToolMatch match;
    try {
      MatchRules rules = inOrder ? MatchRules.bfcl().inOrder() : MatchRules.bfcl();
      match = new ToolCalls(rules).match(ExpectedCall.ofBfcl(expected), actual);
    } catch (ToolCallException e) {
      throw item.wrong("expects no calls that can be made: " + e.getMessage());
    }
    boolean answered = !reply.isEmpty();
    boolean correct = answered && match.matched();
    return List.of(
        new Reading(
            filter,
            answered ? calls(actual) : null,
            expected,
            correct,
            Map.of(ACCURACY, Value.Score.of(correct)),
            match.mismatches().isEmpty()
                ? null
                : match.mismatches().stream()
                    .map(Mismatch::message)
                    .collect(Collectors.joining("; "))));
  }

  private static String calls(List<ActualCall> calls) {
    return calls.isEmpty()
        ? "no call"
        : calls.stream()
            .map(call -> call.name() + call.arguments())
            .collect(Collectors.joining("; "));
  }

  @Override
  public Map<String, Object> toTree() {
    return Map.of("kind", "tool-calls", "gold", gold, "filter", filter, "inOrder", inOrder);
  }
}
