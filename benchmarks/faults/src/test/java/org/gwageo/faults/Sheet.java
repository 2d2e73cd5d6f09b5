package org.gwageo.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.mockendpoint.AnswerKey;
import org.gwageo.mockendpoint.AnswerPlan;
import org.gwageo.mockendpoint.AnswerStyle;
import org.gwageo.mockendpoint.KeyItem;

/** A sheet of sums: the task that the engine reads and the key that the endpoint answers by. */
final class Sheet {

  private static final String TASK =
      """
      format: gwageo-task/1
      id: sums
      version: "1"
      title: {ko: 덧셈, en: Sums}
      licence: Apache-2.0
      items: items.jsonl
      api: chat
      prompt:
        user: "{{question}}"
      generation:
        max_tokens: 200
        temperature: 0
      answer:
        kind: generated
        gold: answer
        filter: last-number
        extract: [boxed, number]
        normalise: [nfkc, number]
      metrics: [accuracy]
      """;

  private Sheet() {}

  /** Writes a task with this many items into a folder and returns its file. */
  static Path write(Path folder, int items) throws IOException {
    var lines = new StringBuilder();
    for (int i = 0; i < items; i++) {
      lines.append(
          "{\"id\":\"s%d\",\"question\":\"%s\",\"answer\":\"%d\"}%n"
              .formatted(i, question(i), 2 * i + 7));
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("items.jsonl"), lines);
    return Files.writeString(folder.resolve("task.yaml"), TASK);
  }

  /** Returns the key of such a task. */
  static AnswerKey key(int items, AnswerPlan plan) {
    List<KeyItem> list = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      list.add(KeyItem.number("s" + i, question(i), Integer.toString(2 * i + 7)));
    }
    return AnswerKey.of(list, plan);
  }

  /** Returns the key of a model that is right in seven of ten cases. */
  static AnswerKey key(int items) {
    return key(items, new AnswerPlan(11, 0.7, List.of(AnswerStyle.HASH)));
  }

  private static String question(int number) {
    return "How much is %d plus %d?".formatted(number, number + 7);
  }
}
