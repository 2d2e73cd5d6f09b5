package org.gwageo.platform.evaluation;

import org.gwageo.platform.web.WrongValueException;

/** A suite's file is not what it should be. */
public final class SuiteException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Carries a refusal: what pages say in the reader's language. */
  SuiteException(WrongValueException refusal) {
    super(refusal.getMessage(), refusal);
  }

  SuiteException(String message) {
    super(message);
  }
}
