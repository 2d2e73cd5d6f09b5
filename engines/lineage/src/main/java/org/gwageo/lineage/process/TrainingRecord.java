package org.gwageo.lineage.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.checkpoint.CheckpointException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a team hands in about its training; the package's page shows the file. Numbers that are not
 * given are NaN.
 *
 * @param model the model's name
 * @param digest the digest of the record's file
 * @param steps how many steps the run has
 * @param batchTokens how many tokens a step trains on, padding included
 * @param tokens how many tokens the run has trained on
 * @param activeParameters how many parameters a token passes through
 * @param draw how the initial weights follow from the seed
 * @param checkpoints the chain, by step
 * @param optimiser the declared optimiser
 * @param schedule the declared learning rate
 * @param log the loss curve
 * @param dataOrder losses by training position
 * @param segments losses around training segments
 * @param compute the grant
 */
public record TrainingRecord(
    String model,
    Digest digest,
    double steps,
    double batchTokens,
    double tokens,
    double activeParameters,
    Optional<DrawRule> draw,
    List<Snapshot> checkpoints,
    Optional<Optimiser> optimiser,
    Optional<RateSchedule> schedule,
    Optional<Path> log,
    Optional<Path> dataOrder,
    Optional<Path> segments,
    Optional<Compute> compute) {

  /** The file that makes a folder a record. */
  public static final String FILE = "training-record.json";

  private static final String FORMAT = "gwageo-training-record/1";
  private static final long LIMIT = 16 << 20;
  private static final int MOST_CHECKPOINTS = 10_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A checkpoint of the chain.
   *
   * @param step after how many steps it was written
   * @param file the weights, a safetensors file or a folder with one
   * @param digest the declared digest of the file
   */
  public record Snapshot(long step, Path file, Optional<Digest> digest) {}

  /** A declared optimiser. */
  public record Optimiser(String name, double beta1, double beta2, double weightDecay) {}

  /**
   * A grant of computing time.
   *
   * @param gpuHours device hours
   * @param peakFlops the floating-point operations per second of a device at its peak
   * @param utilisation the share of the peak that the team says it reached
   */
  public record Compute(double gpuHours, double peakFlops, double utilisation) {}

  /** Copies the chain. */
  public TrainingRecord {
    checkpoints = List.copyOf(checkpoints);
  }

  /**
   * Reads the record of a folder.
   *
   * @throws CheckpointException if there is none, or it leaves the folder, or contradicts itself
   */
  public static TrainingRecord read(Path folder) throws CheckpointException {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.isRegularFile(file)) {
        throw new CheckpointException(folder.getFileName() + " holds no " + FILE);
      }
      if (Files.size(file) > LIMIT) {
        throw new CheckpointException(
            "%s has %d bytes; at most %d are read".formatted(FILE, Files.size(file), LIMIT));
      }
      JsonNode tree = JSON.readTree(Files.readAllBytes(file));
      String format = tree.path("format").asString(FORMAT);
      if (!format.equals(FORMAT)) {
        throw new CheckpointException(
            "%s has format %s; %s is read".formatted(FILE, format, FORMAT));
      }
      return read(folder, tree, Digest.of(file));
    } catch (JacksonException e) {
      throw new CheckpointException(FILE + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException("%s: %s".formatted(FILE, e.getMessage()), e);
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
    }
  }

  private static TrainingRecord read(Path folder, JsonNode tree, Digest digest)
      throws CheckpointException {
    double parameters = TrainingLog.number(tree, "activeParameters");
    return new TrainingRecord(
        tree.path("model").asString(""),
        digest,
        TrainingLog.number(tree, "steps"),
        TrainingLog.number(tree, "batchTokens"),
        TrainingLog.number(tree, "tokens"),
        Double.isNaN(parameters) ? TrainingLog.number(tree, "parameters") : parameters,
        draw(tree.path("initialisation")),
        checkpoints(folder, tree.path("checkpoints")),
        optimiser(tree.path("optimiser")),
        schedule(tree.path("schedule"), TrainingLog.number(tree, "steps")),
        log(folder, tree),
        file(folder, tree, "dataOrder"),
        file(folder, tree, "segments"),
        compute(tree.path("compute")));
  }

  private static Optional<Path> log(Path folder, JsonNode tree) throws CheckpointException {
    Optional<Path> declared = file(folder, tree, "log");
    Path usual = folder.resolve("training-log.jsonl");
    return declared.isEmpty() && Files.isRegularFile(usual) ? Optional.of(usual) : declared;
  }

  private static Optional<DrawRule> draw(JsonNode node) {
    if (!node.path("rule").asString("").equals(DrawRule.NAME)) {
      return Optional.empty();
    }
    var tensors = new ArrayList<DrawRule.Tensors>();
    for (JsonNode each : node.path("tensors")) {
      tensors.add(
          new DrawRule.Tensors(
              each.path("names").asString(""),
              each.path("value").asDouble(0),
              each.path("spread").asDouble(0)));
    }
    return Optional.of(new DrawRule(node.path("seed").asString(""), tensors));
  }

  private static List<Snapshot> checkpoints(Path folder, JsonNode nodes)
      throws CheckpointException {
    var chain = new ArrayList<Snapshot>();
    for (JsonNode node : nodes) {
      if (chain.size() == MOST_CHECKPOINTS) {
        throw new CheckpointException(
            "a chain has at most %d checkpoints".formatted(MOST_CHECKPOINTS));
      }
      String name = node.path("file").asString("");
      String digest = node.path("digest").asString("");
      chain.add(
          new Snapshot(
              node.path("step").asLong(-1),
              inside(folder, name),
              digest.isEmpty() ? Optional.empty() : Optional.of(Digest.parse(digest))));
    }
    chain.sort(Comparator.comparingLong(Snapshot::step));
    for (int i = 0; i < chain.size(); i++) {
      long step = chain.get(i).step();
      if (step < 0 || (i > 0 && step == chain.get(i - 1).step())) {
        throw new CheckpointException(
            "checkpoints have different steps from 0 on, not %d".formatted(step));
      }
    }
    return chain;
  }

  private static Optional<Optimiser> optimiser(JsonNode node) {
    return node.isObject()
        ? Optional.of(
            new Optimiser(
                node.path("name").asString("").toLowerCase(Locale.ROOT),
                node.path("beta1").asDouble(0.9),
                node.path("beta2").asDouble(0.999),
                node.path("weightDecay").asDouble(0)))
        : Optional.empty();
  }

  private static Optional<RateSchedule> schedule(JsonNode node, double steps)
      throws CheckpointException {
    if (!node.isObject()) {
      return Optional.empty();
    }
    String kind = node.path("kind").asString("");
    var known = RateSchedule.Kind.parse(kind);
    if (known.isEmpty()) {
      throw new CheckpointException("a schedule is constant, linear, cosine or wsd, not " + kind);
    }
    return Optional.of(
        new RateSchedule(
            known.get(),
            node.path("peak").asDouble(0),
            node.path("warmupSteps").asLong(0),
            node.path("steps").asLong(Double.isNaN(steps) ? 0 : (long) steps),
            node.path("decaySteps").asLong(0),
            node.path("floor").asDouble(0)));
  }

  private static Optional<Compute> compute(JsonNode node) {
    return node.isObject()
        ? Optional.of(
            new Compute(
                TrainingLog.number(node, "gpuHours"),
                TrainingLog.number(node, "peakFlops"),
                TrainingLog.number(node, "utilisation")))
        : Optional.empty();
  }

  private static Optional<Path> file(Path folder, JsonNode tree, String name)
      throws CheckpointException {
    String value = tree.path(name).asString("");
    return value.isEmpty() ? Optional.empty() : Optional.of(inside(folder, value));
  }

  private static Path inside(Path folder, String name) throws CheckpointException {
    Path file = folder.resolve(name).normalize();
    try {
      if (name.isEmpty() || !Files.exists(file)) {
        throw new CheckpointException("the record names %s, which is not there".formatted(name));
      }
      if (!file.toRealPath().startsWith(folder.toRealPath())) {
        throw new CheckpointException("the record names %s outside its folder".formatted(name));
      }
      return file;
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }
}
