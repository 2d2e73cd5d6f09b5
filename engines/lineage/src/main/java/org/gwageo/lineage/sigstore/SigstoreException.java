package org.gwageo.lineage.sigstore;

/** A bundle, a trusted root or a proof that cannot be read or does not hold. */
public final class SigstoreException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public SigstoreException(String message) {
    super(message);
  }

  /** Says what is wrong and why. */
  public SigstoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
