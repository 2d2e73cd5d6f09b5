package org.gwageo.verdict.scores;

import java.util.List;
import org.gwageo.verdict.document.Problem;
import org.gwageo.verdict.document.Problems;

/** Scores that do not fit their rulebook. */
public final class ScoresException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  ScoresException(List<Problem> problems) {
    super(Problems.message("scores", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns all reasons, in the order of the document. */
  public List<Problem> problems() {
    return problems;
  }
}
