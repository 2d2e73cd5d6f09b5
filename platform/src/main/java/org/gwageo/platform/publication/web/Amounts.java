package org.gwageo.platform.publication.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.gwageo.platform.programme.definition.SupportDefinition.Amount;
import org.gwageo.platform.web.Language;
import org.gwageo.platform.web.Page;

/** Sums of money, counts of devices and sizes of models, in words. */
final class Amounts {

  private static final String WON = "KRW";
  private static final int EOK = 8;
  private static final int BILLION = 9;
  private static final int MILLION = 6;

  private Amounts() {}

  /** Returns the amount with its unit and with "about" where the source says so. */
  static String words(Page page, Amount amount) {
    return amount.unit().equals(WON)
        ? about(page, amount, won(page, amount.value()))
        : page.t(
            "overview.amount.units",
            about(page, amount, page.number(amount.value())),
            amount.unit());
  }

  private static String about(Page page, Amount amount, String words) {
    return amount.approximate() ? page.t("overview.amount.about", words) : words;
  }

  /** Returns {@code 17.5억 원} or {@code KRW 1.75 bn}. */
  private static String won(Page page, BigDecimal won) {
    int unit = page.language() == Language.KOREAN ? EOK : BILLION;
    return page.t("overview.amount.won", page.number(shifted(won, unit)));
  }

  /** Returns a number of parameters the way model names carry it, such as {@code 236B}. */
  static String parameters(BigDecimal count) {
    if (count.compareTo(BigDecimal.ONE.movePointRight(BILLION)) >= 0) {
      return shifted(count, BILLION).toPlainString() + "B";
    }
    return count.compareTo(BigDecimal.ONE.movePointRight(MILLION)) >= 0
        ? shifted(count, MILLION).setScale(1, RoundingMode.HALF_UP).toPlainString() + "M"
        : count.toPlainString();
  }

  private static BigDecimal shifted(BigDecimal value, int digits) {
    BigDecimal shifted = value.movePointLeft(digits).stripTrailingZeros();
    return shifted.scale() < 0 ? shifted.setScale(0) : shifted;
  }
}
