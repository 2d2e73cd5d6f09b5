package org.gwageo.benchmark.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gwageo.benchmark.harness.port.Port;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a data set's splits: one file, or a folder with {@code train.*}, {@code
 * validation.*}, {@code test.*} and so on, or with a folder for each part of the data set.
 */
final class DataFolder implements Splits {

  private static final List<String> ENDINGS = List.of(".jsonl", ".parquet", ".csv", ".tsv");

  /** Other names that a split's file may have. */
  private static final Map<String, List<String>> ALIASES =
      Map.of(
          "validation", List.of("valid", "val", "dev"),
          "dev", List.of("validation", "valid", "val"),
          "val", List.of("validation", "valid", "dev"),
          "train", List.of("training", "auxiliary_train"),
          "auxiliary_train", List.of("train"),
          "test", List.of("testing"));

  private final Path data;
  private final @Nullable String dataset;
  private final @Nullable String part;

  DataFolder(Path data, TaskSpec spec) {
    this.data = data;
    this.dataset = spec.datasetPath();
    this.part = spec.datasetName();
  }

  @Override
  public Split split(String name, boolean evaluated, Port.@Nullable OfDocuments process)
      throws IOException, TaskException {
    Path file = file(name, evaluated);
    return split(Items.of(file), dataset, isTable(file), evaluated, process);
  }

  /** Whether the values of a file have no types of their own. */
  static boolean isTable(Path file) {
    String lower = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return lower.endsWith(".csv") || lower.endsWith(".tsv");
  }

  /** Returns the split that rows are. */
  static Split split(
      Items rows,
      @Nullable String dataset,
      boolean table,
      boolean evaluated,
      Port.@Nullable OfDocuments process)
      throws IOException, TaskException {
    Set<String> columns = Set.of();
    try (ItemReader reader = rows.open()) {
      Item first = reader.next();
      if (first != null) {
        columns = first.fields().keySet();
      }
    }
    return Split.of(rows, RowLayout.of(dataset, columns), table, process, !evaluated);
  }

  /** Finds the file of a split. */
  Path file(String name, boolean evaluated) throws IOException, TaskException {
    if (name.contains("/") || name.contains("\\") || name.contains("..")) {
      throw new TaskException(
          String.valueOf(data.getFileName()), 0, "no file can be called \"" + name + "\"");
    }
    if (Files.isRegularFile(data)) {
      if (evaluated) {
        return data;
      }
      throw new TaskException(
          String.valueOf(data.getFileName()),
          0,
          "the task needs its split \"" + name + "\" too: give a folder with " + name + ".jsonl");
    }
    List<Path> folders = new ArrayList<>();
    if (part != null) {
      Path inner = named(data, part);
      if (inner != null) {
        folders.add(inner);
      }
    }
    folders.add(data);
    List<String> names = new ArrayList<>(List.of(name));
    names.addAll(ALIASES.getOrDefault(name, List.of()));
    for (Path folder : folders) {
      for (String one : names) {
        for (String ending : ENDINGS) {
          Path file = folder.resolve(one + ending);
          if (Files.isRegularFile(file)) {
            return file;
          }
        }
      }
    }
    throw new TaskException(
        String.valueOf(data.getFileName()),
        0,
        "there is no file for the split \""
            + name
            + "\": expected "
            + String.join(" or ", names)
            + " with an ending of "
            + String.join(", ", ENDINGS));
  }

  /**
   * Returns the folder inside {@code folder} that is called {@code name} in any case; else null.
   */
  private static @Nullable Path named(Path folder, String name) throws IOException {
    try (Stream<Path> inner = Files.list(folder)) {
      return inner
          .filter(Files::isDirectory)
          .filter(path -> String.valueOf(path.getFileName()).equalsIgnoreCase(name))
          .sorted()
          .findFirst()
          .orElse(null);
    }
  }
}
