package org.gwageo.benchmark.sandbox;

/** What the end of a process says about the program. */
final class Endings {

  private static final int SIGNALS = 128;
  private static final int SIGXCPU = 24;
  private static final int SIGXFSZ = 25;

  private Endings() {}

  static Verdict of(SandboxedProcess process, Limits limits) throws InterruptedException {
    int code = process.exitCode();
    if (process.outOfOutput()) {
      return new Verdict(
          Verdict.Kind.OUTPUT_LIMIT, "more than " + limits.output() + " bytes of output");
    }
    if (process.outOfTime()) {
      return new Verdict(
          Verdict.Kind.WALL_LIMIT,
          "not done after " + limits.wall().toMillis() + " ms on the wall");
    }
    if (code == SIGNALS + SIGXCPU) {
      return new Verdict(
          Verdict.Kind.CPU_LIMIT, "more than " + limits.cpuSeconds() + " s of CPU time");
    }
    if (code == SIGNALS + SIGXFSZ) {
      return new Verdict(Verdict.Kind.OUTPUT_LIMIT, "a file above " + limits.fileSize() + " bytes");
    }
    if (code > SIGNALS) {
      return new Verdict(Verdict.Kind.KILLED, "ended by signal " + (code - SIGNALS));
    }
    if (process.errors().contains("MemoryError")) {
      return new Verdict(Verdict.Kind.MEMORY, "more than " + limits.memory() + " bytes of memory");
    }
    return new Verdict(Verdict.Kind.EXITED, "ended with status " + code);
  }
}
