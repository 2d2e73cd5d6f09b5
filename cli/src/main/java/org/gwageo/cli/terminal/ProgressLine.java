package org.gwageo.cli.terminal;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * One line of a terminal that is written over again while something goes on: a bar, the share done,
 * the rate, the time left and a remark. Nothing is written where nobody watches. Not safe for use
 * by several threads.
 */
public final class ProgressLine implements AutoCloseable {

  private static final String ERASE_LINE = "\r\u001b[2K";

  private final PrintStream err;
  private final boolean watched;
  private final int width;
  private final Meter meter;
  private boolean dirty;

  ProgressLine(PrintStream err, boolean watched, int width, InstantSource clock) {
    this.err = err;
    this.watched = watched;
    this.width = width;
    this.meter = new Meter(clock);
  }

  /**
   * Shows how far it is. What the first call counts as done was there before, so that it does not
   * count in the rate.
   *
   * @param remark what else to say, such as failures so far; may be empty
   */
  public void show(long done, long total, String remark) {
    // The first call counts even where nobody watches.
    String words = meter.words(done, total, remark);
    write(() -> words);
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

  private String clipped(String line) {
    return clipped(line, width);
  }

  /** Returns a line cut so that it does not wrap: it could not be written over. */
  static String clipped(String line, int width) {
    int end = line.length();
    while (DisplayWidth.of(line.substring(0, end)) >= width) {
      end = line.offsetByCodePoints(end, -1);
    }
    return line.substring(0, end);
  }
}
