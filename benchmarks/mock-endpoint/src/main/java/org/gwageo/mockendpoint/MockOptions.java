package org.gwageo.mockendpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The world of an endpoint.
 *
 * @param port where it listens on the loopback address; 0 takes a free port
 * @param seed the seed of everything that looks random
 * @param models the names in {@code /v1/models}; the first answers for each name unless strict
 * @param strictModels whether a request for another model is refused with 404
 * @param profile which server it speaks like
 * @param latency how fast it is
 * @param key the questions that it recognises; null: all replies are words without meaning
 * @param reasoning where its thinking stands
 * @param words how many words of reasoning a reply holds before its answer
 * @param faults what goes wrong; of several that meet a request the first happens
 * @param recordsTimings whether the times of each request are kept for {@code /__timings}
 */
public record MockOptions(
    int port,
    long seed,
    List<String> models,
    boolean strictModels,
    Profile profile,
    Latency latency,
    @Nullable AnswerKey key,
    Reasoning reasoning,
    int words,
    List<Fault> faults,
    boolean recordsTimings) {

  private static final int MOST_WORDS = 100_000;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if there is no model, or port or words are out of range
   */
  public MockOptions {
    models = List.copyOf(models);
    faults = List.copyOf(faults);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("an endpoint has at least one model");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is within 0 and 65535, not " + port);
    }
    if (words < 0 || words > MOST_WORDS) {
      throw new IllegalArgumentException("a reply has 0 to " + MOST_WORDS + " words, not " + words);
    }
  }

  /** Returns a free port, seed 1, the model mock, vLLM's manner, no delay, no faults, 60 words. */
  public static MockOptions standard() {
    return new MockOptions(
        0,
        1,
        List.of("mock"),
        false,
        Profile.VLLM,
        Latency.NONE,
        null,
        Reasoning.NONE,
        60,
        List.of(),
        true);
  }

  /** Returns the options with another port. */
  public MockOptions withPort(int other) {
    return new MockOptions(
        other,
        seed,
        models,
        strictModels,
        profile,
        latency,
        key,
        reasoning,
        words,
        faults,
        recordsTimings);
  }

  /** Returns the options with another seed. */
  public MockOptions withSeed(long other) {
    return new MockOptions(
        port,
        other,
        models,
        strictModels,
        profile,
        latency,
        key,
        reasoning,
        words,
        faults,
        recordsTimings);
  }

  /** Returns the options with other models; others are refused when strict. */
  public MockOptions withModels(List<String> other, boolean strict) {
    return new MockOptions(
        port, seed, other, strict, profile, latency, key, reasoning, words, faults, recordsTimings);
  }

  /** Returns the options with another profile. */
  public MockOptions with(Profile other) {
    return new MockOptions(
        port,
        seed,
        models,
        strictModels,
        other,
        latency,
        key,
        reasoning,
        words,
        faults,
        recordsTimings);
  }

  /** Returns the options with another latency. */
  public MockOptions with(Latency other) {
    return new MockOptions(
        port,
        seed,
        models,
        strictModels,
        profile,
        other,
        key,
        reasoning,
        words,
        faults,
        recordsTimings);
  }

  /** Returns the options with an answer key. */
  public MockOptions with(AnswerKey other) {
    return new MockOptions(
        port,
        seed,
        models,
        strictModels,
        profile,
        latency,
        other,
        reasoning,
        words,
        faults,
        recordsTimings);
  }

  /** Returns the options with thinking in another place. */
  public MockOptions with(Reasoning other) {
    return new MockOptions(
        port,
        seed,
        models,
        strictModels,
        profile,
        latency,
        key,
        other,
        words,
        faults,
        recordsTimings);
  }

  /** Returns the options with another number of words before the answer. */
  public MockOptions withWords(int other) {
    return new MockOptions(
        port,
        seed,
        models,
        strictModels,
        profile,
        latency,
        key,
        reasoning,
        other,
        faults,
        recordsTimings);
  }

  /** Returns the options with other faults. */
  public MockOptions withFaults(List<Fault> other) {
    return new MockOptions(
        port,
        seed,
        models,
        strictModels,
        profile,
        latency,
        key,
        reasoning,
        words,
        other,
        recordsTimings);
  }

  /** Returns the options with or without times of each request. */
  public MockOptions recordingTimings(boolean other) {
    return new MockOptions(
        port, seed, models, strictModels, profile, latency, key, reasoning, words, faults, other);
  }
}
