package org.gwageo.lineage.calibration;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.statistics.LogTails;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Summaries of control pairs by family, component and class of shapes.
 *
 * @param summaries the summary of each statistic by class of shapes, then by {@code
 *     component/family}
 */
public record ControlLibrary(Map<String, Map<String, ControlSummary>> summaries) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-lineage-controls/1";

  /** The fewest control pairs that let a family without an exact null establish a derivation. */
  public static final int ENOUGH = 30;

  private static final String ANY = "any";
  private static final long LIMIT = 16 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Copies the tables. */
  public ControlLibrary {
    var copy = new TreeMap<String, Map<String, ControlSummary>>();
    summaries.forEach((shape, byTest) -> copy.put(shape, new TreeMap<>(byTest)));
    summaries = copy;
  }

  /** Returns a library without controls. */
  public static ControlLibrary empty() {
    return new ControlLibrary(Map.of());
  }

  /** Returns the library that comes with the engine, made from the project's own zoo of models. */
  public static ControlLibrary builtIn() {
    return BuiltIn.LIBRARY;
  }

  /** Loads the library of the engine on first use. */
  private static final class BuiltIn {
    static final ControlLibrary LIBRARY = load();

    private static ControlLibrary load() {
      try (InputStream in = ControlLibrary.class.getResourceAsStream("controls.json")) {
        return in == null ? empty() : parse(in.readAllBytes(), "the built-in control library");
      } catch (IOException | CheckpointException e) {
        throw new IllegalStateException("the built-in control library cannot be read", e);
      }
    }
  }

  /**
   * Reads a library.
   *
   * @throws CheckpointException if the file is no control library
   */
  public static ControlLibrary read(Path file) throws CheckpointException {
    try {
      if (Files.size(file) > LIMIT) {
        throw new CheckpointException(
            "%s has %d bytes; at most %d are read".formatted(file, Files.size(file), LIMIT));
      }
      return parse(Files.readAllBytes(file), String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static ControlLibrary parse(byte[] bytes, String name) throws CheckpointException {
    JsonNode tree;
    try {
      tree = JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new CheckpointException(
          "%s is not JSON: %s".formatted(name, e.getOriginalMessage()), e);
    }
    if (!tree.path("format").asString("").equals(FORMAT)) {
      throw new CheckpointException(
          "%s is no control library: its format is \"%s\", not \"%s\""
              .formatted(name, tree.path("format").asString(""), FORMAT));
    }
    var summaries = new TreeMap<String, Map<String, ControlSummary>>();
    for (var shape : tree.path("summaries").properties()) {
      var byTest = new TreeMap<String, ControlSummary>();
      for (var test : shape.getValue().properties()) {
        byTest.put(test.getKey(), summary(name, test.getKey(), test.getValue()));
      }
      summaries.put(shape.getKey(), byTest);
    }
    return new ControlLibrary(summaries);
  }

  private static ControlSummary summary(String name, String test, JsonNode node)
      throws CheckpointException {
    int pairs = node.path("pairs").asInt(0);
    double mean = node.path("mean").asDouble(Double.NaN);
    double deviation = node.path("deviation").asDouble(Double.NaN);
    double largest = node.path("largest").asDouble(Double.NaN);
    if (pairs < 1 || !Double.isFinite(mean + deviation + largest) || deviation < 0) {
      throw new CheckpointException(
          "%s: the controls of %s need pairs >= 1, deviation >= 0, a mean and a largest value"
              .formatted(name, test));
    }
    return new ControlSummary(pairs, mean, deviation, largest);
  }

  /** Returns the library as canonical JSON. */
  public byte[] toJson() {
    return CanonicalJson.bytes(toTree());
  }

  /** Returns the library as a tree for {@link CanonicalJson}. */
  public Map<String, Object> toTree() {
    var shapes = new TreeMap<String, Object>();
    summaries.forEach(
        (shape, byTest) -> {
          var tests = new TreeMap<String, Object>();
          byTest.forEach((test, summary) -> tests.put(test, tree(summary)));
          shapes.put(shape, tests);
        });
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("summaries", shapes);
    return tree;
  }

  private static Map<String, Object> tree(ControlSummary summary) {
    return Map.of(
        "pairs", summary.pairs(),
        "mean", rounded(summary.mean()),
        "deviation", rounded(summary.deviation()),
        "largest", rounded(summary.largest()));
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }

  /** Returns the SHA-256 of the library's canonical JSON. */
  public Digest digest() {
    return Digest.of(toJson());
  }

  /** Returns how often a statistic was seen between independent models of any class of shapes. */
  public int pairs() {
    return summaries.values().stream()
        .mapToInt(
            byTest -> byTest.values().stream().mapToInt(ControlSummary::pairs).max().orElse(0))
        .sum();
  }

  /**
   * Calibrates an outcome: on controls of the same class of shapes if there are at least {@value
   * #ENOUGH}, otherwise on those of all classes together.
   */
  public Calibrated calibrate(Outcome outcome, ShapeClass shape) {
    String test = key(outcome.component(), outcome.family());
    var own = summaries.getOrDefault(shape.id(), Map.of()).get(test);
    String used = shape.id();
    if (own == null || own.pairs() < ENOUGH) {
      own = null;
      for (Map<String, ControlSummary> byTest : summaries.values()) {
        ControlSummary other = byTest.get(test);
        own = own == null ? other : other == null ? own : own.and(other);
      }
      used = ANY;
    }
    if (own == null || own.pairs() < 2) {
      return new Calibrated(outcome.z(), outcome.log10p(), "", null);
    }
    double spread = Math.max(1, own.deviation()) * Math.sqrt(1 + 1.0 / own.pairs());
    double z = (outcome.z() - Math.max(0, own.mean())) / spread;
    double fromControls = LogTails.student(z, own.pairs() - 1.0);
    double log10p =
        outcome.family().exact() ? outcome.log10p() : Math.max(outcome.log10p(), fromControls);
    return new Calibrated(z, Math.min(0, log10p), used, own);
  }

  /** Returns the name of a statistic: components of other towers count like those of the text's. */
  static String key(String component, Family family) {
    String own = component.substring(component.indexOf('.') + 1);
    return own + "/" + family.name();
  }
}
