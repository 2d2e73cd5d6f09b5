package org.gwageo.benchmark.journal;

import org.jspecify.annotations.Nullable;

/**
 * What a model wrote, as the endpoint delivered it.
 *
 * @param text the content, empty if the endpoint sent none
 * @param reasoning reasoning that the endpoint delivered apart from the content; null if none
 * @param finish the endpoint's finish reason, empty if it gave none
 * @param promptTokens the tokens of the prompt as the endpoint counts them; null if not told
 * @param completionTokens the tokens of the reply as the endpoint counts them; null if not told
 * @param fingerprint the endpoint's {@code system_fingerprint}; null if not told
 */
public record Reply(
    String text,
    @Nullable String reasoning,
    String finish,
    @Nullable Long promptTokens,
    @Nullable Long completionTokens,
    @Nullable String fingerprint) {

  /** Returns a reply of which only the text and the finish reason are known. */
  public static Reply of(String text, String finish) {
    return new Reply(text, null, finish, null, null, null);
  }

  /** Returns whether the reply ended because it reached its length limit. */
  public boolean isTruncated() {
    return finish.equals("length") || finish.equals("max_tokens");
  }

  /** Returns whether the endpoint's content filter ended the reply. */
  public boolean isFiltered() {
    return finish.equals("content_filter");
  }
}
