package org.gwageo.benchmark.jinja;

/** A template that cannot be compiled, or cannot be rendered with the values given. */
public final class JinjaException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes the exception; the message is one sentence naming the construct or the name. */
  public JinjaException(String message) {
    super(message);
  }
}
