package org.gwageo.cluster.spark;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file is another one than the driver found; reading it again does not help. */
final class ChangedFile extends IOException {

  private static final long serialVersionUID = 1;

  ChangedFile(String message) {
    super(message);
  }

  /** Returns the sentence about the file that changed, or null if a failure has another reason. */
  static @Nullable String in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ChangedFile changed) {
        return changed.getMessage();
      }
    }
    return null;
  }
}
