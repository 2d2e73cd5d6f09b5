package org.gwageo.benchmark.endpoint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.gwageo.benchmark.endpoint.http.BodySink;
import org.gwageo.benchmark.endpoint.http.ResponseHead;
import org.jspecify.annotations.Nullable;

/** A response as it came, to something else than a task's request. */
final class PlainReply implements BodySink {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable ResponseHead head;
  private boolean broken;

  /** Returns what stands for a response that did not come. */
  static PlainReply failed(String why) {
    var reply = new PlainReply();
    reply.bytes.writeBytes(why.getBytes(StandardCharsets.UTF_8));
    reply.broken = true;
    return reply;
  }

  @Override
  public void head(ResponseHead newHead) {
    head = newHead;
  }

  @Override
  public void body(byte[] block, int offset, int length, long readAt) {
    bytes.write(block, offset, length);
  }

  /** Returns the status; 0 if no complete response came. */
  int status() {
    return head == null || broken ? 0 : head.status();
  }

  /** Returns a header field; empty if there is none. */
  String field(String name) {
    String value = head == null ? null : head.field(name);
    return value == null ? "" : value;
  }

  /** Returns the body, or why none came. */
  byte[] body() {
    return bytes.toByteArray();
  }
}
