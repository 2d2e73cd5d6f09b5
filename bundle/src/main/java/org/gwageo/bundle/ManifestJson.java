package org.gwageo.bundle;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.bundle.Manifest.ListedFile;
import org.gwageo.canonical.Digest;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code bundle.json} has in the bundles of stages and of seasons: a format and the files. */
public final class ManifestJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ManifestJson() {}

  /** Reads the members beside format and files. */
  @FunctionalInterface
  public interface Reading<T> {

    /**
     * Returns what the list says.
     *
     * @throws IllegalArgumentException if a member is missing or wrong
     * @throws DateTimeException if a member is no moment
     */
    T from(JsonNode tree, List<ListedFile> files);
  }

  /**
   * Reads {@code bundle.json}.
   *
   * @throws BundleException if the bytes are no list of that format
   */
  public static <T> T parse(byte[] json, String format, Reading<T> reading) throws BundleException {
    try {
      JsonNode tree = JSON.readTree(json);
      if (!text(tree, "format").equals(format)) {
        throw new IllegalArgumentException("format is not " + format);
      }
      var files = new ArrayList<ListedFile>();
      for (JsonNode file : tree.path("files")) {
        files.add(
            new ListedFile(
                text(file, "path"),
                file.path("size").asLong(-1),
                new Digest(text(file, "sha256"))));
      }
      return reading.from(tree, files);
    } catch (JacksonException e) {
      throw new BundleException(
          Bundle.MANIFEST, Bundle.MANIFEST + " is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new BundleException(
          Bundle.MANIFEST, Bundle.MANIFEST + " is no manifest: " + e.getMessage());
    }
  }

  /** Returns whether {@code json} says that it is a list of that format. */
  public static boolean is(byte[] json, String format) {
    try {
      return JSON.readTree(json).path("format").asString("").equals(format);
    } catch (JacksonException e) {
      return false;
    }
  }

  /** Returns the member {@code files}. */
  public static List<Map<String, Object>> files(List<ListedFile> files) {
    return files.stream()
        .map(
            file ->
                Map.<String, Object>of(
                    "path", file.path(), "size", file.size(), "sha256", file.digest().hex()))
        .toList();
  }

  /**
   * Returns a member that is a string.
   *
   * @throws IllegalArgumentException if it is missing or none
   */
  public static String text(JsonNode tree, String member) {
    JsonNode value = tree.path(member);
    if (!value.isString()) {
      throw new IllegalArgumentException("member " + member + " is not a string");
    }
    return value.stringValue();
  }
}
