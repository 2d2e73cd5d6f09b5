package org.gwageo.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bundles as the bytes of their zip files. */
public final class Packed {

  private Packed() {}

  public static byte[] zip(Bundle bundle) throws IOException {
    Path file = Files.createTempFile("bundle", ".zip");
    try {
      bundle.writeZip(file);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }
}
