package org.gwageo.benchmark.harness;

import java.util.Optional;

/** What a task asks of a model. */
public enum OutputType {
  /** A reply is written. */
  GENERATE_UNTIL("generate_until"),
  /** The likelihood of each of several choices. */
  MULTIPLE_CHOICE("multiple_choice"),
  /** The likelihood of one continuation. */
  LOGLIKELIHOOD("loglikelihood"),
  /** The likelihood of a whole text. */
  LOGLIKELIHOOD_ROLLING("loglikelihood_rolling");

  private final String word;

  OutputType(String word) {
    this.word = word;
  }

  /** Returns the word that task files use. */
  public String word() {
    return word;
  }

  static Optional<OutputType> named(String word) {
    for (OutputType type : values()) {
      if (type.word.equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
