package org.gwageo.platform.web;

import java.math.BigDecimal;

/** Numbers as both languages write them: comma between thousands, point before decimals. */
final class Figures {

  private Figures() {}

  /** Returns {@code number} with commas. */
  static String grouped(long number) {
    return grouped(BigDecimal.valueOf(number));
  }

  /** Returns {@code number} with commas and with exactly the decimals that it carries. */
  static String grouped(BigDecimal number) {
    String plain = number.abs().toPlainString();
    int point = plain.indexOf('.');
    String whole = point < 0 ? plain : plain.substring(0, point);
    StringBuilder out = new StringBuilder(plain.length() + 8);
    if (number.signum() < 0) {
      out.append('−');
    }
    for (int i = 0; i < whole.length(); i++) {
      if (i > 0 && (whole.length() - i) % 3 == 0) {
        out.append(',');
      }
      out.append(whole.charAt(i));
    }
    return point < 0 ? out.toString() : out.append(plain, point, plain.length()).toString();
  }
}
