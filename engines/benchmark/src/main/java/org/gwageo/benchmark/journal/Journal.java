package org.gwageo.benchmark.journal;

import java.io.IOException;
import java.util.List;

/**
 * A durable, append-only record of attempts.
 *
 * <p>A run appends from one thread. Cursors show at least what was appended before they were
 * opened.
 */
public interface Journal extends Attempts {

  /**
   * Appends {@code attempts} in order and returns when all of them survive a crash of the machine.
   *
   * @throws IOException if they cannot be stored; none or some of them may be
   */
  void append(List<Attempt> attempts) throws IOException;
}
