package org.gwageo.bundle.evidence;

/** Evidence that does not fit the rulebook, or a file of it that cannot be read. */
public final class EvidenceException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Creates the failure from one sentence that names the thing, the value and the limit. */
  public EvidenceException(String message) {
    super(message);
  }
}
