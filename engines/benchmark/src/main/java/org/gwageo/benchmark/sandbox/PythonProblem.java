package org.gwageo.benchmark.sandbox;

import java.util.List;

/**
 * A program and the tests that it has to pass.
 *
 * @param id names the problem in results
 * @param sources the program: texts that are run one after another in one module
 * @param prelude what the tests may use besides the program, written by the task; it never sees the
 *     program
 * @param tests statements of the task; they pass when they run to their end without an exception
 * @param names functions and classes that the tests take from the program
 */
public record PythonProblem(
    String id, List<String> sources, String prelude, String tests, List<String> names) {

  /** Copies the lists. */
  public PythonProblem {
    sources = List.copyOf(sources);
    names = List.copyOf(names);
  }
}
