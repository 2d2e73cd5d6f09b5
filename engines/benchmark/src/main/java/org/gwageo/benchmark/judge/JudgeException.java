package org.gwageo.benchmark.judge;

/** A judge's description is wrong, or the judge may not judge what it was given. */
public final class JudgeException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public JudgeException(String message) {
    super(message);
  }
}
