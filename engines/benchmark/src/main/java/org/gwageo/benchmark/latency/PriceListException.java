package org.gwageo.benchmark.latency;

/** What was read is no list of prices. */
public final class PriceListException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Takes one sentence that names the fault. */
  public PriceListException(String message) {
    super(message);
  }
}
