package org.gwageo.benchmark.mathematics;

/** A budget of elementary operations, counted and not timed, so that a verdict is repeatable. */
final class Work {

  /** Operations that one comparison may take. */
  static final long COMPARISON = 3_000_000;

  private long left;

  Work(long budget) {
    this.left = budget;
  }

  /**
   * Takes {@code amount} off the budget.
   *
   * @throws Spent if nothing is left
   */
  void spend(long amount) {
    left -= amount;
    if (left < 0) {
      throw new Spent("the comparison takes more than its budget of operations");
    }
  }

  /** A comparison grew too large to be finished. */
  static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Spent(String message) {
      super(message, null, false, false);
    }
  }
}
