package org.gwageo.benchmark.sandbox;

import java.time.Duration;

/**
 * What one program may use.
 *
 * <p>CPU time decides, because it does not depend on what else the machine does; the time on the
 * wall only ends programs that wait, and is a generous multiple.
 *
 * @param cpuSeconds CPU time of each process, 1 to 3600 s
 * @param memory address space of each process in bytes, at least 64 MiB
 * @param fileSize the largest file it may write, in bytes
 * @param scratch all files of its working folder together, in bytes
 * @param processes processes and threads at one time, 1 to 4096
 * @param output bytes that it may print
 * @param wall time on the wall, at least the CPU time; a program that worked for at least a tenth
 *     of its CPU time in it, on a busy machine, gets the same again, ten times in all
 */
public record Limits(
    int cpuSeconds,
    long memory,
    long fileSize,
    long scratch,
    int processes,
    long output,
    Duration wall) {

  static final int MOST_PERIODS = 10;

  private static final long MIB = 1L << 20;

  /** Checks the ranges. */
  public Limits {
    within("cpuSeconds", cpuSeconds, 1, 3600);
    within("memory", memory, 64 * MIB, 1L << 45);
    within("fileSize", fileSize, 0, 1L << 45);
    within("scratch", scratch, 4096, 1L << 45);
    within("processes", processes, 1, 4096);
    within("output", output, 0, 256 * MIB);
    within("wall in seconds", wall.toSeconds(), cpuSeconds, 86_400);
  }

  /**
   * Returns {@code cpuSeconds} of CPU time, ten times that and 5 s on the wall, 1 GiB of memory,
   * files of 16 MiB and 64 MiB together, 32 processes, 1 MiB of output.
   */
  public static Limits of(int cpuSeconds) {
    return new Limits(
        cpuSeconds,
        1024 * MIB,
        16 * MIB,
        64 * MIB,
        32,
        MIB,
        Duration.ofSeconds(10L * cpuSeconds + 5));
  }

  /** Returns these limits with {@code wall} time on the wall. */
  public Limits withWall(Duration wall) {
    return new Limits(cpuSeconds, memory, fileSize, scratch, processes, output, wall);
  }

  private static void within(String name, long value, long low, long high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(name + " is " + value + ", not " + low + " to " + high);
    }
  }
}
