package org.gwageo.benchmark.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Sandboxes of the tests; a machine without Python or without name spaces skips them. */
final class Sandboxes {

  private static final long MIB = 1L << 20;
  private static final Optional<Interpreter> PYTHON = Interpreter.python();

  private Sandboxes() {}

  static Limits small() {
    return new Limits(1, 256 * MIB, MIB, 4 * MIB, 16, 200_000, Duration.ofSeconds(4));
  }

  static Interpreter python() {
    Assumptions.assumeTrue(PYTHON.isPresent(), "no python3 on this machine");
    return PYTHON.orElseThrow();
  }

  static Sandbox isolated(Limits limits) {
    try {
      return Sandbox.open(python(), limits, false);
    } catch (SandboxException e) {
      Assumptions.abort("no isolation on this machine: " + e.getMessage());
      throw new AssertionError(e);
    }
  }

  static Sandbox limitsOnly(Limits limits) {
    try {
      // An interpreter that every account may run: an administrator's programs get one of their
      // own.
      Optional<Interpreter> system = Interpreter.python(Path.of("/usr/bin/python3"));
      return Sandbox.openLimitsOnly(system.orElseGet(Sandboxes::python), limits);
    } catch (SandboxException e) {
      Assumptions.abort("no limits on this machine: " + e.getMessage());
      throw new AssertionError(e);
    }
  }

  /** A program that has to define {@code double} so that {@code double(21) == 42}. */
  static PythonProblem doubling(String program) {
    return new PythonProblem(
        "double", List.of(program), "", "assert double(21) == 42\n", List.of("double"));
  }
}
