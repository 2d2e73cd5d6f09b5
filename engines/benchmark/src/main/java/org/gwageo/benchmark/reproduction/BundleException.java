package org.gwageo.benchmark.reproduction;

/** A bundle, or a run that is compared with one, is not what it should be. */
public final class BundleException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Takes one sentence that names the file and the value. */
  public BundleException(String message) {
    super(message);
    this.problem = unreadable(message);
  }

  /** Takes one sentence that names the file and the value, and what led to it. */
  public BundleException(String message, Throwable cause) {
    super(message, cause);
    this.problem = unreadable(message);
  }

  /** Takes what does not fit, in both languages. */
  BundleException(Problem problem) {
    super(problem.english());
    this.problem = problem;
  }

  private static Problem unreadable(String message) {
    return Problem.of(
        RunBundle.FILE, "묶음을 읽을 수 없습니다: %s.", "The bundle cannot be read: %s.", message);
  }

  /** Returns what does not fit, in both languages. */
  public Problem problem() {
    return problem;
  }
}
