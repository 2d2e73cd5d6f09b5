package org.gwageo.platform.evaluation;

/** A suite's file is not what it should be. */
public final class SuiteException extends Exception {

  private static final long serialVersionUID = 1L;

  SuiteException(String message) {
    super(message);
  }
}
