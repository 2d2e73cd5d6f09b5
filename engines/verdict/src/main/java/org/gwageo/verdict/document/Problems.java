package org.gwageo.verdict.document;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The problems found while one document is read; not safe for use by several threads. */
public final class Problems {

  private final TreeSet<Problem> found = new TreeSet<>();

  /** Creates an empty collection. */
  public Problems() {}

  /** Records a problem. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Records a problem at the place of {@code value}. */
  public void add(Value value, String reason) {
    add(new Problem(value.line(), value.column(), value.path(), reason));
  }

  /** Answers whether nothing was found. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns what was found, in the order of the document. */
  public List<Problem> list() {
    return List.copyOf(found);
  }

  /** Returns a message with one problem per line. */
  public static String message(String thing, List<Problem> problems) {
    if (problems.size() == 1) {
      return thing + " refused, " + problems.getFirst();
    }
    return problems.stream()
        .map(Problem::toString)
        .collect(
            Collectors.joining(
                "\n  ", thing + " refused, " + problems.size() + " problems:\n  ", ""));
  }
}
