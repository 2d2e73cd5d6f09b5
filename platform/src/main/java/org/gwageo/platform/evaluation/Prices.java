package org.gwageo.platform.evaluation;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What tokens cost, by the name under which an endpoint serves a model.
 *
 * @param prices the price list; empty where nobody pays
 */
@ConfigurationProperties("gwageo.evaluation")
public record Prices(@Nullable Map<String, Price> prices) {

  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /**
   * The price of one model's tokens.
   *
   * @param currency the currency's code
   * @param prompt a million tokens of prompts
   * @param cached a million tokens of prompts that come from a cache; the price of others if absent
   * @param completion a million tokens of replies, reasoning included
   */
  public record Price(
      String currency, BigDecimal prompt, @Nullable BigDecimal cached, BigDecimal completion) {

    /** Returns what a run cost. */
    public BigDecimal cost(RunTiming timing) {
      BigDecimal fromCache = BigDecimal.valueOf(timing.cachedTokens());
      return BigDecimal.valueOf(timing.promptTokens())
          .subtract(fromCache)
          .multiply(prompt)
          .add(fromCache.multiply(cached == null ? prompt : cached))
          .add(BigDecimal.valueOf(timing.completionTokens()).multiply(completion))
          .divide(MILLION);
    }
  }

  /** Returns the price of a model's tokens, if there is one. */
  public Optional<Price> of(String model) {
    return Optional.ofNullable(prices).map(list -> list.get(model));
  }
}
