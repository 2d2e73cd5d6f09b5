package org.gwageo.benchmark.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;

/** Third-party data beside the repository; tests that need it skip where it is absent. */
final class Data {

  private Data() {}

  /** Returns {@code ../shared/data} of the repository that the working folder lies in. */
  static Path folder() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve(".git"))) {
      folder = folder.getParent();
    }
    return folder.resolveSibling("shared").resolve("data");
  }
}
