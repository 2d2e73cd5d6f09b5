package org.gwageo.benchmark.latency;

import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The tokens of many replies, as their endpoint counts them.
 *
 * @param replies how many replies there are
 * @param counted how many of them tell the tokens of their prompt and of the reply
 * @param prompt tokens of prompts
 * @param cached tokens of {@code prompt} that came from the endpoint's cache
 * @param completion tokens of replies, reasoning included
 * @param reasoning tokens of {@code completion} that are reasoning
 */
public record TokenTotals(
    long replies, long counted, long prompt, long cached, long completion, long reasoning) {

  /** No reply. */
  public static final TokenTotals NONE = new TokenTotals(0, 0, 0, 0, 0, 0);

  /** Returns these totals and one more reply. */
  public TokenTotals plus(Usage usage) {
    boolean told = usage.prompt() != null && usage.completion() != null;
    return new TokenTotals(
        replies + 1,
        counted + (told ? 1 : 0),
        prompt + value(usage.prompt()),
        cached + value(usage.cached()),
        completion + value(usage.completion()),
        reasoning + value(usage.reasoning()));
  }

  /** Returns these totals and others together. */
  public TokenTotals plus(TokenTotals other) {
    return new TokenTotals(
        replies + other.replies,
        counted + other.counted,
        prompt + other.prompt,
        cached + other.cached,
        completion + other.completion,
        reasoning + other.reasoning);
  }

  private static long value(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }

  /** Returns the totals as the tree of their JSON form. */
  public Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>();
    tree.put("replies", replies);
    tree.put("counted", counted);
    tree.put("prompt", prompt);
    tree.put("cached", cached);
    tree.put("completion", completion);
    tree.put("reasoning", reasoning);
    return tree;
  }

  /** Reads what {@link #toTree} gave. */
  static TokenTotals of(JsonNode tree) {
    return new TokenTotals(
        tree.path("replies").longValue(),
        tree.path("counted").longValue(),
        tree.path("prompt").longValue(),
        tree.path("cached").longValue(),
        tree.path("completion").longValue(),
        tree.path("reasoning").longValue());
  }
}
