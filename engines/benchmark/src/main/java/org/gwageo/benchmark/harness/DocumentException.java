package org.gwageo.benchmark.harness;

/** A document of which no prompt, target or choices can be made. */
final class DocumentException extends Exception {

  private static final long serialVersionUID = 1L;

  DocumentException(String message) {
    super(message);
  }
}
