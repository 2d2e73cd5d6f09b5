package org.gwageo.bundle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.bundle.content.Content;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
  public static List<ListedFile> list(SortedMap<String, Content> files) {
    var listed = new ArrayList<ListedFile>();
    new TreeMap<>(files)
        .forEach(
            (path, content) -> {
              if (!path.equals(Bundle.MANIFEST) && !path.equals(Bundle.MANIFEST_DIGEST)) {
                listed.add(new ListedFile(path, content.size(), content.digest()));
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
    tree.put("files", ManifestJson.files(files));
    return CanonicalJson.bytes(tree);
  }

  /**
   * Reads {@code bundle.json}.
   *
   * @throws BundleException if the bytes are no manifest of this format
   */
  public static Manifest parse(byte[] json) throws BundleException {
    return ManifestJson.parse(
        json,
        FORMAT,
        (tree, files) ->
            new Manifest(
                ManifestJson.text(tree, "programme"),
                ManifestJson.text(tree, "stage"),
                Instant.parse(ManifestJson.text(tree, "issuedAt")),
                Digest.parse(ManifestJson.text(tree, "rulebookDigest")),
                Digest.parse(ManifestJson.text(tree, "verdictDigest")),
                ManifestJson.text(tree.path("tools"), "version"),
                superseded(tree.path("supersedes")),
                files));
  }

  private static @Nullable Superseded superseded(JsonNode node) {
    return node.isMissingNode()
        ? null
        : new Superseded(
            node.path("version").asInt(0), Digest.parse(ManifestJson.text(node, "bundle")));
  }
}
