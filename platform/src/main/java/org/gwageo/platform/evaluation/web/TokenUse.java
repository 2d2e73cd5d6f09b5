package org.gwageo.platform.evaluation.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.latency.PriceList;
import org.gwageo.benchmark.latency.TokenTotals;
import org.gwageo.platform.web.Fact;
import org.gwageo.platform.web.Page;

/** Tokens and what they cost, in words. */
final class TokenUse {

  private static final int PLACES = 4;

  private TokenUse() {}

  /** Returns the tokens of a run, and its cost where there is a price. */
  static List<Fact> facts(Page page, TokenTotals tokens, Optional<PriceList> prices) {
    var facts = new ArrayList<Fact>();
    facts.add(Fact.of(page.t("run.tokens.prompt"), page.number(tokens.prompt())));
    facts.add(Fact.of(page.t("run.tokens.cached"), page.number(tokens.cached())));
    facts.add(Fact.of(page.t("run.tokens.completion"), page.number(tokens.completion())));
    facts.add(Fact.of(page.t("run.tokens.reasoning"), page.number(tokens.reasoning())));
    prices.ifPresent(
        list ->
            facts.add(
                Fact.of(page.t("run.cost"), amount(list.cost(tokens)) + " " + list.currency())));
    if (tokens.counted() < tokens.replies()) {
      facts.add(
          Fact.of(
              page.t("run.tokens.counted"),
              page.t(
                  "run.tokens.counted.n",
                  page.number(tokens.counted()),
                  page.number(tokens.replies()))));
    }
    return facts;
  }

  /** Returns an amount of money with four decimals, rounded half up. */
  static String amount(BigDecimal amount) {
    return amount.setScale(PLACES, RoundingMode.HALF_UP).toPlainString();
  }
}
