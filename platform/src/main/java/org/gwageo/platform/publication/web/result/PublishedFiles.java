package org.gwageo.platform.publication.web.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gwageo.bundle.BundleException;
import org.gwageo.platform.publication.Bundles;
import org.gwageo.platform.publication.PublishedBundle;
import org.springframework.stereotype.Component;

/**
 * Opens published bundles. The list of the files in one is kept, with their digests, for as long as
 * the file on the disk keeps its time and length. Safe for use by several threads.
 */
@Component
class PublishedFiles {

  private final Bundles bundles;
  private final Map<Path, Kept> kept = new ConcurrentHashMap<>();

  PublishedFiles(Bundles bundles) {
    this.bundles = bundles;
  }

  private record Kept(FileTime changedAt, long bytes, PublishedFile file) {}

  /** Returns the file of a bundle. */
  PublishedFile open(PublishedBundle bundle) {
    return open(bundles.file(bundle));
  }

  private PublishedFile open(Path path) {
    try {
      FileTime changedAt = Files.getLastModifiedTime(path);
      long bytes = Files.size(path);
      Kept known = kept.get(path);
      if (known != null && known.changedAt().equals(changedAt) && known.bytes() == bytes) {
        return known.file();
      }
      PublishedFile file = read(path);
      kept.put(path, new Kept(changedAt, bytes, file));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle " + path.getFileName() + " cannot be read", e);
    }
  }

  static PublishedFile read(Path path) throws IOException {
    try {
      return PublishedFile.read(path);
    } catch (BundleException e) {
      throw new IllegalStateException(
          "the bundle %s is damaged: %s".formatted(path.getFileName(), e.getMessage()), e);
    }
  }
}
