package org.gwageo.canonical;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes doubles as ECMAScript's {@code Number::toString} does (ECMA-262, section 6.1.6.1.20). */
final class Numbers {

  private Numbers() {}

  /**
   * Returns the shortest decimal that reads back as {@code value}.
   *
   * @throws IllegalArgumentException if {@code value} is not finite (RFC 8785, section 3.2.2.3)
   */
  static String ecmaScript(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no number " + value);
    }
    if (value == 0) {
      return "0";
    }
    var shortest = shortest(Math.abs(value));
    String digits = shortest.unscaledValue().toString();
    String sign = value < 0 ? "-" : "";
    // The standard's k and n: the number is 0.digits x 10^n with k digits.
    int k = digits.length();
    int n = k - shortest.scale();
    if (k <= n && n <= 21) {
      return sign + digits + "0".repeat(n - k);
    }
    if (0 < n && n <= 21) {
      return sign + digits.substring(0, n) + "." + digits.substring(n);
    }
    if (-6 < n && n <= 0) {
      return sign + "0." + "0".repeat(-n) + digits;
    }
    String exponent = (n > 0 ? "e+" : "e-") + Math.abs(n - 1);
    return sign + digits.charAt(0) + (k == 1 ? "" : "." + digits.substring(1)) + exponent;
  }

  /**
   * Since JDK 19 {@link Double#toString} yields the shortest digits, except that it never yields
   * fewer than two: the smallest double is 4.9E-324 there and 5e-324 in ECMAScript.
   */
  private static BigDecimal shortest(double magnitude) {
    var decimal = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
    if (decimal.precision() == 2) {
      var oneDigit = decimal.round(new MathContext(1, RoundingMode.HALF_EVEN));
      if (oneDigit.doubleValue() == magnitude) {
        return oneDigit.stripTrailingZeros();
      }
    }
    return decimal;
  }
}
