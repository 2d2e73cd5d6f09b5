package org.gwageo.benchmark.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The share of correct replies.
 *
 * @param correct correct replies
 * @param counted replies that count
 * @param standardError the standard error of the fraction; null with fewer than two items
 */
public record Accuracy(long correct, long counted, @Nullable Double standardError) {

  /** Returns the fraction, 0 to 1, as the nearest double; nothing if no reply counts. */
  public OptionalDouble fraction() {
    return counted == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) correct / counted);
  }

  /**
   * Returns 100 x correct / counted, rounded half up from the exact quotient to {@code places}
   * decimal places; nothing if no reply counts.
   */
  public Optional<BigDecimal> percentage(int places) {
    return counted == 0
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(correct)
                .movePointRight(2)
                .divide(BigDecimal.valueOf(counted), places, RoundingMode.HALF_UP));
  }
}
