package org.gwageo.benchmark.sandbox;

/** How far a program is kept apart from the machine that runs it. A result names it. */
public enum Isolation {
  /**
   * Own process, network, mount and host name spaces: no network, no file of the machine besides
   * the interpreter's, no other process in sight; when the program ends nothing of it goes on.
   */
  NAMESPACES("namespaces"),
  /**
   * Limits on CPU time, memory and file size in an own session, and nothing else: the program can
   * use the network and read and write what the operator's account can. Used only where the
   * operator accepted it.
   */
  LIMITS_ONLY("limits-only");

  private final String word;

  Isolation(String word) {
    this.word = word;
  }

  /** Returns the word that results carry. */
  public String word() {
    return word;
  }
}
