package org.gwageo.benchmark.toolcall;

/** A text is not what it has to be; the message says where and why. */
public final class ToolCallException extends Exception {
  private static final long serialVersionUID = 1L;

  ToolCallException(String message) {
    super(message);
  }

  ToolCallException(String message, Throwable cause) {
    super(message, cause);
  }
}
