package org.gwageo.benchmark.task;

import org.gwageo.benchmark.sandbox.PythonProblem;
import org.gwageo.benchmark.sandbox.Verdict;

/** Runs programs that models wrote. Safe for use by many threads. */
@FunctionalInterface
public interface ProgramRunner {

  /** Runs a program with its tests and returns how that ended. */
  Verdict run(PythonProblem problem);
}
