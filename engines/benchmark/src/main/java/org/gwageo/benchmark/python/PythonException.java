package org.gwageo.benchmark.python;

/** What Python would have raised: a wrong index, a missing key, an operation on the wrong type. */
public final class PythonException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes the exception; {@code message} is one sentence about the value and the operation. */
  public PythonException(String message) {
    super(message);
  }
}
