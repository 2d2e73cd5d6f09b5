package org.gwageo.benchmark.reproduction;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.statistics.ReproductionDraw;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the lot chose to be repeated.
 *
 * @param commitment what was published before the draw
 * @param context what the draw is for
 * @param bundle the digest of the bundle that was drawn from
 * @param runs the chosen runs, by the names of their folders, in order
 * @param items the chosen items' ids in the order of the task; all of them where the task is
 *     repeated whole
 */
public record BundleDraw(
    Digest commitment, String context, Digest bundle, List<String> runs, List<String> items) {

  /** The value of {@code format} in {@code draw.json}. */
  public static final String FORMAT = "gwageo-reproduction-draw/1";

  /** Copies the lists. */
  public BundleDraw {
    runs = List.copyOf(runs);
    items = List.copyOf(items);
  }

  /**
   * Draws from a bundle. Runs are candidates as {@code run:} with the name of the folder, items as
   * {@code item:} with the id, so that the two draws have nothing to do with each other.
   *
   * @param runs how many runs are chosen
   * @param items how many items are chosen, for all runs the same; null for all
   * @throws BundleException if the first run cannot be read
   * @throws IllegalArgumentException if there are not as many
   */
  public static BundleDraw of(
      RunBundle bundle, ReproductionDraw draw, String context, int runs, @Nullable Integer items)
      throws IOException, BundleException {
    String first = bundle.declaration().runs().getFirst().folder();
    return of(
        bundle.declaration(), bundle.digest(), ids(bundle, first), draw, context, runs, items);
  }

  /**
   * Draws from a bundle that was read already.
   *
   * @param bundle the digest of the bundle
   * @param ids the ids of the task's items in their order
   * @param runs how many runs are chosen
   * @param items how many items are chosen, for all runs the same; null for all
   * @throws IllegalArgumentException if there are not as many
   */
  public static BundleDraw of(
      Declaration declaration,
      Digest bundle,
      List<String> ids,
      ReproductionDraw draw,
      String context,
      int runs,
      @Nullable Integer items) {
    List<String> folders = declaration.runs().stream().map(Declaration.Run::folder).toList();
    List<String> chosen =
        draw.choose(folders.stream().map(folder -> "run:" + folder).toList(), runs);
    Set<String> kept =
        items == null
            ? new HashSet<>(ids)
            : new HashSet<>(
                draw.choose(ids.stream().map(id -> "item:" + id).toList(), items).stream()
                    .map(candidate -> candidate.substring("item:".length()))
                    .toList());
    return new BundleDraw(
        draw.commitment(),
        context,
        bundle,
        folders.stream().filter(folder -> chosen.contains("run:" + folder)).toList(),
        ids.stream().filter(kept::contains).toList());
  }

  private static List<String> ids(RunBundle bundle, String folder)
      throws IOException, BundleException {
    List<String> ids = new ArrayList<>();
    eachItem(bundle, folder, item -> ids.add(item.id()));
    return ids;
  }

  @FunctionalInterface
  private interface Taker {
    void take(Item item) throws IOException;
  }

  private static void eachItem(RunBundle bundle, String folder, Taker taker)
      throws IOException, BundleException {
    try {
      var run = BenchmarkFolder.open(bundle.folder().resolve(folder), bundle.grants());
      try (ItemReader reader = run.task().items().open()) {
        for (Item item = reader.next(); item != null; item = reader.next()) {
          taker.take(item);
        }
      }
    } catch (TaskException e) {
      throw new BundleException("%s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /**
   * Reads a draw.
   *
   * @throws BundleException if the document is none
   */
  public static BundleDraw parse(byte[] json) throws BundleException {
    try {
      JsonNode tree = JsonMapper.builder().build().readTree(json);
      if (!FORMAT.equals(tree.path("format").asString(""))) {
        throw new BundleException("draw.json is not a document of the format " + FORMAT);
      }
      return new BundleDraw(
          Digest.parse(tree.path("commitment").asString("")),
          tree.path("context").asString(""),
          Digest.parse(tree.path("bundle").asString("")),
          texts(tree.path("runs")),
          texts(tree.path("items")));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new BundleException("draw.json cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list) {
      texts.add(element.asString(""));
    }
    return texts;
  }

  /** Returns the draw as canonical JSON. */
  public byte[] toJson() {
    return CanonicalJson.bytes(toTree());
  }

  /** Returns the draw as a tree of plain values. */
  public Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("commitment", commitment.toString());
    tree.put("context", context);
    tree.put("bundle", bundle.toString());
    tree.put("runs", runs);
    tree.put("items", items);
    return tree;
  }

  /**
   * Writes {@code draw.json} and {@code items.jsonl}, the chosen items with their ids, which the
   * ordinary runner asks with the task file and the seed of a chosen run.
   *
   * @throws BundleException if the items cannot be read
   * @throws IOException if the files cannot be written
   */
  public void write(RunBundle from, Path folder) throws IOException, BundleException {
    Files.createDirectories(folder);
    Set<String> chosen = new HashSet<>(items);
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("items.jsonl"))) {
      eachItem(
          from,
          runs.getFirst(),
          item -> {
            if (chosen.contains(item.id())) {
              out.write(line(item));
            }
          });
    }
    Files.write(folder.resolve("draw.json"), toJson());
  }

  /**
   * Returns the chosen items of a task with their ids as lines of canonical JSON: what {@link
   * #write} writes to {@code items.jsonl}.
   *
   * @throws TaskException if an item cannot be read
   * @throws IOException if the items cannot be read
   */
  public String itemLines(BenchmarkTask task) throws IOException, TaskException {
    Set<String> chosen = new HashSet<>(items);
    var lines = new StringBuilder();
    try (ItemReader reader = task.items().open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        if (chosen.contains(item.id())) {
          lines.append(line(item));
        }
      }
    }
    return lines.toString();
  }

  /**
   * Returns the ids of a task's items in their order.
   *
   * @throws TaskException if an item cannot be read
   * @throws IOException if the items cannot be read
   */
  public static List<String> ids(BenchmarkTask task) throws IOException, TaskException {
    List<String> ids = new ArrayList<>();
    try (ItemReader reader = task.items().open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        ids.add(item.id());
      }
    }
    return ids;
  }

  private static String line(Item item) {
    var fields = new TreeMap<String, @Nullable Object>(item.fields());
    fields.put("id", item.id());
    return CanonicalJson.string(fields) + "\n";
  }
}
