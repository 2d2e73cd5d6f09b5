package org.gwageo.platform.evaluation;

/** What was handed in cannot be taken in; the message says why in one sentence. */
public final class ImportException extends Exception {

  private static final long serialVersionUID = 1L;

  ImportException(String reason) {
    super(reason);
  }

  ImportException(String reason, Exception cause) {
    super(reason, cause);
  }
}
