package org.gwageo.benchmark.latency;

import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Usage;

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

  private static long value(@org.jspecify.annotations.Nullable Long tokens) {
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
}
