package org.gwageo.platform.programme.definition;

import java.util.List;
import java.util.stream.Collectors;

/** A programme folder that cannot be read; its message lists every problem, one a line. */
public final class DefinitionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  DefinitionException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Returns every problem in the order of files and lines; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
