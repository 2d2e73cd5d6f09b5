package org.gwageo.nano.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/** Writes {@code training-log.jsonl}: a line of the start, then one every 50 steps. */
final class TrainingLog {
  private static final int EVERY = 50;

  private final Path file;
  private final int steps;
  private final long began = System.nanoTime();
  private double sum;
  private int summed;

  /** Begins the log of a run of {@code steps} steps. */
  TrainingLog(Path file, int steps, Digest initial, long parameters) throws IOException {
    this.file = file;
    this.steps = steps;
    Map<String, Object> first = new LinkedHashMap<>();
    first.put("event", "start");
    first.put("initialCheckpoint", initial.toString());
    first.put("parameters", parameters);
    Files.writeString(file, CanonicalJson.string(first) + "\n");
  }

  /**
   * Counts a step and writes a line if one is due.
   *
   * @param step the step, counted from 1
   * @param tokens the input tokens so far
   * @param loss the mean loss of the step; the line tells the mean since the line before
   * @param norm the gradient's norm before clipping
   */
  void step(int step, long tokens, double loss, double rate, double norm) throws IOException {
    sum += loss;
    summed++;
    if (step != 1 && step % EVERY != 0 && step != steps) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", step);
    line.put("tokens", tokens);
    line.put("loss", rounded(sum / summed));
    line.put("rate", rounded(rate));
    line.put("gradientNorm", rounded(norm));
    line.put("seconds", rounded((System.nanoTime() - began) / 1e9));
    String json = CanonicalJson.string(line);
    Files.write(file, (json + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    System.out.println(file.getParent() + " " + json);
    sum = 0;
    summed = 0;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
