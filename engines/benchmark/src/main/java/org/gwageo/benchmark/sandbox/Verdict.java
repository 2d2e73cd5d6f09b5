package org.gwageo.benchmark.sandbox;

/**
 * How a program came through its tests.
 *
 * @param kind the class of the outcome
 * @param message what happened, for people; at most about 1,000 characters, empty for a pass
 */
public record Verdict(Kind kind, String message) {

  /** The class of an outcome. Only {@link #PASSED} counts as right. */
  public enum Kind {
    /** Every test ran to its end and held. */
    PASSED("passed"),
    /** A test did not hold. */
    FAILED_ASSERTION("failed-assertion"),
    /** The program, or a test on its result, raised an exception. */
    EXCEPTION("exception"),
    /** The CPU time was used up. */
    CPU_LIMIT("cpu-limit"),
    /** The program was not done when the time on the wall was over. */
    WALL_LIMIT("wall-limit"),
    /** The memory was used up. */
    MEMORY("memory"),
    /** It printed, or answered with, more than the limit. */
    OUTPUT_LIMIT("output-limit"),
    /** It ended before the tests were done. */
    EXITED("exited"),
    /** A signal ended it. */
    KILLED("killed"),
    /** The tests were not run: they, or this machine, cannot judge this program. */
    REFUSED("refused");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** Returns the word that results carry. */
    public String word() {
      return word;
    }

    /** Returns whether another, unhurried run could end otherwise. */
    boolean timed() {
      return this == CPU_LIMIT || this == WALL_LIMIT;
    }
  }

  private static final int LONGEST = 1000;

  /** Cuts the message to its limit. */
  public Verdict {
    if (message.length() > LONGEST) {
      message = message.substring(0, LONGEST);
    }
  }

  /** Returns whether every test held. */
  public boolean passed() {
    return kind == Kind.PASSED;
  }
}
