package org.gwageo.benchmark.latency;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
  private static final List<String> MEMBERS =
      List.of("currency", "prompt", "cached", "completion", "reasoning");

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

  /**
   * Reads a list from a JSON object with {@code currency}, {@code prompt}, {@code completion} and,
   * where they differ, {@code cached} and {@code reasoning}; prices of a million tokens, as numbers
   * or as decimal text.
   *
   * @throws PriceListException if it is none
   */
  public static PriceList parse(byte[] json) throws PriceListException {
    try {
      JsonNode tree = Reading.JSON.readTree(json);
      for (String name : tree.propertyNames()) {
        if (!MEMBERS.contains(name)) {
          throw new PriceListException("prices have no member " + name + " but " + MEMBERS);
        }
      }
      if (!tree.path("currency").isString()) {
        throw new PriceListException("prices have a \"currency\", for example \"KRW\"");
      }
      return new PriceList(
          tree.path("currency").stringValue(),
          required(tree, "prompt"),
          price(tree, "cached"),
          required(tree, "completion"),
          price(tree, "reasoning"));
    } catch (JacksonException e) {
      throw new PriceListException("prices are a JSON object: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw new PriceListException(String.valueOf(e.getMessage()));
    }
  }

  private static BigDecimal required(JsonNode tree, String name) throws PriceListException {
    BigDecimal price = price(tree, name);
    if (price == null) {
      throw new PriceListException("the price of " + name + " tokens is missing");
    }
    return price;
  }

  private static @Nullable BigDecimal price(JsonNode tree, String name) throws PriceListException {
    JsonNode node = tree.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    String text = node.isString() ? node.stringValue() : node.toString();
    if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,12})?")) {
      throw new PriceListException(
          "the price of " + name + " tokens is a decimal number from 0, not " + text);
    }
    return new BigDecimal(text);
  }

  private static final class Reading {
    static final JsonMapper JSON =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
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
