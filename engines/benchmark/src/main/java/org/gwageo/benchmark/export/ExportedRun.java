package org.gwageo.benchmark.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Request;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run that is exported.
 *
 * @param task the task as it was asked
 * @param subject the model that was asked
 * @param attempts the journal
 */
public record ExportedRun(BenchmarkTask task, Subject subject, Attempts attempts) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  BenchmarkResult settle(BenchmarkScoring.Settlement settlement) throws IOException, TaskException {
    return BenchmarkScoring.settle(task, subject, attempts, settlement);
  }

  /** Returns the body of a request as a tree. */
  static JsonNode body(Request request) {
    return JSON.readTree(request.body());
  }

  /**
   * Returns the prompt of a request as one text: a chat's messages as JSON, another prompt as is.
   */
  static String prompt(Request request) {
    JsonNode prompt = body(request).path(request.api().promptMember());
    return prompt.isString() ? prompt.stringValue() : prompt.toString();
  }

  /** Returns the members of a request apart from prompt and model. */
  @SuppressWarnings("unchecked") // A JSON object is a map of names to values.
  static Map<String, Object> parameters(Request request) {
    Map<String, Object> members = JSON.convertValue(body(request), Map.class);
    members.remove(request.api().promptMember());
    members.remove("model");
    return members;
  }

  /** Returns the replies among the attempts that count. */
  static List<Reply> replies(List<? extends @Nullable Attempt> decisive) {
    List<Reply> replies = new ArrayList<>();
    for (Attempt attempt : decisive) {
      if (attempt != null && attempt.outcome() instanceof Answered(Reply reply)) {
        replies.add(reply);
      }
    }
    return replies;
  }
}
