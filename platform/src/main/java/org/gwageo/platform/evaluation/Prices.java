package org.gwageo.platform.evaluation;

import java.util.Map;
import java.util.Optional;
import org.gwageo.benchmark.latency.PriceList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What a million tokens cost, by the name under which an endpoint serves a model.
 *
 * @param prices the price lists; empty where nobody pays
 */
@ConfigurationProperties("gwageo.evaluation")
public record Prices(@Nullable Map<String, PriceList> prices) {

  /** Returns the prices of a model's tokens, if there are any. */
  public Optional<PriceList> of(String model) {
    return Optional.ofNullable(prices).map(list -> list.get(model));
  }
}
