package org.gwageo.benchmark.journal;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attempts that can be read from the first to the last, as often as wanted. */
@FunctionalInterface
public interface Attempts {

  /**
   * Returns a cursor before the first attempt.
   *
   * @throws IOException if the attempts cannot be read
   */
  Cursor read() throws IOException;

  /** Returns {@code attempts} held in memory. */
  static Attempts of(List<Attempt> attempts) {
    return () -> {
      Iterator<Attempt> iterator = attempts.iterator();
      return () -> iterator.hasNext() ? iterator.next() : null;
    };
  }

  /** A place among attempts that are read one after the other. */
  @FunctionalInterface
  interface Cursor extends AutoCloseable {

    /**
     * Returns the next attempt, or null after the last.
     *
     * @throws JournalException if what is stored is no attempt
     * @throws IOException if it cannot be read
     */
    @Nullable Attempt next() throws IOException;

    @Override
    default void close() throws IOException {}
  }
}
