package org.gwageo.lineage.attestation;

/** A signature, key or statement that cannot be read or does not hold. */
public final class AttestationException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public AttestationException(String message) {
    super(message);
  }

  /** Says what is wrong and why. */
  public AttestationException(String message, Throwable cause) {
    super(message, cause);
  }
}
