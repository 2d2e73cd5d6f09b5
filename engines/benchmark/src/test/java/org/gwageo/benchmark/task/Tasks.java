package org.gwageo.benchmark.task;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.metric.Reading;

/** Tasks for tests. */
public final class Tasks {

  /** A generated-answer task file with two repeats left out. */
  public static final String GENERATED =
      """
      format: gwageo-task/1
      id: sums
      version: "1"
      title: {ko: 덧셈, en: Sums}
      prompt:
        user: "{{question}}"
      generation: {max_tokens: 16}
      answer:
        kind: generated
        gold: answer
        extract: [number]
        normalise: [number]
      """;

  /** A multiple-choice task file. */
  public static final String CHOICE =
      """
      format: gwageo-task/1
      id: fruit
      version: "1"
      title: {ko: 과일, en: Fruit}
      prompt:
        user: "{{question}}\\n{{choices}}\\n답:"
      generation: {max_tokens: 8}
      answer:
        kind: choice
        gold: answer
      """;

  private Tasks() {}

  /** Returns the task of a file and its items, one JSON object a line. */
  public static BenchmarkTask parse(String yaml, String... items) throws TaskException {
    return BenchmarkTask.parse(bytes(yaml), bytes(String.join("\n", items)), "items.jsonl");
  }

  /** Returns a task of {@code count} sums: item i asks {@code i + 1 = ?}. */
  public static BenchmarkTask sums(int count) throws TaskException {
    return sums(GENERATED, count);
  }

  /** Returns sums with another task file. */
  public static BenchmarkTask sums(String yaml, int count) throws TaskException {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(
          "{\"id\":\"s%d\",\"question\":\"%d + 1 = ?\",\"answer\":\"%d\"}".formatted(i, i, i + 1));
    }
    return parse(yaml, items.toArray(String[]::new));
  }

  /** Returns the UTF-8 bytes of a text. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the headline's reading of one reply. */
  public static Reading judged(BenchmarkTask task, Item item, String reply) throws TaskException {
    return task.judging().judge(item, 0, List.of(Reply.of(reply, "stop"))).getFirst();
  }

  /** Returns the first item. */
  public static Item first(BenchmarkTask task) throws IOException, TaskException {
    try (ItemReader items = task.items().open()) {
      return Objects.requireNonNull(items.next());
    }
  }

  /** Returns the body of the first request of the first item. */
  public static String body(BenchmarkTask task) throws IOException, TaskException {
    return task.question(first(task), 0, new Subject("m", "", "")).requests().getFirst().body();
  }
}
