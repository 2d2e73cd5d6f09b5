package org.gwageo.benchmark.reproduction;

/** A bundle, or a run that is compared with one, is not what it should be. */
public final class BundleException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Takes one sentence that names the file and the value. */
  public BundleException(String message) {
    super(message);
  }

  /** Takes one sentence that names the file and the value, and what led to it. */
  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
