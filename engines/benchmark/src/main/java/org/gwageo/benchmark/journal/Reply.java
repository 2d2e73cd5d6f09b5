package org.gwageo.benchmark.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model wrote, as the endpoint delivered it.
 *
 * @param text the content, empty if the endpoint sent none
 * @param reasoning reasoning that the endpoint delivered apart from the content; null if none
 * @param finish the endpoint's finish reason, empty if it gave none
 * @param usage the tokens
 * @param fingerprint the endpoint's {@code system_fingerprint}; null if not told
 * @param toolCalls the tools that the model wants called, in order
 * @param likelihood how likely the model finds the continuation that was asked about; null for a
 *     generated reply
 */
public record Reply(
    String text,
    @Nullable String reasoning,
    String finish,
    Usage usage,
    @Nullable String fingerprint,
    List<ToolCall> toolCalls,
    @Nullable Likelihood likelihood) {

  /** Copies the list. */
  public Reply {
    toolCalls = List.copyOf(toolCalls);
  }

  /** Returns a reply of which only the text and the finish reason are known. */
  public static Reply of(String text, String finish) {
    return new Reply(text, null, finish, Usage.UNKNOWN, null, List.of(), null);
  }

  /** Returns a reply that tells how likely a continuation is. */
  public static Reply of(Likelihood likelihood) {
    return new Reply("", null, "stop", Usage.UNKNOWN, null, List.of(), likelihood);
  }

  /** Returns whether there is neither text nor a tool call nor a likelihood. */
  public boolean isEmpty() {
    return text.isBlank() && toolCalls.isEmpty() && likelihood == null;
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
