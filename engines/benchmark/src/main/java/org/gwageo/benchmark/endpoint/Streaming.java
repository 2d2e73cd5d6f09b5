package org.gwageo.benchmark.endpoint;

/** Whether replies are asked for as a stream. */
public enum Streaming {
  /**
   * As server-sent events, so that the times of the first token and between tokens are known. What
   * an endpoint does not stream is read as it comes.
   */
  ON,
  /** As one document: the least work for both sides, and no times of tokens. */
  OFF
}
