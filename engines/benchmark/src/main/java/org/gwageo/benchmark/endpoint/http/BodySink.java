package org.gwageo.benchmark.endpoint.http;

/** Takes a response as it comes. Called from the thread that makes the exchange. */
public interface BodySink {

  /** Receives status and header fields, before any part of the body. */
  void head(ResponseHead head);

  /**
   * Receives the next part of the body, without any transfer coding.
   *
   * @param block holds the part; valid during the call only
   * @param offset where the part begins
   * @param length its bytes, at least 1
   * @param readAt when the part was read from the connection, in readings of the origin's clock
   */
  void body(byte[] block, int offset, int length, long readAt);
}
