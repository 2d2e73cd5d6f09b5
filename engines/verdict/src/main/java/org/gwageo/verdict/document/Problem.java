package org.gwageo.verdict.document;

/**
 * One reason why a document is refused.
 *
 * @param line the line, from 1
 * @param column the column, from 1
 * @param path where in the document, such as {@code blocks[0].points}; empty for the whole document
 * @param reason one sentence that names the thing, the value and the limit
 */
public record Problem(int line, int column, String path, String reason)
    implements Comparable<Problem> {

  @Override
  public int compareTo(Problem other) {
    int byLine = Integer.compare(line, other.line);
    if (byLine != 0) {
      return byLine;
    }
    int byColumn = Integer.compare(column, other.column);
    return byColumn != 0 ? byColumn : reason.compareTo(other.reason);
  }

  /** Returns {@code line 12, column 5: reason}. */
  @Override
  public String toString() {
    return "line " + line + ", column " + column + ": " + reason;
  }
}
