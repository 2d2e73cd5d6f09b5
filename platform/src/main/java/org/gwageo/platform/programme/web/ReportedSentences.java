package org.gwageo.platform.programme.web;

import java.util.List;
import java.util.Locale;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.rules.Reported;

/** Says in plain sentences how teams' own runs of benchmarks are taken. */
public final class ReportedSentences {

  private ReportedSentences() {}

  /** Returns one sentence for each thing to know. */
  public static List<String> of(Page page, Reported rule) {
    return List.of(
        rule.items() == null
            ? page.t("reproduction.rule.repeat", rule.benchmarks(), rule.runs())
            : page.t(
                "reproduction.rule.repeat-items", rule.benchmarks(), rule.runs(), rule.items()),
        page.t(
            rule.tooHighOnly() ? "reproduction.rule.tolerance-high" : "reproduction.rule.tolerance",
            rule.tolerance().movePointRight(2).stripTrailingZeros().toPlainString()),
        page.t("reproduction.rule.not-reproduced." + word(rule.notReproduced())),
        page.t("reproduction.rule.inconclusive." + word(rule.inconclusive())));
  }

  private static String word(Reported.Counting counting) {
    return counting.name().toLowerCase(Locale.ROOT);
  }
}
