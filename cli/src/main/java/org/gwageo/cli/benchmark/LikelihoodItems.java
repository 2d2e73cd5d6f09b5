package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.contamination.ContaminationTest;
import org.gwageo.benchmark.contamination.ItemOrder;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Reasons;
import org.jspecify.annotations.Nullable;

/**
 * Writes a task that asks for the log probabilities of items' own texts: as they are, in lower case
 * where that differs, and in shards of neighbours in several orders.
 */
final class LikelihoodItems {

  /** The ending of the task's name, by which its runs are known. */
  static final String ENDING = "-likelihood";

  /** The test that rows of single items are for. */
  static final String ITEM = "item";

  private final String question;
  private final String choices;
  private final @Nullable String cluster;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  LikelihoodItems(String question, String choices, @Nullable String cluster) {
    this.question = question;
    this.choices = choices;
    this.cluster = cluster;
  }

  /** Adds items and returns their texts, in order. */
  List<String> add(Path items, boolean control) throws CannotRun {
    List<String> texts = new ArrayList<>();
    ProbeItems.each(
        items,
        item -> {
          String text = text(item);
          texts.add(text);
          String group = cluster == null ? item.id() : item.text(cluster);
          add(ITEM, item.id(), "as-is", group, control, text);
          String lower = text.toLowerCase(Locale.ROOT);
          if (!lower.equals(text)) {
            add(ITEM, item.id(), "lower-case", group, control, lower);
          }
        });
    return texts;
  }

  private String text(Item item) throws TaskException {
    var text = new StringBuilder(item.text(question));
    if (item.fields().get(choices) instanceof List<?> list) {
      list.forEach(choice -> text.append('\n').append(choice));
    }
    return text.toString();
  }

  /** Adds shards of the published items in the published and in shuffled orders. */
  void addOrders(List<String> texts, int shardSize, int shuffles, long seed) {
    for (ItemOrder.Shard shard : ItemOrder.shards(texts.size(), shardSize, shuffles, seed)) {
      String name = Integer.toString(shard.from());
      for (int order = 0; order < shard.orders().size(); order++) {
        add(
            ContaminationTest.ITEM_ORDER.word(),
            name,
            Integer.toString(order),
            name,
            false,
            shard.text(order, texts));
      }
    }
  }

  private void add(
      String test, String item, String variant, String group, boolean control, String text) {
    var row = new TreeMap<String, Object>();
    row.put("test", test);
    row.put("item", item);
    row.put("variant", variant);
    row.put("cluster", group);
    row.put("control", control);
    row.put("text", text);
    rows.add(row);
  }

  int size() {
    return rows.size();
  }

  /** Writes {@code likelihood.yaml} and {@code test.jsonl} into a folder; returns the first. */
  Path write(Path folder, String id) throws CannotRun {
    var task = new TreeMap<String, Object>();
    task.put("task", id + ENDING);
    task.put("dataset_path", id);
    task.put("test_split", "test");
    task.put("output_type", "loglikelihood");
    // Many endpoints give the first token of a prompt no probability; so none of a text's is first.
    task.put("doc_to_text", "Q:");
    task.put("doc_to_target", "{{' ' + text}}");
    task.put("metric_list", List.of(Map.of("metric", "perplexity")));
    try {
      Files.createDirectories(folder);
      try (var out = Files.newBufferedWriter(folder.resolve("test.jsonl"))) {
        for (Map<String, Object> row : rows) {
          out.write(CanonicalJson.string(row));
          out.write('\n');
        }
      }
      // JSON is YAML, and says exactly what is meant.
      return Files.writeString(
          folder.resolve("likelihood.yaml"), CanonicalJson.string(task) + "\n");
    } catch (IOException e) {
      throw new CannotRun("%s cannot be written: %s".formatted(folder, Reasons.of(e)), e);
    }
  }
}
