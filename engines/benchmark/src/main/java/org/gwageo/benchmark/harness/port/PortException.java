package org.gwageo.benchmark.harness.port;

/** A document or a reply with which a ported function cannot do its work. */
public final class PortException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes the exception; the message names the field or the value. */
  public PortException(String message) {
    super(message);
  }
}
