package org.gwageo.benchmark.endpoint;

import java.util.Optional;

/**
 * A change that a request needs to be accepted by an endpoint and that leaves what is asked of the
 * model as it is. A parameter that would change the reply, such as a seed or a stop text, is never
 * changed: the endpoint's refusal counts.
 */
public enum Adaptation {
  /** The limit of tokens is sent as {@code max_completion_tokens}. */
  RENAMED_MAX_TOKENS("max_tokens is sent as max_completion_tokens"),
  /** {@code stream_options} is not sent: a streamed reply then tells no tokens. */
  WITHOUT_STREAM_OPTIONS("stream_options is not sent"),
  /** Replies are not streamed: there are no times of tokens. */
  WITHOUT_STREAM("stream is not sent"),
  /** A likelihood is asked for with one token to be written, since none is not accepted. */
  ONE_TOKEN("a likelihood is asked for with max_tokens 1"),
  /** A likelihood is asked for with {@code prompt_logprobs} instead of {@code echo}. */
  PROMPT_LOGPROBS("a likelihood is asked for with prompt_logprobs");

  private final String sentence;

  Adaptation(String sentence) {
    this.sentence = sentence;
  }

  /** Returns what is changed, as part of a sentence. */
  public String sentence() {
    return sentence;
  }

  /** Returns the word that records use. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Returns the change that records call {@code word}, or nothing. */
  public static Optional<Adaptation> named(String word) {
    for (Adaptation adaptation : values()) {
      if (adaptation.word().equals(word)) {
        return Optional.of(adaptation);
      }
    }
    return Optional.empty();
  }
}
