package org.gwageo.bundle;

import org.jspecify.annotations.Nullable;

/** A folder or file that claims to be a bundle cannot be read as one. */
public final class BundleException extends Exception {

  private static final long serialVersionUID = 1L;

  private final @Nullable String file;

  /**
   * Creates the failure.
   *
   * @param file the file inside the bundle that is at fault, or null if none can be named
   * @param message one sentence that names the thing, the value and the limit
   */
  public BundleException(@Nullable String file, String message) {
    super(message);
    this.file = file;
  }

  /** Returns the file inside the bundle that is at fault, if one can be named. */
  public @Nullable String file() {
    return file;
  }
}
