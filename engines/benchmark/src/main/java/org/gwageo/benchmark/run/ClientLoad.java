package org.gwageo.benchmark.run;

/**
 * How busy the measuring side is. A run in which it is the bottleneck measures itself: its times to
 * the first token and its throughput say little about the endpoint.
 *
 * @param processor the share of all processors of this machine that this process used of late, 0 to
 *     1; not a number while it is not known
 * @param unwritten attempts that wait to be made durable
 * @param room how many may wait before requests do
 */
public record ClientLoad(double processor, int unwritten, int room) {

  /** Above this share of the processors, times of tokens are not to be trusted. */
  public static final double BUSY = 0.7;

  /** Returns whether this side slows the run down or blurs its times. */
  public boolean isBottleneck() {
    return processor > BUSY || 4L * unwritten > 3L * room;
  }
}
