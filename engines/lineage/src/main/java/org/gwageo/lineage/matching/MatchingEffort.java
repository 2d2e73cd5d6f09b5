package org.gwageo.lineage.matching;

/**
 * How much work a comparison may do. The work is counted in multiplications, never in seconds, so
 * that a report does not depend on the machine.
 *
 * @param probes the most probe tokens, 64 to 65,536
 * @param rows the most neurons of a subject's block that are matched, 64 to 65,536
 * @param operations the floating-point operations that the plan aims at
 * @param threads how many threads work; results do not depend on it
 */
public record MatchingEffort(int probes, int rows, double operations, int threads) {

  /** 2,048 probes, 1,024 neurons and about 1.5e13 operations: minutes on two cores. */
  public static final MatchingEffort THOROUGH = new MatchingEffort(2_048, 1_024, 1.5e13, 2);

  /** Checks the limits. */
  public MatchingEffort {
    check("probes", probes);
    check("rows", rows);
    if (!(operations > 0) || threads < 1) {
      throw new IllegalArgumentException(
          "%g operations on %d threads match nothing".formatted(operations, threads));
    }
  }

  private static void check(String name, int value) {
    if (value < 64 || value > 65_536) {
      throw new IllegalArgumentException(
          "%s is %d; it lies between 64 and 65536".formatted(name, value));
    }
  }

  /** Returns the same effort on other threads. */
  public MatchingEffort onThreads(int count) {
    return new MatchingEffort(probes, rows, operations, count);
  }
}
