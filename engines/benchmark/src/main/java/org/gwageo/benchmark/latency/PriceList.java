package org.gwageo.benchmark.latency;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint charges for a million tokens.
 *
 * @param currency the currency, for example {@code KRW}
 * @param prompt the price of a million prompt tokens
 * @param cached the price of a million prompt tokens from the cache; null if they cost the same
 * @param completion the price of a million reply tokens
 * @param reasoning the price of a million reasoning tokens; null if they cost the same as others
 */
public record PriceList(
    String currency,
    BigDecimal prompt,
    @Nullable BigDecimal cached,
    BigDecimal completion,
    @Nullable BigDecimal reasoning) {

  private static final int MILLION_PLACES = 6;

  /**
   * Checks that there is a currency and that no price is negative.
   *
   * @throws IllegalArgumentException if it is not so
   */
  public PriceList {
    if (currency.isBlank()) {
      throw new IllegalArgumentException("a price has a currency, not \"" + currency + "\"");
    }
    check("prompt", prompt);
    check("cached", cached);
    check("completion", completion);
    check("reasoning", reasoning);
  }

  private static void check(String name, @Nullable BigDecimal price) {
    if (price != null && price.signum() < 0) {
      throw new IllegalArgumentException(
          "the price of " + name + " tokens is at least 0, not " + price.toPlainString());
    }
  }

  /** Returns a list with one price for prompts and one for replies. */
  public static PriceList of(String currency, BigDecimal prompt, BigDecimal completion) {
    return new PriceList(currency, prompt, null, completion, null);
  }

  /**
   * Returns the exact price of {@code tokens}. Cached tokens are part of the prompt's and reasoning
   * tokens part of the reply's, so that each token is paid once.
   */
  public BigDecimal cost(TokenTotals tokens) {
    return price(prompt, tokens.prompt() - tokens.cached())
        .add(price(cached == null ? prompt : cached, tokens.cached()))
        .add(price(completion, tokens.completion() - tokens.reasoning()))
        .add(price(reasoning == null ? completion : reasoning, tokens.reasoning()))
        .stripTrailingZeros();
  }

  private static BigDecimal price(BigDecimal million, long tokens) {
    return million.multiply(BigDecimal.valueOf(Math.max(0, tokens))).movePointLeft(MILLION_PLACES);
  }

  /** Returns prices and cost as the tree of their JSON form; amounts as decimal text. */
  public Map<String, Object> toTree(TokenTotals tokens) {
    var tree = new TreeMap<String, Object>();
    tree.put("currency", currency);
    tree.put("cost", cost(tokens).toPlainString());
    tree.put("prompt", prompt.toPlainString());
    tree.put("completion", completion.toPlainString());
    if (cached != null) {
      tree.put("cached", cached.toPlainString());
    }
    if (reasoning != null) {
      tree.put("reasoning", reasoning.toPlainString());
    }
    return tree;
  }
}
