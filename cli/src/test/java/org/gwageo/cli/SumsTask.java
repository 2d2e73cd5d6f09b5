package org.gwageo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A task whose questions are sums. */
final class SumsTask {

  private SumsTask() {}

  /** Writes a task of {@code items} items, of which every tenth has a wrong gold answer. */
  static Path write(Path folder, int items) throws IOException {
    Files.createDirectories(folder);
    Path task = folder.resolve("task.yaml");
    Files.writeString(
        task,
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
        generation: {max_tokens: 24, temperature: 0}
        answer:
          kind: generated
          gold: answer
          filter: last-number
          extract: [number]
          normalise: [nfkc, number]
        metrics: [accuracy]
        """);
    var lines = new StringBuilder();
    for (int i = 0; i < items; i++) {
      int gold = i % 10 == 9 ? -1 : i + 1;
      lines.append(
          "{\"id\":\"i%d\",\"question\":\"%d+1\",\"answer\":\"%d\"}\n".formatted(i, i, gold));
    }
    Files.writeString(folder.resolve("items.jsonl"), lines);
    return task;
  }
}
