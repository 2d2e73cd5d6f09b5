package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Reasons;

/** Writes tasks whose items carry their whole prompt, so that the ordinary runner asks them. */
final class GeneratedTask {

  private GeneratedTask() {}

  /**
   * Writes {@code task.yaml} and {@code items.jsonl} into a folder.
   *
   * @param prompt the templates by role, such as <code>{user: "{{prompt}}"}</code>
   * @param items the items, each with a text in its field {@code expected}
   */
  static Path write(
      Path folder,
      String id,
      String title,
      Map<String, String> prompt,
      int maxTokens,
      List<? extends Map<String, ?>> items)
      throws CannotRun {
    var task = new TreeMap<String, Object>();
    task.put("format", "gwageo-task/1");
    task.put("id", id);
    task.put("version", "1");
    task.put("title", Map.of("ko", title, "en", title));
    task.put("prompt", prompt);
    task.put("generation", Map.of("max_tokens", maxTokens, "temperature", 0));
    task.put(
        "answer",
        Map.of(
            "kind",
            "generated",
            "gold",
            "expected",
            "extract",
            List.of("whole"),
            "normalise",
            List.of("squeeze")));
    try {
      Files.createDirectories(folder);
      try (var out = Files.newBufferedWriter(folder.resolve("items.jsonl"))) {
        for (Map<String, ?> item : items) {
          out.write(CanonicalJson.string(item));
          out.write('\n');
        }
      }
      // JSON is YAML, and says exactly what is meant.
      return Files.writeString(folder.resolve("task.yaml"), CanonicalJson.string(task) + "\n");
    } catch (IOException e) {
      throw new CannotRun("%s cannot be written: %s".formatted(folder, Reasons.of(e)), e);
    }
  }
}
