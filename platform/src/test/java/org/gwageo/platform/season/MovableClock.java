package org.gwageo.platform.season;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock, put back by as much as a test wants. */
final class MovableClock extends Clock {

  private final AtomicReference<Duration> back = new AtomicReference<>(Duration.ZERO);

  /** Puts the clock back by {@code duration} from the system's. */
  void putBack(Duration duration) {
    back.set(duration);
  }

  @Override
  public Instant instant() {
    return Instant.now().minus(back.get());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
