package org.gwageo.benchmark.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.journal.Usage;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.junit.jupiter.api.Test;

class LatencySummaryTests {

  private static final Digest TASK = Digest.of(new byte[] {1});
  private static final Subject SUBJECT = new Subject("m", "", "");

  private static Attempt attempt(Digest task, Subject subject, Timing timing, Outcome outcome) {
    return new Attempt(
        Digest.of(new byte[] {2}), task, subject, 0, "1", 0, 0, 1, Instant.EPOCH, timing, outcome);
  }

  private static Attempt answered(Timing timing, Usage usage) {
    return attempt(
        TASK,
        SUBJECT,
        timing,
        new Outcome.Answered(new Reply("a", null, "stop", usage, null, List.of(), null)));
  }

  @Test
  void countsRepliesOfTheTaskAndTheSubjectOnly() throws Exception {
    var timing = new Timing(1000, 0, 2000L, null, null, 3000);
    List<Attempt> attempts =
        List.of(
            answered(timing, Usage.UNKNOWN),
            attempt(
                TASK, SUBJECT, timing, new Outcome.Failed(FailureClass.STALL, 0, "no response")),
            attempt(
                Digest.of(new byte[] {9}),
                SUBJECT,
                timing,
                new Outcome.Answered(Reply.of("a", "stop"))),
            attempt(
                TASK,
                new Subject("other", "", ""),
                timing,
                new Outcome.Answered(Reply.of("a", "stop"))));

    LatencySummary summary = LatencySummary.of(Attempts.of(attempts), TASK, SUBJECT);

    assertThat(summary.service().n()).isOne();
    assertThat(summary.tokens()).isEqualTo(new TokenTotals(1, 0, 0, 0, 0, 0));
  }

  @Test
  void keepsServiceTimeAndTimeSinceTheIntendedStartApart() throws Exception {
    LatencySummary summary =
        LatencySummary.of(
            Attempts.of(
                List.of(
                    answered(new Timing(4000, 500, 100L, 10L, 30L, 2000), Usage.UNKNOWN),
                    answered(new Timing(0, 0, null, null, null, 2000), Usage.UNKNOWN))),
            TASK,
            SUBJECT);

    assertThat(summary.service().p50()).isEqualTo(2.0);
    assertThat(summary.service().max()).isEqualTo(2.0);
    assertThat(summary.sinceIntended().max()).isCloseTo(6.5, within(0.01));
    assertThat(summary.queued().n()).isEqualTo(2);
    assertThat(summary.connect().n()).isOne();
    assertThat(summary.firstToken().n()).isOne();
    assertThat(summary.gap().p99()).isEqualTo(0.01);
    assertThat(summary.longestGap().p99()).isEqualTo(0.03);
  }

  @Test
  void yieldsPercentilesToThreeDigits() {
    var random = new SplittableRandom(3);
    var recorder = new LatencySummary.Recorder();
    long[] micros = new long[20_000];
    for (int i = 0; i < micros.length; i++) {
      micros[i] = (long) Math.exp(8 + 1.5 * random.nextGaussian());
      recorder.add(Timing.of(micros[i]), Usage.UNKNOWN);
    }
    Arrays.sort(micros);

    Percentiles service = recorder.summary().service();
    List<Double> found = new ArrayList<>();
    for (Double value :
        Arrays.asList(service.p50(), service.p90(), service.p95(), service.p99(), service.p999())) {
      found.add(Objects.requireNonNull(value));
    }
    double[] shares = {0.5, 0.9, 0.95, 0.99, 0.999};
    for (int i = 0; i < shares.length; i++) {
      double exact = micros[(int) Math.ceil(shares[i] * micros.length) - 1] / 1000.0;
      assertThat(found.get(i)).isCloseTo(exact, within(exact / 1000));
    }
  }

