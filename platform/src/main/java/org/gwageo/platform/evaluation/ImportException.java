package org.gwageo.platform.evaluation;

import org.gwageo.platform.web.WrongValueException;

/** What was handed in cannot be taken in; the message says why in one sentence. */
public final class ImportException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Carries a refusal: what pages say in the reader's language. */
  ImportException(WrongValueException refusal) {
    super(refusal.getMessage(), refusal);
  }

  ImportException(String reason) {
    super(reason);
  }

  ImportException(String reason, Exception cause) {
    super(reason, cause);
  }
}
