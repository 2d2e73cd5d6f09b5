package org.gwageo.platform.publication.web.result;

import java.nio.file.Path;
import org.gwageo.bundle.Bundle;
import org.gwageo.canonical.Digest;

/**
 * The file of a published bundle as it lies on the disk.
 *
 * @param path where it is
 * @param digest the digest of its bytes
 * @param bundle its content
 */
record PublishedFile(Path path, Digest digest, Bundle bundle) {

  /** Returns whether these are the bytes that were published under {@code recorded}. */
  boolean is(String recorded) {
    return digest.toString().equals(recorded);
  }
}
