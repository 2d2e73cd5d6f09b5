package org.gwageo.benchmark.run;

/**
 * Watches a run and may stop it. Called from the thread that runs; what it throws ends the run at
 * once and is thrown on to the run's caller, with all replies that came kept in the journal.
 */
@FunctionalInterface
public interface Progress {

  /**
   * Receives the state of the run: first before any question is asked, then about ten times a
   * second even if nothing has changed, and last when the run has ended.
   */
  void report(RunProgress progress);

  /**
   * Returns whether the run is to end early; asked about ten times a second. Questions under way
   * are still finished, no others are begun, and none is repeated.
   */
  default boolean stopRequested() {
    return false;
  }

  /** Returns a watcher that does nothing. */
  static Progress none() {
    return progress -> {};
  }
}
