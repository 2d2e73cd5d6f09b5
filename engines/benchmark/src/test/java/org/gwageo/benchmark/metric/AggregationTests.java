package org.gwageo.benchmark.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AggregationTests {

  @Test
  void givesTheSampleStandardErrorWhereItemsStandAlone() {
    Estimate estimate = new Mean().of(scores(1, 0.25, 0, 1, 0.5));

    assertThat(estimate.value()).isEqualTo(0.55);
    // numpy: std([1, .25, 0, 1, .5], ddof=1) / sqrt(5)
    assertThat(estimate.standardError()).isCloseTo(0.2, within(1e-12));
    assertThat(estimate.n()).isEqualTo(5);
  }

  @Test
  void widensTheErrorWhenItemsOfAClusterAgree() {
    var column = new Column(6, 1, new int[] {0, 0, 0, 1, 1, 1});
    for (int i = 0; i < 6; i++) {
      column.put(i, 0, Value.Score.of(i < 3));
    }

    Estimate clustered = new Mean().of(column);

    // Residual sums 1.5 and -1.5: sqrt(2 x 4.5) / 6.
    assertThat(clustered.standardError()).isCloseTo(0.5, within(1e-12));
    assertThat(new Mean().of(scores(1, 1, 1, 0, 0, 0)).standardError()).isLessThan(0.25);
  }

  @Test
  void leavesQuestionsWithoutAValueOut() {
    var column = new Column(4, 1, null);
    column.put(1, 0, new Value.Score(1));
    column.put(3, 0, new Value.Score(0));

    assertThat(new Mean().of(column).n()).isEqualTo(2);
    assertThat(new Mean().of(column).value()).isEqualTo(0.5);
    assertThat(new Mean().of(new Column(3, 1, null))).isEqualTo(Estimate.nothing());
  }

  @Test
  void averagesTheF1OfClasses() {
    var column = new Column(6, 1, null);
    String[] gold = {"a", "a", "b", "b", "c", "c"};
    String[] predicted = {"a", "b", "b", "b", "a", ""};
    for (int i = 0; i < gold.length; i++) {
      column.put(i, 0, new Value.Label(predicted[i], gold[i]));
    }

    // sklearn f1_score(average="macro", labels a, b, c and the empty one): (0.5 + 0.8 + 0 + 0) / 4
    assertThat(new MacroF1().of(column).value()).isCloseTo(0.325, within(1e-12));
    assertThat(new MacroF1().of(column).standardError()).isPositive();
  }

  @Test
  void addsStatisticsUpBeforeTheFunctionIsApplied() {
    var ratio = new Corpus("ratio", total -> total[0] / total[1]);
    var column = new Column(3, 1, null);
    column.put(0, 0, new Value.Sums(1, 2));
    column.put(1, 0, new Value.Sums(3, 3));
    column.put(2, 0, new Value.Sums(0, 5));

    Estimate estimate = ratio.of(column);

    assertThat(estimate.value()).isCloseTo(0.4, within(1e-12));
    // Jackknife of 3/8, 1/7, 4/5.
    assertThat(estimate.standardError()).isCloseTo(0.3848093, within(1e-6));
  }

  @Test
  void agreesWithDrawingRepliesOneByOne() {
    var random = new Random(5);
    for (int trial = 0; trial < 40; trial++) {
      int n = 1 + random.nextInt(6);
      int k = 1 + random.nextInt(n);
      double[] scores = new double[n];
      for (int i = 0; i < n; i++) {
        scores[i] = random.nextInt(2);
      }
      double[] share = shareOfDraws(scores, k);
      var column = new Column(1, n, null);
      for (int i = 0; i < n; i++) {
        column.put(0, i, new Value.Score(scores[i]));
      }
      assertThat(Repeated.passAt(k).of(column).value()).isCloseTo(share[0], within(1e-12));
      assertThat(Repeated.passAll(k).of(column).value()).isCloseTo(share[1], within(1e-12));
    }
  }

  @Test
  void leavesItemsWithAMissingRepeatOutOfRepeatedMetrics() {
    var column = new Column(2, 2, null);
    column.put(0, 0, new Value.Score(1));
    column.put(1, 0, new Value.Score(0));
    column.put(1, 1, new Value.Score(1));

    assertThat(Repeated.passAt(1).of(column).n()).isEqualTo(1);
    assertThat(Repeated.passAt(1).of(column).value()).isEqualTo(0.5);
    assertThatThrownBy(() -> Repeated.passAt(0)).hasMessageContaining("at least 1, not 0");
  }

  /** Share of all k-subsets with any right reply, and with only right ones. */
  private static double[] shareOfDraws(double[] scores, int k) {
    int subsets = 0;
    int any = 0;
    int all = 0;
    for (int mask = 0; mask < 1 << scores.length; mask++) {
      if (Integer.bitCount(mask) == k) {
        int right = 0;
        for (int i = 0; i < scores.length; i++) {
          right += (mask >> i & 1) == 1 && scores[i] == 1 ? 1 : 0;
        }
        subsets++;
        any += right > 0 ? 1 : 0;
        all += right == k ? 1 : 0;
      }
    }
    return new double[] {(double) any / subsets, (double) all / subsets};
  }

  private static Column scores(double... scores) {
    var column = new Column(scores.length, 1, null);
    for (int i = 0; i < scores.length; i++) {
      column.put(i, 0, new Value.Score(scores[i]));
    }
    return column;
  }
}
