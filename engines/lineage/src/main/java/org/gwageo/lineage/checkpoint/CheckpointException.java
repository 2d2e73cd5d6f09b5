package org.gwageo.lineage.checkpoint;

/** A file that claims to hold a model's weights cannot be read as that. */
public final class CheckpointException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure from one sentence that names the file, the tensor, the value, the limit.
   */
  public CheckpointException(String message) {
    super(message);
  }

  /** Creates the failure with the error that the operating system or the JSON parser gave. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
