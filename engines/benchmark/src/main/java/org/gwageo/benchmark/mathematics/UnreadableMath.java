package org.gwageo.benchmark.mathematics;

/** A writing is no mathematics that this package reads. */
final class UnreadableMath extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableMath(String message) {
    super(message);
  }
}
