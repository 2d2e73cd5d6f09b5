package org.gwageo.bundle.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of a submitted model.
 *
 * @param model the model's name, as its endpoint and the folder of its weights call it
 * @param files its files, ordered by path; none for a model that only an endpoint is known of
 */
public record ModelManifest(String model, List<ModelFile> files) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * One file of a model.
   *
   * @param path its path inside the model's folder
   * @param size its length in bytes
   * @param digest SHA-256 of its bytes
   */
  public record ModelFile(String path, long size, Digest digest) {}

  /** Orders the files. */
  public ModelManifest {
    files = files.stream().sorted(Comparator.comparing(ModelFile::path)).toList();
  }

  /** Returns the file {@code models/<team>.json}. */
  public byte[] toJson() {
    return CanonicalJson.bytes(
        Map.of(
            "model",
            model,
            "files",
            files.stream()
                .map(
                    file ->
                        Map.of(
                            "path", file.path(),
                            "size", file.size(),
                            "sha256", file.digest().hex()))
                .toList()));
  }

  /** Returns the digest of {@link #toJson}. */
  public Digest digest() {
    return Digest.of(toJson());
  }

  /**
   * Reads a model's file.
   *
   * @throws EvidenceException if it is not one
   */
  public static ModelManifest parse(String file, byte[] json) throws EvidenceException {
    try {
      JsonNode tree = JSON.readTree(json);
      var files = new ArrayList<ModelFile>();
      for (JsonNode one : tree.path("files")) {
        files.add(
            new ModelFile(
                one.path("path").asString(""),
                one.path("size").asLong(-1),
                new Digest(one.path("sha256").asString(""))));
      }
      String model = tree.path("model").asString("");
      if (model.isBlank()) {
        throw new EvidenceException(file + " names no model");
      }
      return new ModelManifest(model, files);
    } catch (JacksonException e) {
      throw new EvidenceException(file + " is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(file + " lists no files of a model: " + e.getMessage());
    }
  }
}
