package org.gwageo.platform.evaluation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.metric.Estimate;
import org.gwageo.benchmark.score.Accuracy;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.MetricValue;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeadlineScoreTests {

  @Test
  void aShareIsExactAndTellsItsCounts() {
    var score = score(new Estimate(41 / 60.0, 0.0605, 60), true, true);
    assertThat(score.wordsWithCounts()).isEqualTo("68.3 % (41/60)");
    // 0.68333 -+ 1.959964 x 0.0605
    assertThat(score.intervalWords()).isEqualTo("56.5 – 80.2");
    assertThat(score.shortWords()).isEqualTo("41/60");
  }

  @Test
  void aGradedNumberIsInPerCentWithoutCounts() {
    var score = score(new Estimate(0.43127, 0.01, 60), true, false);
    assertThat(score.wordsWithCounts()).isEqualTo("43.1 %");
    assertThat(score.shortWords()).isEqualTo("43.1 %");
    assertThat(score.percent()).isEqualByComparingTo("43.1");
  }

  @Test
  void whatIsBetterWhenLowerIsInNoPerCentAndRanksBehind() {
    var low = score(new Estimate(0.5, 0.1, 60), false, false);
    var high = score(new Estimate(12.25, 0.1, 60), false, false);
    assertThat(low.words()).isEqualTo("0.5");
    assertThat(high.words()).isEqualTo("12.25");
    assertThat(low.percent()).isNull();
    assertThat(low.rank()).isGreaterThan(high.rank());
  }

  @Test
  void nothingIsShownWhereNothingCounts() {
    var score = score(Estimate.nothing(), true, false);
    assertThat(score.words()).isEqualTo("–");
    assertThat(score.intervalWords()).isEqualTo("–");
    assertThat(score.rank()).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void severalRunsAreTheirMeanWithTheMeanOfTheirErrors() {
    var runs =
        new HeadlineScore(
            Stream.of(0.4, 0.5, 0.9)
                .map(value -> score(new Estimate(value, value / 10, 60), true, false))
                .map(one -> one.runs().getFirst())
                .toList());
    assertThat(runs.words()).isEqualTo("60.0 %");
    // 60 -+ 1.959964 x (4 + 5 + 9) / 3
    assertThat(runs.intervalWords()).isEqualTo("48.2 – 71.8");
    assertThat(runs.spreadWords()).isEqualTo("40.0 – 90.0");
    // The square root of (0.04 + 0.01 + 0.09) / 2
    assertThat(runs.deviationWords()).isEqualTo("26.5");
    assertThat(runs.counts()).isEqualTo("123/180");
    assertThat(runs.shortWords()).isEqualTo("60.0 %");
    assertThat(score(Estimate.nothing(), true, true).deviationWords()).isEmpty();
  }

  private static HeadlineScore score(Estimate estimate, boolean higher, boolean isShare) {
    @Nullable Double error = estimate.standardError();
    return new HeadlineScore(
        new BenchmarkResult(
            "t",
            Digest.of(new byte[0]),
            Mode.OFFICIAL,
            new Subject("m", "", ""),
            60,
            1,
            60,
            Map.of(),
            List.of(new MetricValue("accuracy", "first", estimate, higher)),
            new Accuracy(41, 60, error),
            isShare,
            BigDecimal.ZERO,
            2,
            60,
            0,
            BigDecimal.ONE));
  }
}
