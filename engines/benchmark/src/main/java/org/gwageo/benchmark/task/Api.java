package org.gwageo.benchmark.task;

import java.util.Optional;

/** Which of an OpenAI-compatible endpoint's interfaces a task is asked through. */
public enum Api {
  /** Messages in, a message out: {@code /chat/completions}. */
  CHAT("chat", "chat/completions", "messages"),
  /** Text in, its continuation out: {@code /completions}. */
  COMPLETIONS("completions", "completions", "prompt");

  private final String word;
  private final String path;
  private final String promptMember;

  Api(String word, String path, String promptMember) {
    this.word = word;
    this.path = path;
    this.promptMember = promptMember;
  }

  /** Returns the word that task files use. */
  public String word() {
    return word;
  }

  /** Returns the path below the endpoint's base. */
  public String path() {
    return path;
  }

  /** Returns the member of a request that holds the prompt. */
  public String promptMember() {
    return promptMember;
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
