package org.gwageo.lineage.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.lineage.checkpoint.CheckpointException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The loss curve of a run.
 *
 * @param lines the lines that have a step, in the order of the file
 */
public record TrainingLog(List<Line> lines) {

  private static final long LIMIT = 512L << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * A line; numbers that it does not give are NaN.
   *
   * @param step the step, counted from 1
   * @param tokens the tokens trained on so far
   * @param loss the training loss in nats per token
   * @param rate the learning rate
   * @param seconds the time since the start
   */
  public record Line(double step, double tokens, double loss, double rate, double seconds) {}

  /** Copies the list. */
  public TrainingLog {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a log in JSON lines; lines without a step are notes.
   *
   * @throws CheckpointException if it is longer than 512 MiB or a line is no JSON object
   */
  public static TrainingLog read(Path file) throws CheckpointException {
    var lines = new ArrayList<Line>();
    for (JsonNode node : objects(file)) {
      if (node.has("step")) {
        lines.add(
            new Line(
                number(node, "step"),
                number(node, "tokens"),
                number(node, "loss"),
                number(node, "rate"),
                number(node, "seconds")));
      }
    }
    return new TrainingLog(lines);
  }

  /** Reads the objects of a file in JSON lines. */
  static List<JsonNode> objects(Path file) throws CheckpointException {
    String name = String.valueOf(file.getFileName());
    var objects = new ArrayList<JsonNode>();
    int at = 0;
    try {
      if (Files.size(file) > LIMIT) {
        throw new CheckpointException(
            "%s has %d bytes; at most %d are read".formatted(name, Files.size(file), LIMIT));
      }
      try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          at++;
          if (!line.isBlank()) {
            JsonNode node = JSON.readTree(line);
            if (!node.isObject()) {
              throw new CheckpointException("%s line %d is no JSON object".formatted(name, at));
            }
            objects.add(node);
          }
        }
      }
      return objects;
    } catch (JacksonException e) {
      throw new CheckpointException("%s line %d is no JSON object".formatted(name, at), e);
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Returns a number of an object, NaN if it is absent or none. */
  static double number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }
}
