package org.gwageo.benchmark.endpoint;

import java.util.Locale;
import java.util.Optional;

/** What an endpoint may or may not be able to do. */
public enum Feature {
  /** Lists its models. */
  MODELS,
  /** Answers conversations. */
  CHAT,
  /** Continues texts. */
  COMPLETIONS,
  /** Streams replies. */
  STREAM,
  /** Tells the tokens at the end of a stream. */
  STREAM_USAGE,
  /** Takes {@code max_tokens}. */
  MAX_TOKENS,
  /** Gives the same reply twice for one seed at a temperature above zero. */
  SEED,
  /** Ends a reply before a stop text. */
  STOP,
  /** Takes four stop texts at once. */
  FOUR_STOPS,
  /** Gives log probabilities of what it writes. */
  LOGPROBS,
  /** Gives log probabilities of a prompt through {@code echo}. */
  ECHO_LOGPROBS,
  /** Gives log probabilities of a prompt through {@code prompt_logprobs}. */
  PROMPT_LOGPROBS,
  /** Looks at images. */
  IMAGES,
  /** Listens to audio. */
  AUDIO,
  /** Asks for tools to be called. */
  TOOLS,
  /** Gives several choices at once. */
  SEVERAL_CHOICES;

  /** Returns the word that records use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the feature that records call {@code word}, or nothing. */
  public static Optional<Feature> named(String word) {
    for (Feature feature : values()) {
      if (feature.word().equals(word)) {
        return Optional.of(feature);
      }
    }
    return Optional.empty();
  }
}
