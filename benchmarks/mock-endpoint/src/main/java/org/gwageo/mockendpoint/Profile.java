package org.gwageo.mockendpoint;

import java.util.Locale;

/**
 * Which server the endpoint speaks like, where servers differ.
 *
 * <table>
 *   <caption>Differences</caption>
 *   <tr><th></th><th>vllm</th><th>sglang</th><th>llamacpp</th><th>openai</th></tr>
 *   <tr><td>token limit</td><td colspan="3">max_tokens, max_completion_tokens</td>
 *     <td>max_completion_tokens; max_tokens is refused on chat</td></tr>
 *   <tr><td>stop strings</td><td colspan="3">any number</td><td>at most 4</td></tr>
 *   <tr><td>echo with log probabilities</td><td>yes</td><td>yes</td><td>echo is ignored</td>
 *     <td>refused</td></tr>
 *   <tr><td>log probabilities of completions</td><td colspan="2">four lists</td>
 *     <td>the chat form</td><td>four lists</td></tr>
 *   <tr><td>prompt_logprobs</td><td>yes</td><td colspan="3">ignored</td></tr>
 *   <tr><td>reasoning member</td><td>reasoning</td><td colspan="2">reasoning_content</td>
 *     <td>none</td></tr>
 *   <tr><td>content beside tool calls</td><td>null</td><td>null</td><td>empty</td><td>null</td></tr>
 *   <tr><td>usage in a stream</td><td colspan="2">when asked for</td>
 *     <td>always, in the last chunk</td><td>when asked for</td></tr>
 *   <tr><td>error document</td><td>error member</td><td>flat</td><td colspan="2">error member</td></tr>
 *   <tr><td>rate-limit headers</td><td colspan="3">none</td><td>x-ratelimit-*</td></tr>
 *   <tr><td>system_fingerprint</td><td colspan="2">none</td><td>build</td><td>yes</td></tr>
 * </table>
 */
public enum Profile {
  /** vLLM's server. */
  VLLM,
  /** SGLang's server. */
  SGLANG,
  /** The server of llama.cpp. */
  LLAMACPP,
  /** A hosted service. */
  OPENAI;

  /** Returns the name used on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the profile with this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Profile parse(String word) {
    for (Profile profile : values()) {
      if (profile.word().equals(word)) {
        return profile;
      }
    }
    throw new IllegalArgumentException(
        "a profile is vllm, sglang, llamacpp or openai, not " + word);
  }

  boolean refusesMaxTokens() {
    return this == OPENAI;
  }

  int mostStops() {
    return this == OPENAI ? 4 : Integer.MAX_VALUE;
  }

  boolean echoes() {
    return this != LLAMACPP;
  }

  boolean echoesLogprobs() {
    return this == VLLM || this == SGLANG;
  }

  boolean completionsLogprobsAsChat() {
    return this == LLAMACPP;
  }

  boolean knowsPromptLogprobs() {
    return this == VLLM;
  }

  /** Returns the member that holds reasoning apart from the content; empty if it is not shown. */
  String reasoningMember() {
    return switch (this) {
      case VLLM -> "reasoning";
      case SGLANG, LLAMACPP -> "reasoning_content";
      case OPENAI -> "";
    };
  }

  boolean nullContentBesideTools() {
    return this != LLAMACPP;
  }

  boolean usageInEveryStream() {
    return this == LLAMACPP;
  }

  boolean flatErrors() {
    return this == SGLANG;
  }

  boolean rateLimitHeaders() {
    return this == OPENAI;
  }

  String fingerprint() {
    return switch (this) {
      case VLLM, SGLANG -> "";
      case LLAMACPP -> "b6000-mock";
      case OPENAI -> "fp_mock";
    };
  }

  String owner() {
    return switch (this) {
      case VLLM -> "vllm";
      case SGLANG -> "sglang";
      case LLAMACPP -> "llamacpp";
      case OPENAI -> "system";
    };
  }
}
