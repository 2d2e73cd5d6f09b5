package org.gwageo.benchmark.run;

/** How many requests may be under way at one endpoint at once. */
public sealed interface Concurrency {

  /** Most requests that a run has under way at once. */
  int MOST = 4096;

  /**
   * Always the same number.
   *
   * @param requests 1 to 4096
   */
  record Fixed(int requests) implements Concurrency {
    /** Checks the range. */
    public Fixed {
      check(requests);
    }
  }

  /**
   * As many as the endpoint bears: grows while more requests at once bring more replies a second,
   * and falls when they only wait, or when the endpoint refuses them (429, 503, no connection, a
   * stall).
   *
   * @param most upper end of the range, 1 to 4096
   */
  record Adaptive(int most) implements Concurrency {
    /** Checks the range. */
    public Adaptive {
      check(most);
    }
  }

  /** Returns the number of requests with which a run starts. */
  default int first() {
    return switch (this) {
      case Fixed(int requests) -> requests;
      case Adaptive(int most) -> Math.min(8, most);
    };
  }

  /**
   * Reads a number or {@code auto}, which adapts up to 256.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static Concurrency parse(String text) {
    if (text.equals("auto")) {
      return new Adaptive(256);
    }
    if (!text.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(
          "concurrency is auto or a number from 1 to " + MOST + ", not \"" + text + "\"");
    }
    return new Fixed(Integer.parseInt(text));
  }

  private static void check(int requests) {
    if (requests < 1 || requests > MOST) {
      throw new IllegalArgumentException(
          "concurrency is between 1 and " + MOST + ", not " + requests);
    }
  }
}
