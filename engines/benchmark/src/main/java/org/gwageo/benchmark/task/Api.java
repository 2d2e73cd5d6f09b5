package org.gwageo.benchmark.task;

import java.util.Optional;

/** Which of an OpenAI-compatible endpoint's interfaces a task is asked through. */
public enum Api {
  /** Messages in, a message out: {@code /chat/completions}. */
  CHAT("chat", "chat/completions"),
  /** Text in, its continuation out: {@code /completions}. */
  COMPLETIONS("completions", "completions");

  private final String word;
  private final String path;

  Api(String word, String path) {
    this.word = word;
    this.path = path;
  }

  /** Returns the word that task files use. */
  public String word() {
    return word;
  }

  /** Returns the path below the endpoint's base. */
  public String path() {
    return path;
  }

  /** Returns the interface that task files call {@code word}, or nothing. */
  public static Optional<Api> named(String word) {
    for (Api api : values()) {
      if (api.word.equals(word)) {
        return Optional.of(api);
      }
    }
    return Optional.empty();
  }
}
