package org.gwageo.cluster.spark;

import java.io.PrintStream;
import java.util.Locale;
import org.gwageo.lineage.Language;

/**
 * What a job tells the person who waits: one line that is written over again on a terminal, and
 * lines that stay for what went wrong on the way. Safe for use by several threads.
 */
final class Narration implements AutoCloseable {

  private static final int BAR = 20;
  private static final String ERASE_LINE = "\r\u001b[2K";

  private final PrintStream err;
  private final boolean watched;
  private final Language language;
  private boolean dirty;

  Narration(PrintStream err, boolean watched, Language language) {
    this.err = err;
    this.watched = watched;
    this.language = language;
  }

  Language language() {
    return language;
  }

  String say(String korean, String english) {
    return switch (language) {
      case KO -> korean;
      case EN -> english;
    };
  }

  /** Shows how far it is; where nobody watches, nothing. */
  synchronized void show(long done, long of, String what) {
    if (!watched) {
      return;
    }
    double share = of == 0 ? 1 : Math.min(1, (double) done / of);
    int filled = (int) Math.round(share * BAR);
    err.print(
        ERASE_LINE
            + "█".repeat(filled)
            + "░".repeat(BAR - filled)
            + String.format(Locale.ROOT, " %3d%%  %s", (int) (share * 100), what));
    err.flush();
    dirty = true;
  }

  /** Prints a line that stays. */
  synchronized void remark(String line) {
    close();
    err.println("gwageo: " + line);
    err.flush();
  }

  @Override
  public synchronized void close() {
    if (dirty) {
      err.print(ERASE_LINE);
      err.flush();
      dirty = false;
    }
  }
}
