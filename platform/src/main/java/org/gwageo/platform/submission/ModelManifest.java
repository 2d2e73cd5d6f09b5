package org.gwageo.platform.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/**
 * The files of a model, each under its digest.
 *
 * @param files ordered by path
 */
public record ModelManifest(List<Entry> files) {

  /** Copies {@code files}. */
  public ModelManifest {
    files = List.copyOf(files);
  }

  /** One file: its path below the model's folder with forward slashes, its length in bytes. */
  public record Entry(String path, long size, Digest digest) {}

  /** Reads and hashes every regular file below {@code folder}. */
  public static ModelManifest of(Path folder) throws IOException {
    var paths = new TreeMap<String, Path>();
    try (var walk = Files.walk(folder)) {
      walk.filter(file -> Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS))
          .forEach(file -> paths.put(folder.relativize(file).toString().replace('\\', '/'), file));
    }
    var files = new ArrayList<Entry>();
    for (var path : paths.entrySet()) {
      files.add(new Entry(path.getKey(), Files.size(path.getValue()), Digest.of(path.getValue())));
    }
    return new ModelManifest(files);
  }

  /** Returns the digest of the canonical JSON, which stands for the whole model. */
  public Digest digest() {
    return Digest.ofJson(tree());
  }

  /** Returns the canonical JSON: {@code {"files": [{"path", "sha256", "size"}]}}. */
  public String json() {
    return CanonicalJson.string(tree());
  }

  private Map<String, Object> tree() {
    return Map.of(
        "files",
        files.stream()
            .map(
                file ->
                    Map.<String, Object>of(
                        "path", file.path(), "size", file.size(), "sha256", file.digest().hex()))
            .toList());
  }
}
