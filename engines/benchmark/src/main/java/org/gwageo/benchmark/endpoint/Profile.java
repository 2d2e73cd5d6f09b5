package org.gwageo.benchmark.endpoint;

import java.util.Locale;

/** Which kind of server an endpoint is, as far as it tells. */
public enum Profile {
  /** vLLM. */
  VLLM("vllm"),
  /** SGLang. */
  SGLANG("sglang"),
  /** The server of llama.cpp, or its Python binding's. */
  LLAMA_CPP("llama.cpp"),
  /** OpenAI's own service. */
  OPENAI("openai"),
  /** Anything else that speaks the interface. */
  GENERIC("generic");

  private final String word;

  Profile(String word) {
    this.word = word;
  }

  /** Returns the word that records use. */
  public String word() {
    return word;
  }

  /**
   * Guesses from what an endpoint says of itself.
   *
   * @param owner {@code owned_by} of its first model
   * @param server the header {@code Server}
   * @param host the host it is reached by
   */
  static Profile of(String owner, String server, String host) {
    String owned = owner.toLowerCase(Locale.ROOT);
    String named = server.toLowerCase(Locale.ROOT);
    if (owned.contains("vllm")) {
      return VLLM;
    }
    if (owned.contains("sglang")) {
      return SGLANG;
    }
    if (owned.contains("llama") || named.contains("llama.cpp")) {
      return LLAMA_CPP;
    }
    return host.equals("api.openai.com") || owned.equals("openai") || owned.equals("system")
        ? OPENAI
        : GENERIC;
  }
}
