package org.gwageo.lineage;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.checkpoint.Vocabulary;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model as its files state it: weights, configuration and tokenizer. Not safe for use by several
 * threads at once.
 */
public final class Checkpoint implements AutoCloseable {

  private static final long CONFIG_LIMIT = 16 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * One file of a checkpoint.
   *
   * @param path its name inside the checkpoint's folder
   * @param size its length in bytes
   * @param digest SHA-256 of its bytes
   */
  public record InputFile(String path, long size, Digest digest) {}

  private final Safetensors weights;
  private final Anatomy anatomy;
  private final List<InputFile> files;
  private final Map<String, Integer> tokenIds;
  private @Nullable Map<String, Digest> tensorDigests;

  private Checkpoint(
      Safetensors weights, Anatomy anatomy, List<InputFile> files, Map<String, Integer> tokenIds) {
    this.tokenIds = tokenIds;
    this.weights = weights;
    this.anatomy = anatomy;
    this.files = files;
  }

  /**
   * Opens a folder with {@code model.safetensors} (or its shards and index), {@code config.json}
   * and {@code tokenizer.json}, or a single {@code .safetensors} file; all of its bytes are read
   * once for their digests.
   *
   * @throws CheckpointException if the weights or the configuration cannot be read
   */
  public static Checkpoint open(Path path) throws CheckpointException {
    String name = String.valueOf(path.getFileName());
    if (name.matches("(?i).*\\.(gguf|onnx|bin|pt|pth|ckpt)")) {
      throw new CheckpointException(
          name + " is not a safetensors file, the only format of weights that is read here");
    }
    var weights = Safetensors.open(path);
    try {
      Path folder = Files.isDirectory(path) ? path : null;
      boolean offsets = folder != null && gainsAreOffsets(folder.resolve("config.json"));
      var anatomy = Anatomy.of(weights.tensors().values(), offsets);
      Path tokenizer = folder == null ? null : folder.resolve("tokenizer.json");
      Map<String, Integer> tokenIds =
          tokenizer != null && Files.isRegularFile(tokenizer)
              ? Vocabulary.read(tokenizer).ids()
              : Map.of();
      return new Checkpoint(weights, anatomy, digests(weights.files(), folder), tokenIds);
    } catch (CheckpointException | RuntimeException e) {
      weights.close();
      throw e;
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

  /** Returns the SHA-256 of each tensor's bytes by the tensor's name. */
  public Map<String, Digest> tensorDigests() {
    if (tensorDigests == null) {
      var digests = new LinkedHashMap<String, Digest>();
      for (StoredTensor tensor : weights.tensors().values()) {
        digests.put(tensor.name(), digest(tensor.bytes()));
      }
      tensorDigests = digests;
    }
    return tensorDigests;
  }

  /** Unmaps the weights. */
  @Override
  public void close() {
    weights.close();
  }

  private static Digest digest(MemorySegment bytes) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      long block = 1 << 24;
      for (long at = 0; at < bytes.byteSize(); at += block) {
        sha256.update(bytes.asSlice(at, Math.min(block, bytes.byteSize() - at)).asByteBuffer());
      }
      return new Digest(HexFormat.of().formatHex(sha256.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform provides SHA-256", e);
    }
  }

  private static List<InputFile> digests(List<Path> weights, @Nullable Path folder)
      throws CheckpointException {
    var paths = new ArrayList<>(weights);
    if (folder != null) {
      for (String name : List.of("config.json", "tokenizer.json")) {
        if (Files.isRegularFile(folder.resolve(name))) {
          paths.add(folder.resolve(name));
        }
      }
    }
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

  private static boolean gainsAreOffsets(Path config) throws CheckpointException {
    if (!Files.isRegularFile(config)) {
      return false;
    }
    try {
      if (Files.size(config) > CONFIG_LIMIT) {
        throw new CheckpointException(
            "config.json has %d bytes; at most %d are read"
                .formatted(Files.size(config), CONFIG_LIMIT));
      }
      JsonNode tree = JSON.readTree(Files.readAllBytes(config));
      return tree.path("model_type").asString("").startsWith("gemma");
    } catch (JacksonException e) {
      throw new CheckpointException("config.json is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CheckpointException("config.json cannot be read: " + e.getMessage(), e);
    }
  }
}
