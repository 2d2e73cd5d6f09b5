package org.gwageo.benchmark.endpoint;

import java.nio.charset.StandardCharsets;
import org.gwageo.benchmark.journal.Outcome.Failed;

/** The beginning of what an endpoint sent, for a message. */
final class Excerpt {

  private Excerpt() {}

  static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  static String of(byte[] bytes, int offset, int length) {
    int shown = Math.min(length, Failed.LONGEST_MESSAGE);
    return WellFormed.of(new String(bytes, offset, shown, StandardCharsets.UTF_8).strip());
  }
}
