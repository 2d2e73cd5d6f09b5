package org.gwageo.platform.publication.web.result;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.BundleException;
import org.gwageo.bundle.Manifest.ListedFile;
import org.gwageo.canonical.Digest;

/**
 * The file of a published bundle as it lies on the disk.
 *
 * @param path where it is
 * @param digest the digest of its bytes
 * @param bundle its content
 * @param files the files in it with their lengths and digests, by path
 */
record PublishedFile(Path path, Digest digest, Bundle bundle, List<ListedFile> files) {

  /** Copies the list. */
  PublishedFile {
    files = List.copyOf(files);
  }

  /**
   * Reads a file once through.
   *
   * @throws BundleException if it is no bundle
   */
  static PublishedFile read(Path path) throws IOException, BundleException {
    Bundle bundle = Bundle.open(path);
    List<ListedFile> files =
        bundle.files().entrySet().stream()
            .map(
                file ->
                    new ListedFile(file.getKey(), file.getValue().size(), file.getValue().digest()))
            .toList();
    return new PublishedFile(path, Digest.of(path), bundle, files);
  }

  /** Returns whether these are the bytes that were published under {@code recorded}. */
  boolean is(String recorded) {
    return digest.toString().equals(recorded);
  }
}
