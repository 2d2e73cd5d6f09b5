package org.gwageo.nano.files;

/** Thrown when the files of a model do not describe a model that this runtime can execute. */
public final class BadModelException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with one sentence that names the file, the value and the limit. */
  public BadModelException(String message) {
    super(message);
  }

  /** Creates the exception with one sentence and the failure that led to it. */
  public BadModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
