package org.gwageo.benchmark.run;

import java.time.Duration;
import java.util.Optional;
import org.gwageo.benchmark.endpoint.http.NanoClock;

/** Follows which share of the machine's processors this process uses, second by second. */
final class ProcessorShare {

  private static final long SECOND = 1_000_000_000L;

  private final NanoClock clock;
  private long since;
  private long used = -1;
  private double share = Double.NaN;

  ProcessorShare(NanoClock clock) {
    this.clock = clock;
    this.since = clock.nanos();
  }

  /** Returns the share over the last whole second, 0 to 1; not a number before the second one. */
  double share() {
    long now = clock.nanos();
    if (now - since < SECOND) {
      return share;
    }
    Optional<Duration> total = ProcessHandle.current().info().totalCpuDuration();
    if (total.isEmpty()) {
      return share;
    }
    long nanos = total.get().toNanos();
    if (used >= 0) {
      double capacity = (double) (now - since) * Runtime.getRuntime().availableProcessors();
      share = Math.clamp((nanos - used) / capacity, 0, 1);
    }
    used = nanos;
    since = now;
    return share;
  }
}
