package org.gwageo.bundle;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code bundle.json} says.
 *
 * @param programme the programme's id
 * @param stage the stage's id
 * @param issuedAt when the verdict was issued
 * @param rulebookDigest the digest of the rulebook's canonical JSON
 * @param verdictDigest the digest of the verdict's bytes
 * @param toolVersion the version of the software that made the bundle
 * @param supersedes the bundle whose verdict this one corrects; null for a first verdict
 * @param files all files but {@code bundle.json} and {@code bundle.sha256}, ordered by path
 */
public record Manifest(
    String programme,
    String stage,
    Instant issuedAt,
    Digest rulebookDigest,
    Digest verdictDigest,
    String toolVersion,
    @Nullable Superseded supersedes,
    List<ListedFile> files) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-bundle/1";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /**
   * One file of the bundle.
   *
   * @param path its path inside the bundle
   * @param size its length in bytes
   * @param digest SHA-256 of its bytes
   */
  public record ListedFile(String path, long size, Digest digest) {}

  /**
   * The bundle of the verdict that is no longer in force.
   *
   * @param version the version of that verdict
   * @param bundle the digest of its {@code bundle.json}
   */
  public record Superseded(int version, Digest bundle) {}

  /** Copies the list. */
  public Manifest {
    files = List.copyOf(files);
  }

  /** Lists {@code files}, leaving out the manifest itself and its digest. */
  public static List<ListedFile> list(SortedMap<String, byte[]> files) {
    var listed = new ArrayList<ListedFile>();
    new TreeMap<>(files)
        .forEach(
            (path, bytes) -> {
              if (!path.equals(Bundle.MANIFEST) && !path.equals(Bundle.MANIFEST_DIGEST)) {
                listed.add(new ListedFile(path, bytes.length, Digest.of(bytes)));
              }
            });
    return listed;
  }

  /** Returns the bytes of {@code bundle.json}. */
  public byte[] toJson() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("programme", programme);
    tree.put("stage", stage);
    tree.put("issuedAt", issuedAt.toString());
    tree.put("rulebookDigest", rulebookDigest.toString());
    tree.put("verdictDigest", verdictDigest.toString());
    tree.put("tools", Map.of("version", toolVersion));
    if (supersedes != null) {
      tree.put(
          "supersedes",
          Map.of("version", supersedes.version(), "bundle", supersedes.bundle().toString()));
    }
    tree.put(
        "files",
        files.stream()
            .map(
                file ->
                    Map.of(
                        "path", file.path(),
                        "size", file.size(),
                        "sha256", file.digest().hex()))
            .toList());
    return CanonicalJson.bytes(tree);
  }

  /**
   * Reads {@code bundle.json}.
   *
   * @throws BundleException if the bytes are no manifest of this format
   */
  public static Manifest parse(byte[] json) throws BundleException {
    try {
      JsonNode tree = JSON.readTree(json);
      String format = text(tree, "format");
      if (!format.equals(FORMAT)) {
        throw new IllegalArgumentException("format is not " + FORMAT);
      }
      var files = new ArrayList<ListedFile>();
      for (JsonNode file : tree.path("files")) {
        files.add(
            new ListedFile(
                text(file, "path"),
                file.path("size").asLong(-1),
                new Digest(text(file, "sha256"))));
      }
      return new Manifest(
          text(tree, "programme"),
          text(tree, "stage"),
          Instant.parse(text(tree, "issuedAt")),
          Digest.parse(text(tree, "rulebookDigest")),
          Digest.parse(text(tree, "verdictDigest")),
          text(tree.path("tools"), "version"),
          superseded(tree.path("supersedes")),
          files);
    } catch (JacksonException e) {
      throw new BundleException(
          Bundle.MANIFEST, Bundle.MANIFEST + " is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BundleException(
          Bundle.MANIFEST, Bundle.MANIFEST + " is no manifest: " + e.getMessage());
    }
  }

  private static @Nullable Superseded superseded(JsonNode node) {
    return node.isMissingNode()
        ? null
        : new Superseded(node.path("version").asInt(0), Digest.parse(text(node, "bundle")));
  }

  private static String text(JsonNode tree, String member) {
    JsonNode value = tree.path(member);
    if (!value.isString()) {
      throw new IllegalArgumentException("member " + member + " is not a string");
    }
    return value.stringValue();
  }
}
