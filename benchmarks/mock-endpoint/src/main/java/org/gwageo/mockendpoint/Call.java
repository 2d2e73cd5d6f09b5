package org.gwageo.mockendpoint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a reply, as far as the world cares.
 *
 * @param chat whether messages were sent, not a prompt
 * @param prompts the texts in which questions are looked for: the last message of the user, or each
 *     prompt of a list
 * @param promptId digest of all that was said: roles, texts, images, sounds, tools
 * @param promptBytes bytes of the texts
 * @param images how many images were sent
 * @param sounds how many sounds were sent
 * @param tools names of the functions offered
 */
record Call(
    boolean chat,
    List<String> prompts,
    PromptId promptId,
    int promptBytes,
    int images,
    int sounds,
    List<String> tools,
    Settings settings) {

  /** Most replies to one request. */
  static final int MOST_REPLIES = 128;

  /**
   * The parameters of a request.
   *
   * @param usage whether a stream is to tell the usage
   * @param mostTokens null: no limit
   * @param oldLimit whether the limit was named max_tokens
   * @param logprobs null: none wanted; otherwise how many alternatives
   * @param promptLogprobs null: none wanted
   * @param wantsJson whether response_format asks for JSON
   * @param toolChoice auto, none, required, or a function's name; empty if not given
   */
  record Settings(
      String model,
      boolean stream,
      boolean usage,
      int replies,
      @Nullable Integer mostTokens,
      boolean oldLimit,
      List<String> stops,
      @Nullable Integer logprobs,
      @Nullable Integer promptLogprobs,
      boolean echo,
      double temperature,
      @Nullable Long seed,
      boolean wantsJson,
      String toolChoice) {}
}
