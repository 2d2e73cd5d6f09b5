package org.gwageo.benchmark.reproduction;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a team says of its runs: {@code bundle.json}.
 *
 * @param task the task's id
 * @param taskDigest the task's digest with seed 0, see {@link RunBundle#digest}
 * @param subject the model
 * @param generation the members of a request apart from model, prompt and seed
 * @param runs the runs
 * @param score the mean of the runs' headline values, a share where the headline is one
 * @param spread their standard deviation, with the number of runs less one below the line
 * @param hardware what the model ran on, in a sentence
 */
public record Declaration(
    String task,
    Digest taskDigest,
    Subject subject,
    Map<String, Object> generation,
    List<Run> runs,
    BigDecimal score,
    BigDecimal spread,
    String hardware) {

  /** The value of {@code format} in {@code bundle.json}. */
  public static final String FORMAT = "gwageo-bundle/1";

  /** Most runs of a bundle. */
  public static final int MOST_RUNS = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /**
   * One run.
   *
   * @param folder the name of its folder, {@code run-} and a number
   * @param seed the seed; null if none was sent
   * @param score its headline value
   */
  public record Run(String folder, @Nullable Long seed, BigDecimal score) {

    /** Checks that the folder is one of the bundle. */
    public Run {
      if (!folder.matches("run-[1-9][0-9]{0,3}")) {
        throw new IllegalArgumentException(
            "a run's folder is run- and a number, not \"" + folder + "\"");
      }
    }

    private Map<String, Object> toTree() {
      var tree = new TreeMap<String, Object>();
      tree.put("folder", folder);
      tree.put("score", score);
      if (seed != null) {
        tree.put("seed", seed);
      }
      return tree;
    }
  }

  /** Copies lists and maps and checks the number of runs. */
  public Declaration {
    generation = new TreeMap<>(generation);
    runs = List.copyOf(runs);
    if (runs.isEmpty() || runs.size() > MOST_RUNS) {
      throw new IllegalArgumentException(
          "a bundle has 1 to " + MOST_RUNS + " runs, not " + runs.size());
    }
    if (runs.stream().map(Run::folder).distinct().count() != runs.size()) {
      throw new IllegalArgumentException("each run of a bundle has a folder of its own");
    }
  }

  /** Returns the document: canonical JSON. */
  public byte[] toJson() {
    var tree = new TreeMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("task", Map.of("id", task, "digest", taskDigest.toString()));
    tree.put("subject", subject.toTree());
    tree.put("generation", generation);
    tree.put("runs", runs.stream().map(Run::toTree).toList());
    tree.put("score", score);
    tree.put("spread", spread);
    tree.put("hardware", hardware);
    return CanonicalJson.bytes(tree);
  }

  /**
   * Reads a document.
   *
   * @throws BundleException if it is none
   */
  public static Declaration parse(byte[] json) throws BundleException {
    try {
      JsonNode tree = JSON.readTree(json);
      if (!text(tree, "format").equals(FORMAT)) {
        throw new IllegalArgumentException(
            "format is " + FORMAT + ", not \"" + text(tree, "format") + "\"");
      }
      List<Run> runs = new ArrayList<>();
      for (JsonNode run : member(tree, "runs")) {
        runs.add(
            new Run(
                text(run, "folder"),
                run.has("seed") ? Long.valueOf(whole(run, "seed")) : null,
                number(run, "score")));
      }
      JsonNode task = member(tree, "task");
      JsonNode subject = member(tree, "subject");
      return new Declaration(
          text(task, "id"),
          Digest.parse(text(task, "digest")),
          new Subject(text(subject, "model"), text(subject, "revision"), text(subject, "season")),
          generation(member(tree, "generation")),
          runs,
          number(tree, "score"),
          number(tree, "spread"),
          text(tree, "hardware"));
    } catch (JacksonException e) {
      throw new BundleException("bundle.json is not JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new BundleException("bundle.json is wrong: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> generation(JsonNode tree) {
    if (!tree.isObject()) {
      throw new IllegalArgumentException("generation is an object");
    }
    var members = new TreeMap<String, Object>();
    for (Map.Entry<String, JsonNode> member : tree.properties()) {
      Object value = JSON.treeToValue(member.getValue(), Object.class);
      if (value != null) {
        members.put(member.getKey(), value);
      }
    }
    return members;
  }

  private static JsonNode member(JsonNode tree, String name) {
    JsonNode member = tree.path(name);
    if (member.isMissingNode() || member.isNull()) {
      throw new IllegalArgumentException("member " + name + " is missing");
    }
    return member;
  }

  private static String text(JsonNode tree, String name) {
    JsonNode member = member(tree, name);
    if (!member.isString()) {
      throw new IllegalArgumentException("member " + name + " is a text, not " + member);
    }
    return member.stringValue();
  }

  private static BigDecimal number(JsonNode tree, String name) {
    JsonNode member = member(tree, name);
    if (!member.isNumber()) {
      throw new IllegalArgumentException("member " + name + " is a number, not " + member);
    }
    BigDecimal value = member.decimalValue();
    if (value.abs().compareTo(BigDecimal.valueOf(1_000_000)) > 0 || value.scale() > 40) {
      throw new IllegalArgumentException(
          "member " + name + " lies within a million, with up to 40 decimals");
    }
    return value;
  }

  private static long whole(JsonNode tree, String name) {
    JsonNode member = member(tree, name);
    if (!member.isIntegralNumber() || !member.canConvertToLong()) {
      throw new IllegalArgumentException("member " + name + " is a whole number, not " + member);
    }
    return member.longValue();
  }
}
