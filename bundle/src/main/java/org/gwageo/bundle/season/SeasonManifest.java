package org.gwageo.bundle.season;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.bundle.BundleException;
import org.gwageo.bundle.Manifest.ListedFile;
import org.gwageo.bundle.ManifestJson;
import org.gwageo.canonical.CanonicalJson;

/**
 * What {@code bundle.json} says of a season's bundle.
 *
 * @param programme the programme's id
 * @param season the season's id
 * @param issuedAt when the results were published
 * @param toolVersion the version of the software that made the bundle
 * @param files all files but {@code bundle.json} and {@code bundle.sha256}, ordered by path
 */
public record SeasonManifest(
    String programme, String season, Instant issuedAt, String toolVersion, List<ListedFile> files) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-season-bundle/1";

  /** Copies the list. */
  public SeasonManifest {
    files = List.copyOf(files);
  }

  /** Returns whether {@code json} says that it is the list of a season's bundle. */
  public static boolean is(byte[] json) {
    return ManifestJson.is(json, FORMAT);
  }

  /** Returns the bytes of {@code bundle.json}. */
  public byte[] toJson() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("programme", programme);
    tree.put("season", season);
    tree.put("issuedAt", issuedAt.toString());
    tree.put("tools", Map.of("version", toolVersion));
    tree.put("files", ManifestJson.files(files));
    return CanonicalJson.bytes(tree);
  }

  /**
   * Reads {@code bundle.json}.
   *
   * @throws BundleException if the bytes are no manifest of this format
   */
  public static SeasonManifest parse(byte[] json) throws BundleException {
    return ManifestJson.parse(
        json,
        FORMAT,
        (tree, files) ->
            new SeasonManifest(
                ManifestJson.text(tree, "programme"),
                ManifestJson.text(tree, "season"),
                Instant.parse(ManifestJson.text(tree, "issuedAt")),
                ManifestJson.text(tree.path("tools"), "version"),
                files));
  }
}
