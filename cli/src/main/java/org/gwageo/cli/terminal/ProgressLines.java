package org.gwageo.cli.terminal;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Several lines of a terminal, one for each of several things that go on at the same time, each as
 * {@link ProgressLine} shows it behind its name. Nothing is written where nobody watches. Safe for
 * use by several threads.
 */
public final class ProgressLines implements AutoCloseable {

  private static final String ERASE_LINE = "\r\u001b[2K";
  private static final String UP = "\u001b[1A";

  private final PrintStream err;
  private final boolean watched;
  private final int width;
  private final List<String> names;
  private final List<Meter> meters = new ArrayList<>();
  private final List<String> shown = new ArrayList<>();
  private int written;

  ProgressLines(
      PrintStream err, boolean watched, int width, InstantSource clock, List<String> names) {
    this.err = err;
    this.watched = watched;
    this.width = width;
    int longest = names.stream().mapToInt(DisplayWidth::of).max().orElse(0);
    this.names =
        names.stream().map(name -> name + " ".repeat(longest - DisplayWidth.of(name))).toList();
    for (String name : this.names) {
      meters.add(new Meter(clock));
      shown.add(name);
    }
  }

  /**
   * Shows how far one of them is.
   *
   * @param line which, from 0
   * @param remark what else to say; may be empty
   */
  public synchronized void show(int line, long done, long total, String remark) {
    String words = meters.get(line).words(done, total, remark);
    shown.set(line, names.get(line) + "  " + words);
    if (watched) {
      var text = new StringBuilder(up());
      for (String one : shown) {
        text.append(ERASE_LINE).append(ProgressLine.clipped(one, width)).append('\n');
      }
      err.print(text);
      err.flush();
      written = shown.size();
    }
  }

  private String up() {
    return UP.repeat(written);
  }

  /** Takes the lines off the terminal, so that something else can be printed there. */
  public synchronized void erase() {
    if (written > 0) {
      err.print(up() + (ERASE_LINE + "\n").repeat(written) + up());
      err.flush();
      written = 0;
    }
  }

  @Override
  public void close() {
    erase();
  }
}
