package org.gwageo.cli.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * One line of a terminal that is written over again while something goes on: a bar, the share done,
 * the rate, the time left and a remark. Nothing is written where nobody watches. Not safe for use
 * by several threads.
 */
public final class ProgressLine implements AutoCloseable {

  private static final int BAR = 20;
  private static final String ERASE_LINE = "\r\u001b[2K";

  private final PrintStream err;
  private final boolean watched;
  private final int width;
  private final InstantSource clock;
  private final Instant started;
  private long before = -1;
  private boolean dirty;

  ProgressLine(PrintStream err, boolean watched, int width, InstantSource clock) {
    this.err = err;
    this.watched = watched;
    this.width = width;
    this.clock = clock;
    this.started = clock.instant();
  }

  /**
   * Shows how far it is. What the first call counts as done was there before, so that it does not
   * count in the rate.
   *
   * @param remark what else to say, such as failures so far; may be empty
   */
  public void show(long done, long total, String remark) {
    if (before < 0) {
      before = done;
    }
    write(() -> line(done, total, remark));
  }

  /** Shows what is being worked on when nobody knows how long it takes. */
  public void work(String thing) {
    write(() -> thing + " …");
  }

  private void write(Supplier<String> line) {
    if (watched) {
      err.print(ERASE_LINE + clipped(line.get()));
      err.flush();
      dirty = true;
    }
  }

  /** Takes the line off the terminal, so that something else can be printed there. */
  public void erase() {
    if (dirty) {
      err.print(ERASE_LINE);
      err.flush();
      dirty = false;
    }
  }

  @Override
  public void close() {
    erase();
  }

  private String line(long done, long total, String remark) {
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

  /** A line that wraps could not be written over. */
  private String clipped(String line) {
    int end = line.length();
    while (DisplayWidth.of(line.substring(0, end)) >= width) {
      end = line.offsetByCodePoints(end, -1);
    }
    return line.substring(0, end);
  }
}
