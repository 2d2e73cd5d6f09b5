package org.gwageo.lineage.tokenizer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures as reports print them. */
final class Figures {

  private Figures() {}

  /** Formats a sentence the same way everywhere. */
  @SuppressWarnings(
      "AnnotateFormatMethod") // The annotation is not on the class path; all callers pass literals.
  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Rounded to 4 decimals. */
  static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).stripTrailingZeros();
  }
}
