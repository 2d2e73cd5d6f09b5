package org.gwageo.verdict.rules;

import java.util.List;
import org.gwageo.verdict.document.Problem;
import org.gwageo.verdict.document.Problems;

/** A rulebook that cannot be applied. */
public final class RulebookException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  RulebookException(List<Problem> problems) {
    super(Problems.message("rulebook", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns all reasons, in the order of the document. */
  public List<Problem> problems() {
    return problems;
  }
}
