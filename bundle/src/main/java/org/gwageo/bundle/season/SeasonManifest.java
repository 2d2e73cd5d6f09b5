package org.gwageo.bundle.season;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.BundleException;
import org.gwageo.bundle.Manifest.ListedFile;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Copies the list. */
  public SeasonManifest {
    files = List.copyOf(files);
  }

  /** Returns whether {@code json} says that it is the list of a season's bundle. */
  public static boolean is(byte[] json) {
    try {
      return JSON.readTree(json).path("format").asString("").equals(FORMAT);
    } catch (JacksonException e) {
      return false;
    }
  }

  /** Returns the bytes of {@code bundle.json}. */
  public byte[] toJson() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("programme", programme);
    tree.put("season", season);
    tree.put("issuedAt", issuedAt.toString());
    tree.put("tools", Map.of("version", toolVersion));
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
  public static SeasonManifest parse(byte[] json) throws BundleException {
    try {
      JsonNode tree = JSON.readTree(json);
      if (!text(tree, "format").equals(FORMAT)) {
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
      return new SeasonManifest(
          text(tree, "programme"),
          text(tree, "season"),
          Instant.parse(text(tree, "issuedAt")),
          text(tree.path("tools"), "version"),
          files);
    } catch (JacksonException e) {
      throw new BundleException(
          Bundle.MANIFEST, Bundle.MANIFEST + " is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BundleException(
          Bundle.MANIFEST, Bundle.MANIFEST + " is no manifest: " + e.getMessage());
    }
  }

  private static String text(JsonNode tree, String member) {
    JsonNode value = tree.path(member);
    if (!value.isString()) {
      throw new IllegalArgumentException("member " + member + " is not a string");
    }
    return value.stringValue();
  }
}
