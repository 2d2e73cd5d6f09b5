package org.gwageo.benchmark.journal;

import java.io.IOException;

/** What a journal holds is not a sequence of attempts. */
public final class JournalException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Takes one sentence that names the place and the fault. */
  public JournalException(String message) {
    super(message);
  }

  /** Takes one sentence that names the place and the fault, and its cause. */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
