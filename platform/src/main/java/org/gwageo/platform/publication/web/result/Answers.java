package org.gwageo.platform.publication.web.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.score.QuestionScore;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.evaluation.Results;
import org.gwageo.platform.publication.web.result.Measured.Run;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads questions as they were put, and the replies to them. */
@Component
class Answers {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Results results;

  Answers(Results results) {
    this.results = results;
  }

  /** Returns the scores of a run's questions in the order of the items. */
  List<QuestionScore> scores(Run run) {
    return results.questions(run.job());
  }

  /** Returns the attempt that settled a question of a run, if one did. */
  Optional<Attempt> settled(Run run, Digest key) {
    return results.settled(run.job(), key);
  }

  /** Returns the texts of the questions about the items at these positions, from 0. */
  static Map<Integer, String> questions(BenchmarkTask task, Set<Integer> ordinals) {
    int last = ordinals.stream().mapToInt(Integer::intValue).max().orElse(-1);
    Map<Integer, String> texts = new HashMap<>();
    try (ItemReader items = task.items().open()) {
      for (Item item = items.next(); item != null; item = items.next()) {
        if (ordinals.contains(item.ordinal())) {
          texts.put(item.ordinal(), text(task, item));
        }
        if (item.ordinal() >= last) {
          break;
        }
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException("the items of task " + task.id() + " cannot be read", e);
    } catch (TaskException e) {
      throw new IllegalStateException("task " + task.id() + ": " + e.getMessage(), e);
    }
  }

  /** Returns the last message of a chat prompt, or the whole of another prompt. */
  private static String text(BenchmarkTask task, Item item) throws TaskException {
    var anybody = new Subject("model", "", "");
    JsonNode body = JSON.readTree(task.question(item, 0, anybody).requests().getFirst().body());
    JsonNode messages = body.path("messages");
    return messages.isEmpty()
        ? body.path("prompt").asString("")
        : messages.get(messages.size() - 1).path("content").asString("");
  }
}
