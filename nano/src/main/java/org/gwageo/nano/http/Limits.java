package org.gwageo.nano.http;

/**
 * What a server takes at once.
 *
 * @param atOnce the number of replies computed at the same time
 * @param queue the number of requests that may wait for that
 * @param requestBytes the largest request body
 * @param remembered the number of replies kept for their {@code Idempotency-Key}
 */
public record Limits(int atOnce, int queue, int requestBytes, int remembered) {
  /** Checks that every limit is at least 1, the queue at least 0. */
  public Limits {
    if (atOnce < 1 || queue < 0 || requestBytes < 1 || remembered < 1) {
      throw new IllegalArgumentException(
          "limits are %d at once, %d waiting, %d bytes, %d remembered; the least are 1, 0, 1, 1"
              .formatted(atOnce, queue, requestBytes, remembered));
    }
  }

  /** Returns one reply a processor, 1,024 waiting, 1 MiB a request and 4,096 remembered replies. */
  public static Limits usual() {
    return new Limits(Runtime.getRuntime().availableProcessors(), 1024, 1 << 20, 4096);
  }
}