  @Test
  void recordersOfSeveralRunsAddUpAndSurviveTheirJson() {
    var random = new SplittableRandom(5);
    var whole = new LatencySummary.Recorder();
    var together = new LatencySummary.Recorder();
    for (int run = 0; run < 3; run++) {
      var part = new LatencySummary.Recorder();
      for (int i = 0; i < 200; i++) {
        var timing =
            new Timing(
                random.nextInt(50), run == 0 ? 70 : 0, random.nextLong(5000), 9L, 12L, 4_000_000);
        var usage = new Usage(7L, i % 2 == 0 ? null : 3L, 1L, 2L);
        part.add(timing, usage);
        whole.add(timing, usage);
      }
      together.add(LatencySummary.Recorder.parse(part.toJson()));
    }
    assertThat(together.summary()).isEqualTo(whole.summary());
    assertThat(together.tokens()).isEqualTo(new TokenTotals(600, 300, 4200, 1200, 900, 600));
    assertThat(LatencySummary.Recorder.parse(new LatencySummary.Recorder().toJson()).summary())
        .isEqualTo(new LatencySummary.Recorder().summary());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LatencySummary.Recorder.parse("{\"queued\":\"AAAA\"}"))
        .withMessage("these are no recorded times");
  }

  @Test
  void anIntervalOfAPercentileCoversItAsOftenAsItSays() {
    var random = new SplittableRandom(6);
    int covered = 0;
    int worlds = 400;
    for (int world = 0; world < worlds; world++) {
      var recorder = new LatencySummary.Recorder();
      for (int i = 0; i < 300; i++) {
        recorder.add(Timing.of(random.nextLong(1, 1001)), Usage.UNKNOWN);
      }
      var interval = recorder.interval(Measure.SERVICE, 95, 0.95);
      covered +=
          Objects.requireNonNull(interval.low()) <= 0.95
                  && 0.95 <= Objects.requireNonNull(interval.high())
              ? 1
              : 0;
    }
    // At least 95 % in the long run; three standard errors of 400 worlds below that.
    assertThat(covered).isGreaterThanOrEqualTo((int) (worlds * (0.95 - 3 * 0.0109)));
    assertThat(covered).isLessThan(worlds);
  }

  @Test
  void fewRepliesBoundAHighPercentileFromBelowAlone() {
    var recorder = new LatencySummary.Recorder();
    for (int i = 1; i <= 60; i++) {
      recorder.add(Timing.of(i * 1000L), Usage.UNKNOWN);
    }
    var interval = recorder.interval(Measure.SERVICE, 99, 0.95);
    assertThat(interval.high()).isNull();
    assertThat(interval.low()).isNotNull();
    assertThat(new LatencySummary.Recorder().interval(Measure.GAP, 50, 0.95))
        .isEqualTo(PercentileInterval.NONE);
  }

  @Test
  void hasNoNumbersWithoutReplies() throws Exception {
    LatencySummary summary = LatencySummary.of(Attempts.of(List.of()), TASK, SUBJECT);

    assertThat(summary.firstToken()).isEqualTo(Percentiles.NONE);
    assertThat(CanonicalJson.string(summary.toTree())).contains("\"p99\":null");
  }

  @Test
  void isTheSameInWhateverOrderRepliesCame() throws Exception {
    List<Attempt> attempts = new ArrayList<>();
    var random = new SplittableRandom(4);
    for (int i = 0; i < 500; i++) {
      attempts.add(
          answered(
              new Timing(
                  random.nextInt(1000), 0, random.nextLong(5000), null, null, random.nextInt(9999)),
              new Usage(random.nextLong(100), random.nextLong(100), null, null)));
    }
    String first =
        CanonicalJson.string(LatencySummary.of(Attempts.of(attempts), TASK, SUBJECT).toTree());
    assertThat(
            CanonicalJson.string(
                LatencySummary.of(Attempts.of(attempts.reversed()), TASK, SUBJECT).toTree()))
        .isEqualTo(first);
  }

  @Test
  void paysEveryTokenOnce() {
    TokenTotals tokens =
        TokenTotals.NONE
            .plus(new Usage(1000L, 500L, 200L, 400L))
            .plus(new Usage(10L, null, null, null));
    assertThat(tokens).isEqualTo(new TokenTotals(2, 1, 1010, 400, 500, 200));

    var prices =
        new PriceList(
            "USD",
            new BigDecimal("3"),
            new BigDecimal("0.3"),
            new BigDecimal("15"),
            new BigDecimal("10"));
    // 610 x 3 + 400 x 0.3 + 300 x 15 + 200 x 10 millionths
    assertThat(prices.cost(tokens)).isEqualByComparingTo("0.00845");
    assertThat(PriceList.of("USD", new BigDecimal("3"), new BigDecimal("15")).cost(tokens))
        .isEqualByComparingTo("0.01053");
  }

  @Test
  void refusesPricesBelowZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceList.of("USD", new BigDecimal("-1"), BigDecimal.ONE))
        .withMessageContaining("prompt");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PriceList.of(" ", BigDecimal.ONE, BigDecimal.ONE));
  }
}
