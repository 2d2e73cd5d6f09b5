package org.gwageo.cli.terminal;

/** A command cannot do what it was asked to do; the message is one sentence for its user. */
public final class CannotRun extends Exception {

  private static final long serialVersionUID = 1L;

  /** Takes the sentence, which names the thing, the value and the limit. */
  public CannotRun(String sentence) {
    super(sentence);
  }

  /** Takes the sentence and what led to it. */
  public CannotRun(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
