package org.gwageo.benchmark.run;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.benchmark.harness.HarnessFile;
import org.gwageo.benchmark.harness.HarnessTasks;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task in the format of lm-evaluation-harness. In a run's folder it stands in one file, its
 * includes put in, with the data set beside it.
 *
 * @param file the task's file with its includes put in
 * @param data the data set: a file, or a folder with {@code train.*}, {@code test.*} and so on
 * @param mode whether prompts and scores are the harness's or this product's own
 * @param api the interface to ask through
 * @param shots the number of examples; null leaves the task's
 */
public record HarnessTask(HarnessFile file, Path data, Mode mode, Api api, @Nullable Integer shots)
    implements TaskFiles {

  static final String KIND = "lm-eval";
  private static final String TASK = "harness-task.json";
  private static final String DATA = "data";
  private static final Set<String> ENDINGS = Set.of("jsonl", "parquet", "csv", "tsv");
  private static final int DEPTH = 3;

  static HarnessTask in(Path folder, JsonNode tree) throws IOException, TaskException {
    Path file = folder.resolve(TaskFiles.name(tree, "task"));
    String mode = tree.path("mode").asString("");
    return new HarnessTask(
        HarnessFile.ofJson(file, Files.readString(file)),
        folder.resolve(DATA).resolve(tree.has("data") ? TaskFiles.name(tree, "data") : ""),
        Arrays.stream(Mode.values())
            .filter(one -> one.word().equals(mode))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("mode is official or compat")),
        Api.named(tree.path("api").asString(""))
            .orElseThrow(() -> new IllegalArgumentException("api is chat or completions")),
        tree.has("shots") ? Integer.valueOf(tree.path("shots").asInt()) : null);
  }

  @Override
  public BenchmarkTask read(Subject subject, Grants grants) throws IOException, TaskException {
    BenchmarkTask task = HarnessTasks.read(file, data, mode, api, shots);
    return grants.runner() == null ? task : task.with(grants.runner());
  }

  @Override
  public TaskFiles copyTo(Path folder) throws IOException, TaskException {
    Path copied = folder.resolve(TASK);
    Files.writeString(copied, CanonicalJson.string(file.toTree()) + "\n");
    Path target = folder.resolve(DATA);
    Files.createDirectories(target);
    if (Files.isDirectory(data)) {
      Files.walkFileTree(data, Set.of(), DEPTH, new Copying(data, target));
      return new HarnessTask(file, target, mode, api, shots);
    }
    Path one = target.resolve(String.valueOf(data.getFileName()));
    Files.copy(data, one, StandardCopyOption.REPLACE_EXISTING);
    return new HarnessTask(file, one, mode, api, shots);
  }

  /** A data set is compared by reading it. */
  @Override
  public boolean isSameAs(TaskFiles other) {
    return false;
  }

  /** Copies the files of a data set, folders and all. */
  private static final class Copying extends SimpleFileVisitor<Path> {

    private final Path from;
    private final Path to;

    Copying(Path from, Path to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
      String ending = name.substring(name.lastIndexOf('.') + 1);
      if (attributes.isRegularFile() && ENDINGS.contains(ending)) {
        Path target = to.resolve(from.relativize(file).toString());
        Path parent = target.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("kind", KIND);
    tree.put("task", TASK);
    tree.put("mode", mode.word());
    tree.put("api", api.word());
    if (!Files.isDirectory(data)) {
      tree.put("data", String.valueOf(data.getFileName()));
    }
    if (shots != null) {
      tree.put("shots", shots);
    }
    return tree;
  }
}
