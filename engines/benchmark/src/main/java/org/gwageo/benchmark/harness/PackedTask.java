package org.gwageo.benchmark.harness;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.harness.port.Port;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Description;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.benchmark.task.TaskFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A task of lm-evaluation-harness in two files that go wherever a task of this product's own format
 * goes: {@code task.yaml} is one JSON object with the task's file, its includes put in, the mode,
 * the interface and the documents that examples are drawn from; {@code items.jsonl} holds the rows
 * of the split that is asked.
 *
 * <p>Rows of JSONL files are kept byte for byte. Those of tables stay texts and are typed when they
 * are read, as the harness's data library does; those of Parquet files keep their numbers' types.
 */
public final class PackedTask implements TaskFormat {

  /** The value of {@code format}. */
  public static final String FORMAT = "gwageo-harness-task/1";

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Made by the service loader. */
  public PackedTask() {}

  /**
   * Packs a task into {@code task.yaml} and {@code items.jsonl} of a folder, after it was read as
   * it will be read from there.
   *
   * @param id the id that the task goes by here; the harness's names have other letters
   * @param yaml the task's file
   * @param data the data set: a file of the split that is asked, or a folder
   * @return the task as it is read from the two files
   * @throws TaskException if the task uses what is not supported, a function needs a port, or a
   *     document is missing or cannot be asked
   * @throws IOException if a file cannot be read or written
   */
  public static BenchmarkTask pack(
      String id, HarnessFile yaml, Path data, Mode mode, Api api, Path folder)
      throws IOException, TaskException {
    TaskSpec spec = SpecReader.read(yaml, null);
    var files = new DataFolder(data, spec);
    Map<String, Path> shown = new LinkedHashMap<>();
    HarnessTasks.read(
        yaml,
        spec,
        (name, evaluated, process) -> {
          if (!evaluated) {
            shown.put(name, files.file(name, false));
          }
          return files.split(name, evaluated, process);
        },
        mode,
        api);
    String evaluated = spec.evaluationSplit();
    if (evaluated == null) {
      throw new TaskException(
          String.valueOf(yaml.path().getFileName()), 0, "the task has no split that is asked");
    }
    Path asked = files.file(evaluated, true);
    Files.createDirectories(folder);
    rows(asked, folder.resolve("items.jsonl"));
    var tree = new TreeMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("id", id);
    tree.put("mode", mode.word());
    tree.put("api", api.word());
    tree.put("file", yaml.toTree());
    tree.put("table", DataFolder.isTable(asked));
    var splits = new TreeMap<String, Object>();
    for (Map.Entry<String, Path> split : shown.entrySet()) {
      Path lines = folder.resolve("split.part");
      rows(split.getValue(), lines);
      splits.put(
          split.getKey(),
          Map.of("table", DataFolder.isTable(split.getValue()), "rows", Files.readString(lines)));
      Files.delete(lines);
    }
    tree.put("splits", splits);
    Files.writeString(folder.resolve("task.yaml"), JSON.writeValueAsString(tree) + "\n");
    return BenchmarkTask.read(folder.resolve("task.yaml"), folder.resolve("items.jsonl"));
  }

  /** Writes the rows of a file as JSONL. */
  private static void rows(Path from, Path to) throws IOException, TaskException {
    if (String.valueOf(from.getFileName()).endsWith(".jsonl")) {
      Files.copy(from, to);
      return;
    }
    try (ItemReader rows = Items.of(from).open();
        BufferedWriter out = Files.newBufferedWriter(to)) {
      for (Item row = rows.next(); row != null; row = rows.next()) {
        // Canonical JSON would make 1.0 a whole number.
        out.write(JSON.writeValueAsString(row.fields()));
        out.write('\n');
      }
    }
  }

  @Override
  public String name() {
    return FORMAT;
  }

  @Override
  public BenchmarkTask read(String file, byte[] bytes, Items items)
      throws IOException, TaskException {
    try {
      JsonNode tree = JSON.readTree(bytes);
      String id = tree.path("id").asString("");
      if (!id.matches("[a-z0-9]+(?:-[a-z0-9]+)*") || id.length() > 80) {
        throw new TaskException(
            file, 1, "an id has 1 to 80 lower-case letters, digits and hyphens, not " + id);
      }
      HarnessFile yaml =
          HarnessFile.ofJson(Path.of(file), JSON.writeValueAsString(tree.path("file")));
      TaskSpec spec = SpecReader.read(yaml, null);
      BenchmarkTask task =
          HarnessTasks.read(
              yaml, spec, splits(file, tree, spec, items), mode(file, tree), api(file, tree));
      return BenchmarkTask.of(
          named(task.description(), id), task.items(), task.rendering(), task.judging());
    } catch (JacksonException e) {
      throw new TaskException(file, 0, "not JSON: " + e.getOriginalMessage());
    }
  }

  private static Splits splits(String file, JsonNode tree, TaskSpec spec, Items items) {
    return (name, evaluated, process) -> {
      if (evaluated) {
        return split(items, spec, tree.path("table").booleanValue(), true, process);
      }
      JsonNode split = tree.path("splits").path(name);
      if (!split.path("rows").isString()) {
        throw new TaskException(file, 0, "the split \"" + name + "\" was not packed");
      }
      byte[] rows = split.path("rows").stringValue().getBytes(StandardCharsets.UTF_8);
      return split(
          Items.of(name + ".jsonl", rows),
          spec,
          split.path("table").booleanValue(),
          false,
          process);
    };
  }

  private static Split split(
      Items rows,
      TaskSpec spec,
      boolean table,
      boolean evaluated,
      Port.@Nullable OfDocuments process)
      throws IOException, TaskException {
    return DataFolder.split(rows, spec.datasetPath(), table, evaluated, process);
  }

  private static Description named(Description one, String id) {
    return new Description(
        id,
        one.version(),
        one.title(),
        one.mode(),
        one.repeats(),
        one.places(),
        one.ceiling(),
        one.cluster(),
        one.about());
  }

  private static Mode mode(String file, JsonNode tree) throws TaskException {
    String word = tree.path("mode").asString("");
    return Arrays.stream(Mode.values())
        .filter(one -> one.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new TaskException(file, 0, "mode is official or compat"));
  }

  private static Api api(String file, JsonNode tree) throws TaskException {
    return Api.named(tree.path("api").asString(""))
        .orElseThrow(() -> new TaskException(file, 0, "api is chat or completions"));
  }
}
