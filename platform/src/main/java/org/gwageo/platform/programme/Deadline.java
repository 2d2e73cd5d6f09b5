package org.gwageo.platform.programme;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.gwageo.platform.web.WrongMomentException;

/**
 * The last moment at which something is accepted: the one rule that pages, interface and queue ask.
 *
 * @param at the moment; what arrives exactly then is still in time
 * @param zone the zone in which it was announced
 */
public record Deadline(Instant at, ZoneId zone) {

  /** Returns whether the deadline has gone by on {@code clock}. */
  public boolean isOver(Clock clock) {
    return clock.instant().isAfter(at);
  }

  /**
   * Returns quietly while there is time.
   *
   * @param stage the stage whose submissions it ends
   * @throws IllegalStateException if it has gone by
   */
  public void require(StageId stage, Clock clock) {
    if (isOver(clock)) {
      throw new WrongMomentException("refusal.stage.closed", stage, announced().toOffsetDateTime());
    }
  }

  /** Returns the moment as it was announced. */
  public ZonedDateTime announced() {
    return at.atZone(zone);
  }
}
