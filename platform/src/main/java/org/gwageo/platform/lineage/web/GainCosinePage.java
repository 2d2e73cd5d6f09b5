package org.gwageo.platform.lineage.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.lineage.notevidence.RandomPair;
import org.gwageo.platform.web.Choice;
import org.gwageo.platform.web.Page;
import org.gwageo.platform.web.chart.Chart;
import org.gwageo.platform.web.chart.IntervalDots;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Why the cosine of gains misleads, with random vectors that the reader chooses. */
@Controller
class GainCosinePage {

  static final List<Integer> LENGTHS = List.of(64, 128, 1024, 4096);
  static final List<String> SPREADS = List.of("0.05", "0.1", "0.2", "0.5", "1");

  /** The ends of the slider; it moves in steps of 0.05. */
  static final BigDecimal LEAST = new BigDecimal("0.05");

  static final BigDecimal MOST = new BigDecimal("1");
  private static final RealGains GAINS = RealGains.load();

  /** The same numbers for everybody. */
  private static final long SEED = 20260122;

  @GetMapping("/lineage/gain-cosine")
  ModelAndView show(
      @RequestParam(defaultValue = "4096") String length,
      @RequestParam(defaultValue = "0.1") String spread,
      Page page) {
    int n = LENGTHS.stream().filter(one -> one.toString().equals(length)).findFirst().orElse(4096);
    String s = spread(spread);
    var pair = RandomPair.draw(n, Double.parseDouble(s), SEED);
    return new ModelAndView("lineage/gain-cosine")
        .addObject("length", String.valueOf(n))
        .addObject("spread", s)
        .addObject(
            "lengths",
            LENGTHS.stream().map(one -> Choice.of(one.toString(), page.number(one))).toList())
        .addObject("least", LEAST.toPlainString())
        .addObject("most", MOST.toPlainString())
        .addObject("cosine", number(pair.cosine(), 4))
        .addObject("pearson", number(pair.pearson(), 4))
        .addObject("expected", number(pair.expectedCosine(), 4))
        .addObject("picture", picture(page, pair, s))
        .addObject("bySpread", bySpread(page, n))
        .addObject("independent", gains(page, "independent", RealPair.INDEPENDENT))
        .addObject("derivative", gains(page, "derivative", RealPair.DERIVATIVE))
        .addObject("real", real(page));
  }

  /** Returns the wanted spread if the slider can stand there, else the usual one. */
  private static String spread(String wanted) {
    if (!wanted.matches("[01](\\.[0-9]{1,2})?")) {
      return "0.1";
    }
    var value = new BigDecimal(wanted);
    boolean possible = value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
    return possible ? value.stripTrailingZeros().toPlainString() : "0.1";
  }

  private static Chart gains(Page page, String id, RealPair pair) {
    String cosine = number(GAINS.cosine(pair.reference(), pair.subject()), 3);
    String pearson = number(GAINS.pearson(pair.reference(), pair.subject()), 3);
    return new PairPicture(
            id,
            page.t("lineage.why.gains." + id, pair.subject(), cosine, pearson),
            page.t("lineage.why.gains." + id + ".text"),
            pair.reference(),
            pair.subject(),
            GAINS.of(pair.reference()),
            GAINS.of(pair.subject()))
        .draw();
  }

  private static Chart picture(Page page, RandomPair pair, String spread) {
    return new PairPicture(
            "pair",
            page.t("lineage.why.picture", spread),
            page.t("lineage.why.picture.text", number(pair.cosine(), 3), number(pair.pearson(), 3)),
            page.t("lineage.why.first"),
            page.t("lineage.why.second"),
            pair.first(),
            pair.second())
        .draw();
  }

  private static Chart bySpread(Page page, int length) {
    var dots = new ArrayList<IntervalDots.Dot>();
    double width = 1.96 / Math.sqrt(length - 1.0);
    for (String spread : SPREADS) {
      var pair = RandomPair.draw(length, Double.parseDouble(spread), SEED);
      dots.add(dot(page.t("lineage.why.cosine-of", spread), decimal(pair.cosine()), null, null));
      dots.add(
          dot(
              page.t("lineage.why.pearson-of", spread),
              decimal(pair.pearson()),
              decimal(pair.pearson() - width),
              decimal(pair.pearson() + width)));
    }
    return chart(
        page, "by-spread", "lineage.why.by-spread", page.t("lineage.why.by-spread.text"), dots);
  }

  private static Chart real(Page page) {
    var dots = new ArrayList<IntervalDots.Dot>();
    for (RealPair pair : List.of(RealPair.INDEPENDENT, RealPair.DERIVATIVE)) {
      dots.add(dot(page.t("lineage.why.real.gain", pair.subject()), pair.gainCosine(), null, null));
      dots.add(
          dot(page.t("lineage.why.real.pearson", pair.subject()), pair.gainPearson(), null, null));
      dots.add(
          dot(page.t("lineage.why.real.weight", pair.subject()), pair.weightCosine(), null, null));
    }
    return chart(page, "real", "lineage.why.real", page.t("lineage.why.real.text"), dots);
  }

  private static IntervalDots.Dot dot(
      String label, BigDecimal estimate, @Nullable BigDecimal low, @Nullable BigDecimal high) {
    return new IntervalDots.Dot(label, estimate, low, high);
  }

  private static Chart chart(
      Page page, String id, String title, String description, List<IntervalDots.Dot> dots) {
    return new IntervalDots(
            id,
            page.t(title),
            description,
            new IntervalDots.Headings(
                page.t("lineage.why.pair"),
                page.t("lineage.why.value"),
                page.t("lineage.why.interval")),
            new IntervalDots.Axis(
                new BigDecimal("-0.4"),
                new BigDecimal("1.05"),
                List.of(BigDecimal.ZERO, new BigDecimal("0.5"), BigDecimal.ONE)),
            dots,
            null)
        .draw();
  }

  private static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN);
  }

  private static String number(double value, int places) {
    return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }
}
