package org.gwageo.nano.training.zoo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.nano.files.BadModelException;
import org.gwageo.nano.tokenizer.Tokenizer;
import org.gwageo.nano.zoo.Specimen;

/**
 * Trains models into a folder, each once: a model whose {@code training.json} is there is read
 * instead, so that an interrupted run goes on where it stopped.
 */
final class Nursery {
  static final String CHECKPOINTS = "checkpoints";

  private static final String RECORD = "training.json";

  private final Path folder;

  Nursery(Path folder) {
    this.folder = folder;
  }

  /** A model together with the tokenizer that its file describes. */
  record Grown(Specimen specimen, Tokenizer tokenizer) {}

  /** A training that is run only when its result is not there. */
  @FunctionalInterface
  interface Growth {
    Training.Trained run() throws IOException, CheckpointException;
  }

  /**
   * Returns the model called {@code name}, trained from {@code start} unless it is there already.
   *
   * @param keepEvery every how many steps a checkpoint is kept beside step 0; 0 for none at all
   */
  Grown grow(String name, Specimen start, Training training, int keepEvery)
      throws IOException, CheckpointException {
    return grow(
        name,
        training.steps(),
        () -> {
          if (keepEvery == 0) {
            return training.run(start);
          }
          start.write(checkpoint(name, 0));
          return training.run(
              start,
              (step, graph) -> {
                if (step % keepEvery == 0) {
                  graph.specimen().write(checkpoint(name, step));
                }
              });
        });
  }

  /**
   * Returns the model called {@code name}, which {@code growth} makes unless it is there already.
   */
  Grown grow(String name, int steps, Growth growth) throws IOException, CheckpointException {
    Path own = folder.resolve(name);
    if (!has(name)) {
      System.err.printf("%s: %d steps%n", name, steps);
      Training.Trained trained = growth.run();
      trained.specimen().write(own);
      Files.write(own.resolve(RECORD), CanonicalJson.bytes(record(steps, trained)));
      System.err.printf(
          "%s: loss %.3f at first, %.3f at last%n", name, trained.firstLoss(), trained.lastLoss());
    }
    return read(name);
  }

  /** Writes a model that was not trained. */
  void put(String name, Specimen specimen) throws IOException {
    specimen.write(folder.resolve(name));
  }

  /** Returns whether the model called {@code name} is there already. */
  boolean has(String name) {
    return Files.exists(folder.resolve(name).resolve(RECORD));
  }

  /** Returns the folder of a checkpoint that was kept. */
  Path checkpoint(String name, int step) {
    return folder.resolve(CHECKPOINTS).resolve("%s-step-%04d".formatted(name, step));
  }

  /** Returns the steps and losses of every model that was trained, by name. */
  Map<String, Object> records() throws IOException {
    Map<String, Object> records = new TreeMap<>();
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path own : folders.toList()) {
        if (Files.exists(own.resolve(RECORD))) {
          String json = Files.readString(own.resolve(RECORD));
          records.put(String.valueOf(own.getFileName()), Manifest.tree(json));
        }
      }
    }
    return records;
  }

  /** Reads the model called {@code name}. */
  Grown read(String name) throws IOException, CheckpointException {
    Path own = folder.resolve(name);
    return new Grown(Specimen.read(own), tokenizer(own.resolve("tokenizer.json")));
  }

  static Tokenizer tokenizer(Path file) throws IOException, CheckpointException {
    try {
      return Tokenizer.read(file);
    } catch (BadModelException e) {
      throw new CheckpointException(file + ": " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> record(int steps, Training.Trained trained) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("steps", steps);
    record.put("firstLoss", rounded(trained.firstLoss()));
    record.put("lastLoss", rounded(trained.lastLoss()));
    return record;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
