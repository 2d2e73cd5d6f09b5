package org.gwageo.benchmark.task;

/** Which conventions a task follows. Results of different modes are never compared. */
public enum Mode {
  /** This product's own conventions. */
  OFFICIAL("official"),
  /** Prompts and scores as lm-evaluation-harness 0.4.13 makes them, its known traps included. */
  COMPAT("compat");

  private final String word;

  Mode(String word) {
    this.word = word;
  }

  /** Returns the word used in commands and results. */
  public String word() {
    return word;
  }
}
