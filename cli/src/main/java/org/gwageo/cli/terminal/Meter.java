package org.gwageo.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Puts progress into words: a bar, the share done, the rate and the time left. */
final class Meter {

  private static final int BAR = 20;

  private final InstantSource clock;
  private final Instant started;
  private long before = -1;

  Meter(InstantSource clock) {
    this.clock = clock;
    this.started = clock.instant();
  }

  /**
   * Returns the words. What the first call counts as done was there before, so that it does not
   * count in the rate.
   *
   * @param remark what else to say; may be empty
   */
  String words(long done, long total, String remark) {
    if (before < 0) {
      before = done;
    }
    double share = total == 0 ? 1 : (double) done / total;
    int filled = (int) Math.round(share * BAR);
    var line = new StringBuilder();
    line.append("█".repeat(filled)).append("░".repeat(BAR - filled));
    line.append(String.format(Locale.ROOT, " %3d%%  %d/%d", (int) (share * 100), done, total));
    double seconds = Duration.between(started, clock.instant()).toMillis() / 1000.0;
    long here = done - before;
    if (here > 0 && seconds > 0) {
      double rate = here / seconds;
      line.append(String.format(Locale.ROOT, "  %s/s", significant(rate)));
      if (done < total) {
        line.append("  ETA ").append(minutes((long) Math.ceil((total - done) / rate)));
      }
    }
    return remark.isEmpty() ? line.toString() : line.append("  ").append(remark).toString();
  }

  private static String significant(double rate) {
    return String.format(Locale.ROOT, rate >= 10 ? "%.0f" : "%.1f", rate);
  }

  private static String minutes(long seconds) {
    return seconds >= 3600
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
        : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
  }
}
