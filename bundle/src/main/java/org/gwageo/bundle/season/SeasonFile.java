package org.gwageo.bundle.season;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.benchmark.sealed.Commitment;
import org.gwageo.benchmark.sealed.SealedException;
import org.gwageo.bundle.evidence.EvidenceException;
import org.gwageo.bundle.season.SeasonRecord.Reason;
import org.gwageo.bundle.season.SeasonRecord.TaskItems;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code season.json} says of entrants and tasks.
 *
 * @param runs how often each task was run
 * @param entrants the ids of the entrants, in order
 * @param tasks the tasks, in the suite's order
 */
public record SeasonFile(int runs, List<String> entrants, List<ListedTask> tasks) {

  /** The path of the file. */
  public static final String PATH = "season.json";

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-season/1";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Copies the lists. */
  public SeasonFile {
    entrants = List.copyOf(entrants);
    tasks = List.copyOf(tasks);
  }

  /**
   * A task.
   *
   * @param id its id
   * @param weight its weight
   * @param digest the task's digest
   * @param count how many items it has
   * @param items the digest of its items
   * @param withheld why its items are not in the bundle; null if they are
   * @param commitment the digest of what was published before the season; null for items that were
   *     never sealed
   */
  public record ListedTask(
      String id,
      BigDecimal weight,
      Digest digest,
      int count,
      Digest items,
      @Nullable String withheld,
      @Nullable Digest commitment) {}

  /** Returns the task of that id, if the season has it. */
  public Optional<ListedTask> task(String id) {
    return tasks.stream().filter(task -> task.id().equals(id)).findFirst();
  }

  static byte[] write(SeasonRecord season) {
    var tree = new TreeMap<String, @Nullable Object>();
    tree.put("format", FORMAT);
    tree.put("programme", season.programme());
    tree.put("season", season.season());
    tree.put("title", Map.of("ko", season.titleKo(), "en", season.titleEn()));
    tree.put("announcedAt", season.announcedAt() == null ? null : season.announcedAt().toString());
    tree.put("opensAt", season.opensAt().toString());
    tree.put("closesAt", season.closesAt().toString());
    tree.put("runs", season.repeats());
    tree.put("suite", Map.of("id", season.suite(), "digest", season.suiteDigest()));
    tree.put(
        "entrants",
        season.entrants().stream()
            .map(
                one ->
                    Map.of(
                        "id", one.id(),
                        "name", one.name(),
                        "model", one.model(),
                        "revision", one.revision()))
            .toList());
    tree.put("tasks", season.tasks().stream().map(SeasonFile::tree).toList());
    return CanonicalJson.bytes(tree);
  }

  private static Map<String, Object> tree(SeasonRecord.Task task) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("id", task.id());
    tree.put("weight", task.weight().toPlainString());
    tree.put("digest", task.digest().toString());
    tree.put("count", task.count());
    tree.put("licence", task.licence());
    String commitment = null;
    switch (task.items()) {
      case TaskItems.Open(String lines) -> tree.put("items", Digest.of(utf8(lines)).toString());
      case TaskItems.Revealed revealed -> {
        commitment = revealed.commitment();
        tree.put("items", sealedFile(commitment).toString());
      }
      case TaskItems.Withheld(Reason reason, Digest digest, @Nullable String committed) -> {
        commitment = committed;
        tree.put("items", digest.toString());
        tree.put("withheld", reason.word());
      }
    }
    if (commitment != null) {
      tree.put("commitment", Digest.of(utf8(commitment)).toString());
    }
    return tree;
  }

  private static Digest sealedFile(String commitment) {
    try {
      return Commitment.parse("commitment.json", utf8(commitment)).sealedFile();
    } catch (SealedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * Reads the file.
   *
   * @throws EvidenceException if the bytes are none
   */
  public static SeasonFile parse(byte[] json) throws EvidenceException {
    try {
      JsonNode tree = JSON.readTree(json);
      if (!tree.path("format").asString("").equals(FORMAT)) {
        throw new EvidenceException(PATH + " has another format than " + FORMAT);
      }
      var entrants = new ArrayList<String>();
      for (JsonNode entrant : tree.path("entrants")) {
        entrants.add(text(entrant, "id"));
      }
      var tasks = new ArrayList<ListedTask>();
      for (JsonNode task : tree.path("tasks")) {
        tasks.add(
            new ListedTask(
                text(task, "id"),
                new BigDecimal(text(task, "weight")),
                Digest.parse(text(task, "digest")),
                task.path("count").asInt(0),
                Digest.parse(text(task, "items")),
                task.has("withheld") ? text(task, "withheld") : null,
                task.has("commitment") ? Digest.parse(text(task, "commitment")) : null));
      }
      return new SeasonFile(tree.path("runs").asInt(1), entrants, tasks);
    } catch (JacksonException e) {
      throw new EvidenceException(PATH + " is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(PATH + ": " + e.getMessage());
    }
  }

  private static String text(JsonNode tree, String member) {
    JsonNode value = tree.path(member);
    if (!value.isString()) {
      throw new IllegalArgumentException("member " + member + " is not a string");
    }
    return value.stringValue();
  }
}
