package org.gwageo.lineage.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RankTests {

  @Test
  void ranksAreCentredOfUnitLengthAndShareTies() {
    double[] ranks = MidRanks.standardised(new double[] {3, 1, 3, 9});
    double scale = Math.sqrt(4.5);
    assertThat(ranks)
        .containsExactly(new double[] {0, -1.5 / scale, 0, 1.5 / scale}, within(1e-15));
  }

  @Test
  void constantsHaveNoOrder() {
    assertThat(MidRanks.standardised(new double[] {2, 2, 2})).isNull();
  }

  @Test
  void whatIsNotANumberHasNoRank() {
    assertThatThrownBy(() -> MidRanks.standardised(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("element 1");
  }

  @Test
  void oneFeatureGivesSpearmanTimesTheRootOfNMinusOne() {
    var a = features(new double[] {1, 2, 3, 4, 5});
    var b = features(new double[] {2, 1, 4, 3, 5});
    var result = JointRankTest.of(a, b);
    assertThat(result.statistic()).isCloseTo(0.8, within(1e-12));
    assertThat(result.z()).isCloseTo(0.8 * 2, within(1e-12));
  }

  @Test
  void theVarianceFormulaMatchesRandomPermutationsOfCorrelatedFeatures() {
    var random = new SplittableRandom(3);
    List<double[]> subject = correlated(200, random);
    List<double[]> reference = correlated(200, random);
    double observed = JointRankTest.of(subject, reference).statistic();
    double deviation = observed / JointRankTest.of(subject, reference).z();
    int[] order = Permutations.identity(200);
    double squares = 0;
    int draws = 20_000;
    for (int draw = 0; draw < draws; draw++) {
      Permutations.shuffle(order, random);
      double statistic = JointRankTest.of(reordered(subject, order), reference).statistic();
      squares += statistic * statistic;
    }
    assertThat(Math.sqrt(squares / draws)).isCloseTo(deviation, within(0.03 * deviation));
  }

  @Test
  void thePermutationShareAgreesWithTheNormalTail() {
    var random = new SplittableRandom(4);
    List<double[]> subject = correlated(200, random);
    List<double[]> reference = correlated(200, random);
    var result = JointRankTest.of(subject, reference);
    double share = result.permutationP(subject, reference, 9_999, random);
    assertThat(share).isCloseTo(Math.pow(10, result.log10p()), within(0.02));
  }

  @Test
  void holmStepsDownOverTheWholeFamily() {
    double[] adjusted = Holm.adjust(List.of(-8.0, -2.0, -8.0, -0.5), 100);
    assertThat(adjusted[0]).isCloseTo(-6, within(1e-12));
    assertThat(adjusted[2]).isCloseTo(-8 + Math.log10(100), within(1e-12));
    assertThat(adjusted[1]).isCloseTo(-2 + Math.log10(98), within(1e-12));
    assertThat(adjusted[3]).isZero();
    assertThatThrownBy(() -> Holm.adjust(List.of(-1.0, -1.0), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theAssignmentIsTheBestOfAll() {
    var random = new SplittableRandom(6);
    for (int round = 0; round < 200; round++) {
      var value = new float[3][5];
      for (float[] row : value) {
        for (int k = 0; k < 5; k++) {
          row[k] = (float) random.nextGaussian();
        }
      }
      float best = Float.NEGATIVE_INFINITY;
      for (int code = 0; code < 125; code++) {
        int i = code % 5;
        int j = code / 5 % 5;
        int k = code / 25;
        if (i != j && j != k && i != k) {
          best = Math.max(best, value[0][i] + value[1][j] + value[2][k]);
        }
      }
      int[] matched = Assignment.maximise(value);
      float sum = value[0][matched[0]] + value[1][matched[1]] + value[2][matched[2]];
      assertThat(sum).isCloseTo(best, within(1e-5f));
    }
    assertThatThrownBy(() -> Assignment.maximise(new float[][] {{Float.NaN}}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<double[]> correlated(int n, SplittableRandom random) {
    var first = new double[n];
    var second = new double[n];
    var third = new double[n];
    for (int i = 0; i < n; i++) {
      first[i] = random.nextGaussian();
      second[i] = first[i] + 0.5 * random.nextGaussian();
      third[i] = -first[i] + random.nextGaussian();
    }
    return features(first, second, third);
  }

  private static List<double[]> reordered(List<double[]> features, int[] order) {
    var moved = new ArrayList<double[]>();
    for (double[] feature : features) {
      var to = new double[order.length];
      for (int i = 0; i < order.length; i++) {
        to[i] = feature[order[i]];
      }
      moved.add(to);
    }
    return moved;
  }

  private static List<double[]> features(double[]... values) {
    var ranks = new ArrayList<double[]>();
    for (double[] feature : values) {
      double[] standardised = MidRanks.standardised(feature);
      if (standardised == null) {
        throw new IllegalArgumentException("a constant feature");
      }
      ranks.add(standardised);
    }
    return ranks;
  }
}
