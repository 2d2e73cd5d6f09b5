package org.gwageo.lineage.fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Vocabulary;
import org.gwageo.lineage.checkpoint.Weights;
import org.gwageo.lineage.fingerprint.Fingerprint.Input;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the fingerprint of a model in one reading of its weights. */
public final class OnePass {

  private static final long CONFIG_LIMIT = 16 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private OnePass() {}

  /** Hears how far a reading is. */
  @FunctionalInterface
  public interface Progress {

    /** Is told, on the thread that asked for the reading, how many bytes of all are read. */
    void at(long bytes, long of);
  }

  /**
   * How a model is read.
   *
   * @param threads how many threads read, the calling one among them; the result does not depend on
   *     it
   * @param digests whether SHA-256 of files without a known digest is computed, which reads the
   *     files once more at the speed of SHA-256
   * @param known digests from a verified manifest, by the name of the file
   * @param progress hears how far the reading is
   */
  public record Settings(
      int threads, boolean digests, Map<String, Digest> known, Progress progress) {

    /**
     * Copies the digests.
     *
     * @throws IllegalArgumentException if {@code threads} is below 1
     */
    public Settings {
      if (threads < 1) {
        throw new IllegalArgumentException("a model is read by at least 1 thread, not " + threads);
      }
      known = Map.copyOf(known);
    }

    /** Returns all processors, digests and no progress. */
    public static Settings standard() {
      return new Settings(
          Runtime.getRuntime().availableProcessors(), true, Map.of(), (bytes, of) -> {});
    }

    /** Returns these settings with another number of threads. */
    public Settings onThreads(int threads) {
      return new Settings(threads, digests, known, progress);
    }

    /** Returns these settings without computed digests. */
    public Settings withoutDigests() {
      return new Settings(threads, false, known, progress);
    }

    /** Returns these settings with digests that are known already. */
    public Settings with(Map<String, Digest> known) {
      return new Settings(threads, digests, known, progress);
    }

    /** Returns these settings with another listener. */
    public Settings reporting(Progress progress) {
      return new Settings(threads, digests, known, progress);
    }
  }

  /**
   * Reads a folder in Hugging Face layout or one file of weights.
   *
   * @throws CheckpointException if the weights or the configuration cannot be read, an MLP's
   *     tensors do not fit together, or a weight of an MLP or a norm is not a finite number
   */
  public static Fingerprint read(Path model, Settings settings) throws CheckpointException {
    try (Weights weights = Weights.open(model)) {
      var paths = new ArrayList<>(weights.files());
      Optional<Path> config = config(model);
      config.ifPresent(paths::add);
      Optional<Path> tokenizer = tokenizer(model);
      var inputs = new ArrayList<Input>();
      for (Path path : paths) {
        inputs.add(input(path, settings));
      }
      Optional<Digest> words =
          tokenizer.isPresent() ? Optional.of(digest(tokenizer.get())) : Optional.empty();
      return of(weights, anatomy(model, weights), inputs, words, settings);
    }
  }

  /**
   * Takes the fingerprint of weights that are open.
   *
   * @throws CheckpointException if an MLP's tensors do not fit together, or a weight of an MLP or a
   *     norm is not a finite number
   */
  public static Fingerprint of(
      Weights weights,
      Anatomy anatomy,
      List<Input> inputs,
      Optional<Digest> tokenizer,
      Settings settings)
      throws CheckpointException {
    var pass = DividedPass.of(weights, anatomy);
    pass.read(settings.threads(), settings.progress());
    return pass.fingerprint(inputs, tokenizer);
  }

  private static Input input(Path path, Settings settings) throws CheckpointException {
    String name = String.valueOf(path.getFileName());
    @Nullable Digest digest = settings.known().get(name);
    if (digest == null && settings.digests()) {
      digest = digest(path);
    }
    try {
      return new Input(name, Files.size(path), Optional.ofNullable(digest));
    } catch (IOException e) {
      throw new CheckpointException("%s cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Digest digest(Path path) throws CheckpointException {
    try {
      return Digest.of(path);
    } catch (IOException e) {
      throw new CheckpointException(
          "%s cannot be read: %s".formatted(path.getFileName(), e.getMessage()), e);
    }
  }

  /** Returns the configuration of a model, which a folder may have. */
  public static Optional<Path> config(Path model) {
    return Files.isDirectory(model)
        ? Optional.of(model.resolve("config.json")).filter(Files::isRegularFile)
        : Optional.empty();
  }

  /**
   * Places the tensors of a model's open weights.
   *
   * @throws CheckpointException if the configuration cannot be read or the tensors do not fit
   */
  public static Anatomy anatomy(Path model, Weights weights) throws CheckpointException {
    Optional<Path> config = config(model);
    return Anatomy.of(
        weights, config.isPresent() ? Optional.of(json(config.get())) : Optional.empty());
  }

  /** Returns the tokenizer of a model, whose digest is part of the fingerprint. */
  public static Optional<Path> tokenizer(Path model) {
    if (!Files.isDirectory(model)) {
      return Vocabulary.tokenizerBeside(model);
    }
    return Stream.of("tokenizer.json", "vocab.txt", "tokenizer.model")
        .map(model::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static JsonNode json(Path config) throws CheckpointException {
    try {
      long size = Files.size(config);
      if (size > CONFIG_LIMIT) {
        throw new CheckpointException(
            "config.json has %d bytes; at most %d are read".formatted(size, CONFIG_LIMIT));
      }
      return JSON.readTree(Files.readAllBytes(config));
    } catch (JacksonException e) {
      throw new CheckpointException("config.json is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CheckpointException("config.json cannot be read: " + e.getMessage(), e);
    }
  }
}
