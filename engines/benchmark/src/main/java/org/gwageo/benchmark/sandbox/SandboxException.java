package org.gwageo.benchmark.sandbox;

/** Programs cannot be run on this machine in the way that was asked for; the message says why. */
public final class SandboxException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates an exception whose message names what is missing. */
  public SandboxException(String message) {
    super(message);
  }

  /** Creates an exception with its cause. */
  public SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
