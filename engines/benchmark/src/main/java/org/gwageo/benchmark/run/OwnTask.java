package org.gwageo.benchmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.sealed.SealedException;
import org.gwageo.benchmark.sealed.SealedItems;
import org.gwageo.benchmark.sealed.SeasonKey;
import org.gwageo.benchmark.task.AnswerRule;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task in this product's own format.
 *
 * @param yaml the task file
 * @param items the items: JSONL, CSV, TSV, Parquet, or sealed ones in a file that ends in {@code
 *     .sealed}; null for those that the task names beside itself
 */
public record OwnTask(Path yaml, @Nullable Path items) implements TaskFiles {

  static final String KIND = "gwageo-task";
  private static final String TASK = "task.yaml";
  private static final String SEALED = ".sealed";

  static OwnTask in(Path folder, JsonNode tree) {
    return new OwnTask(
        folder.resolve(TaskFiles.name(tree, "task")),
        folder.resolve(TaskFiles.name(tree, "items")));
  }

  @Override
  public BenchmarkTask read(Subject subject, Grants grants) throws IOException, TaskException {
    BenchmarkTask task =
        BenchmarkTask.read(
            yaml,
            (name, rule) -> {
              Path file = items == null ? yaml.resolveSibling(name) : items;
              return isSealed(file) ? opened(file, rule, subject, grants) : Items.of(file);
            });
    return grants.runner() == null ? task : task.with(grants.runner());
  }

  private static boolean isSealed(Path file) {
    return String.valueOf(file.getFileName()).endsWith(SEALED);
  }

  private Items opened(Path file, AnswerRule rule, Subject subject, Grants grants)
      throws IOException, TaskException {
    SeasonKey key = grants.seasonKey();
    String name = String.valueOf(file.getFileName());
    if (key == null) {
      throw new TaskException(name, 0, "the items are sealed, and no season key was given");
    }
    try {
      SealedItems sealed = SealedItems.open(file, key);
      sealed.refuseOtherTask(sealed.header().task(), Digest.of(yaml));
      return sealed.itemsFor(subject.model(), rule);
    } catch (SealedException e) {
      throw new TaskException(name, e.line(), String.valueOf(e.getMessage()));
    }
  }

  private Path itemsFile() throws IOException, TaskException {
    return items == null ? BenchmarkTask.itemsOf(yaml) : items;
  }

  @Override
  public TaskFiles copyTo(Path folder) throws IOException, TaskException {
    Path source = itemsFile();
    Path copied = folder.resolve(String.valueOf(source.getFileName()));
    Files.copy(yaml, folder.resolve(TASK), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(source, copied, StandardCopyOption.REPLACE_EXISTING);
    return new OwnTask(folder.resolve(TASK), copied);
  }

  @Override
  public boolean isSameAs(TaskFiles other) throws IOException, TaskException {
    return other instanceof OwnTask own
        && itemsFile().getFileName().equals(own.itemsFile().getFileName())
        && Files.mismatch(yaml, own.yaml) < 0
        && Files.mismatch(itemsFile(), own.itemsFile()) < 0;
  }

  @Override
  public Map<String, Object> toTree() {
    return Map.of(
        "kind",
        KIND,
        "task",
        TASK,
        "items",
        items == null ? "items.jsonl" : String.valueOf(items.getFileName()));
  }
}
