package org.gwageo.lineage.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.SplittableRandom;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceBoundTests {

  private final MatrixProduct product = MatrixProduct.onThreads(1);

  @Test
  void countsSignedInjectionsAsSciPyDoes() throws IOException {
    assertThat(TraceBound.lnInjections(384, 384))
        .isCloseTo(Reference.value("injections.384"), within(1e-6));
    assertThat(TraceBound.lnInjections(384, 512))
        .isEqualTo(TraceBound.lnInjections(512, 384))
        .isCloseTo(Reference.value("injections.384.512"), within(1e-6));
    assertThat(TraceBound.lnInjections(2, 2)).isCloseTo(Math.log(8), within(1e-12));
  }

  @Test
  void saysNothingBelowTheUnionBound() {
    double ln = TraceBound.lnInjections(100, 100);
    assertThat(TraceBound.z(Math.sqrt(2 * ln), ln)).isLessThan(0);
    assertThat(TraceBound.log10p(-3)).isZero();
    assertThat(TraceBound.log10p(TraceBound.z(100, ln)))
        .isCloseTo(
            (ln - 5000 * TraceBound.ROUNDING * TraceBound.ROUNDING) / Math.log(10), within(1e-6));
    assertThat(TraceBound.z(-5, 0)).isLessThan(0);
  }

  /** The bound is compared with the share of random rotations that exceed a trace. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void holdsForRandomRotationsOfEveryDimension(int n) {
    assertHolds(n, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.8})
  void holdsForContractions(double smallest) {
    assertHolds(6, smallest, 0);
    assertHolds(6, smallest, 3);
  }

  /**
   * Multiplies rotations with a diagonal that falls to {@code smallest}, {@code zeros} at its end.
   */
  private void assertHolds(int n, double smallest, int zeros) {
    var random = new SplittableRandom(31L * n + zeros);
    int draws = 1200;
    var exceed = new int[4];
    for (int draw = 0; draw < draws; draw++) {
      FloatMatrix gaussian = FloatMatrix.zeros(n, n);
      for (int i = 0; i < n * n; i++) {
        gaussian.values()[i] = (float) random.nextGaussian();
      }
      FloatMatrix rotation = PolarContraction.of(gaussian, product);
      double trace = 0;
      for (int i = 0; i < n - zeros; i++) {
        trace += rotation.at(i, i) * (1 - (1 - smallest) * i / n);
      }
      for (int level = 0; level < exceed.length; level++) {
        exceed[level] += trace >= 0.5 + 0.75 * level ? 1 : 0;
      }
    }
    for (int level = 0; level < exceed.length; level++) {
      double t = 0.5 + 0.75 * level;
      assertThat((double) exceed[level] / draws).isLessThanOrEqualTo(Math.exp(-t * t / 2) + 0.02);
    }
  }

  @Test
  void polarFactorAndMatchingAgreeWithSciPy() throws Exception {
    FloatMatrix own = Reference.sines(60, 12, 0.1);
    FloatMatrix other = Reference.sines(60, 12, 0.1);
    FloatMatrix noise = Reference.sines(60, 12, 2.0);
    for (int i = 0; i < 720; i++) {
      other.values()[i] += 3 * noise.values()[i];
    }
    FloatMatrix moment =
        CrossMoment.of(TestRows.of(own), TestRows.of(other), SharedRows.inOrder(60, "row"), product)
            .moment();
    FloatMatrix polar = PolarContraction.of(moment, product);
    double trace = 0;
    for (int i = 0; i < 12; i++) {
      trace += polar.at(i, i);
    }
    assertThat(trace).isCloseTo(Reference.value("trace.inOrder"), within(1e-3));
    assertThat(SignedMatching.of(polar, new SplittableRandom(3)).sum())
        .isCloseTo(Reference.value("trace.matched"), within(1e-3));
  }

  @Test
  void momentsInRangesOfChannelsHaveTheBitsOfTheWhole() throws Exception {
    ResidualRows own = TestRows.of(Reference.sines(700, 37, 0.3));
    ResidualRows other = TestRows.of(Reference.sines(700, 29, 1.7));
    SharedRows rows = SharedRows.inOrder(700, "row");
    CrossMoment whole = CrossMoment.of(own, other, rows, product);
    var ranges = new ArrayList<CrossMoment>();
    for (int[] range : new int[][] {{0, 9}, {9, 10}, {10, 37}}) {
      ranges.add(CrossMoment.of(own, other, rows, range[0], range[1], product));
    }
    CrossMoment joined = CrossMoment.joined(ranges);
    assertThat(joined.moment().values()).isEqualTo(whole.moment().values());
    assertThat(joined.subjectMean()).isEqualTo(whole.subjectMean());
    assertThat(joined.referenceMean()).isEqualTo(whole.referenceMean());
  }

  @Test
  void onlyLargeMomentsAreWorthSeveralPieces() {
    assertThat(PolarTraceTest.ranges(32_000, 1_024, 1_024)).isEqualTo(1);
    assertThat(PolarTraceTest.ranges(100_000, 2_048, 1_024)).isEqualTo(2);
    assertThat(PolarTraceTest.ranges(100_000, 5_120, 5_120)).isEqualTo(4);
  }
}
