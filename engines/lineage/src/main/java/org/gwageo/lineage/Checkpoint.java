package org.gwageo.lineage;

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
import org.gwageo.lineage.checkpoint.Gguf;
import org.gwageo.lineage.checkpoint.Vocabulary;
import org.gwageo.lineage.checkpoint.Weights;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model as its files state it: weights, configuration and tokenizer. Not safe for use by several
 * threads at once.
 */
public final class Checkpoint implements AutoCloseable {

  private static final long CONFIG_LIMIT = 16 << 20;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /**
   * One file of a checkpoint.
   *
   * @param path its name inside the checkpoint's folder
   * @param size its length in bytes
   * @param digest SHA-256 of its bytes
   */
  public record InputFile(String path, long size, Digest digest) {}

  private final Weights weights;
  private final Anatomy anatomy;
  private final List<InputFile> files;
  private final Map<String, Integer> tokenIds;

  private Checkpoint(
      Weights weights, Anatomy anatomy, List<InputFile> files, Map<String, Integer> tokenIds) {
    this.tokenIds = tokenIds;
    this.weights = weights;
    this.anatomy = anatomy;
    this.files = files;
  }

  /**
   * Opens a folder in Hugging Face layout (weights in any format that {@link Weights} reads, {@code
   * config.json}, {@code tokenizer.json}) or a single file of weights, whose tokenizer may be
   * inside or lie beside it; all of its bytes are read once for their digests.
   *
   * @throws CheckpointException if the weights, the configuration or the tokenizer cannot be read
   */
  public static Checkpoint open(Path path) throws CheckpointException {
    var weights = Weights.open(path);
    try {
      Path folder = Files.isDirectory(path) ? path : null;
      Optional<JsonNode> config =
          folder == null ? Optional.empty() : config(folder.resolve("config.json"));
      var anatomy = Anatomy.of(weights, config);
      Optional<Path> tokenizer = tokenizer(path);
      Map<String, Integer> tokenIds = Map.of();
      if (weights instanceof Gguf gguf) {
        tokenIds = Vocabulary.of(gguf).ids();
      } else if (tokenizer.isPresent()) {
        tokenIds = Vocabulary.read(tokenizer.get()).ids();
      }
      return new Checkpoint(weights, anatomy, digests(inputs(path, weights)), tokenIds);
    } catch (CheckpointException | RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  /**
   * Returns a checkpoint whose files were opened elsewhere.
   *
   * @param files its files, in the order of {@link #inputs}
   * @param tokenIds the ids of the tokenizer's tokens, as {@link Vocabulary} reads them
   */
  public static Checkpoint of(
      Weights weights, Anatomy anatomy, List<InputFile> files, Map<String, Integer> tokenIds) {
    return new Checkpoint(weights, anatomy, List.copyOf(files), tokenIds);
  }

  /** Returns the files that a report names: the weights, the configuration and the tokenizer. */
  public static List<Path> inputs(Path path, Weights weights) {
    var paths = new ArrayList<>(weights.files());
    if (Files.isDirectory(path) && Files.isRegularFile(path.resolve("config.json"))) {
      paths.add(path.resolve("config.json"));
    }
    tokenizer(path).ifPresent(paths::add);
    return List.copyOf(paths);
  }

  /** Returns the file that holds the tokenizer of a folder or a file of weights. */
  public static Optional<Path> tokenizer(Path path) {
    if (!Files.isDirectory(path)) {
      return Vocabulary.tokenizerBeside(path);
    }
    return Stream.of("tokenizer.json", "vocab.txt")
        .map(path::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .or(() -> onlyTokenizerIn(path));
  }

  /** A folder with one file of weights may name its tokenizer after that file. */
  private static Optional<Path> onlyTokenizerIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> String.valueOf(file.getFileName()).endsWith("-tokenizer.json"))
              .limit(2)
              .toList();
      return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the tensors by what they do. */
  public Anatomy anatomy() {
    return anatomy;
  }

  /** Returns the ids of the tokenizer's tokens; none if there is no tokenizer. */
  public Map<String, Integer> tokenIds() {
    return tokenIds;
  }

  /** Returns the files that were opened, weights first. */
  public List<InputFile> files() {
    return files;
  }

  /** Returns one digest for all files: that of the canonical JSON of their names and digests. */
  public Digest digest() {
    return Digest.ofJson(filesAsJson());
  }

  /** Returns the files as a tree for canonical JSON. */
  List<Map<String, Object>> filesAsJson() {
    return files.stream()
        .map(
            file ->
                Map.<String, Object>of(
                    "path", file.path(),
                    "size", file.size(),
                    "sha256", file.digest().hex()))
        .toList();
  }

  /** Returns the tensors that are in the files but cannot be decoded, with the reason, by name. */
  public Map<String, String> unreadable() {
    return weights.unreadable();
  }

  /** Returns the weights as their files hold them. */
  public Weights weights() {
    return weights;
  }

  /** Unmaps the weights. */
  @Override
  public void close() {
    weights.close();
  }

  private static List<InputFile> digests(List<Path> paths) throws CheckpointException {
    var files = new ArrayList<InputFile>();
    for (Path path : paths) {
      try {
        files.add(
            new InputFile(String.valueOf(path.getFileName()), Files.size(path), Digest.of(path)));
      } catch (IOException e) {
        throw new CheckpointException(
            "%s cannot be read: %s".formatted(path.getFileName(), e.getMessage()), e);
      }
    }
    return List.copyOf(files);
  }

  private static Optional<JsonNode> config(Path config) throws CheckpointException {
    if (!Files.isRegularFile(config)) {
      return Optional.empty();
    }
    try {
      if (Files.size(config) > CONFIG_LIMIT) {
        throw new CheckpointException(
            "config.json has %d bytes; at most %d are read"
                .formatted(Files.size(config), CONFIG_LIMIT));
      }
      return Optional.of(JSON.readTree(Files.readAllBytes(config)));
    } catch (JacksonException e) {
      throw new CheckpointException("config.json is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CheckpointException("config.json cannot be read: " + e.getMessage(), e);
    }
  }
}
