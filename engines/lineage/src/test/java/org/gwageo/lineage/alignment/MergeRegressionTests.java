package org.gwageo.lineage.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.junit.jupiter.api.Test;

class MergeRegressionTests {

  private final TinyModel first = TinyModel.random(1);
  private final TinyModel second = TinyModel.random(2);

  private static MergeRegression fit(TinyModel subject, TinyModel... references)
      throws CheckpointException {
    var towers = new ArrayList<Tower>();
    for (TinyModel reference : references) {
      towers.add(reference.tower());
    }
    return MergeRegression.of(subject.tower(), towers, List.of(), 7);
  }

  @Test
  void nonNegativeFitAgreesWithSciPy() throws IOException {
    FloatMatrix a = Reference.sines(200, 4, 0.9);
    FloatMatrix noise = Reference.sines(200, 1, 4.0);
    var gram = new double[4][4];
    var with = new double[4];
    for (int row = 0; row < 200; row++) {
      double y =
          0.6 * a.at(row, 0) + 0.3 * a.at(row, 2) - 0.4 * a.at(row, 3) + 0.1 * noise.at(row, 0);
      for (int i = 0; i < 4; i++) {
        with[i] += y * a.at(row, i);
        for (int j = 0; j < 4; j++) {
          gram[i][j] += a.at(row, i) * a.at(row, j);
        }
      }
    }
    double[] shares = NonNegativeFit.of(gram, with);
    for (int i = 0; i < 4; i++) {
      assertThat(shares[i]).isCloseTo(Reference.value("nnls." + i), within(1e-5));
    }
  }

  @Test
  void equalReferencesDoNotBreakTheFit() {
    double[] shares = NonNegativeFit.of(new double[][] {{2, 2}, {2, 2}}, new double[] {1, 1});
    assertThat(shares[0] + shares[1]).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void recoversTheSharesOfAMerge() throws CheckpointException {
    MergeRegression merge = fit(first.mixed(0.7, second, 0.3).perturbed(0.05, 3), first, second);
    for (MergeRegression.Kind kind : merge.kinds()) {
      assertThat(kind.shares().get(0)).isCloseTo(0.7, within(0.02));
      assertThat(kind.shares().get(1)).isCloseTo(0.3, within(0.02));
      assertThat(kind.spread().get(0)).isLessThan(0.02);
      assertThat(kind.explained()).isGreaterThan(0.97);
    }
    assertThat(merge.merged()).contains(List.of(0, 1));
    assertThat(merge.contributions()).allSatisfy(c -> assertThat(c.z()).isGreaterThan(30));
  }

  @Test
  void findsASmallShareAndLeavesOutAReferenceWithoutOne() throws CheckpointException {
    MergeRegression merge =
        fit(first.mixed(0.9, second, 0.1).perturbed(0.2, 3), first, TinyModel.random(5), second);
    assertThat(merge.merged()).contains(List.of(0, 2));
    assertThat(merge.contributions().get(1).log10p()).isGreaterThan(-3);
    assertThat(merge.contributions().get(1).share()).isLessThan(0.05);
  }

  @Test
  void aModelOfOneParentIsNoMerge() throws CheckpointException {
    MergeRegression merge = fit(first.perturbed(0.5, 3), first, second);
    assertThat(merge.contributions().getFirst().log10p()).isLessThan(-100);
    assertThat(merge.merged()).isEmpty();
  }

  @Test
  void tellsSiblingsOfOneBaseApart() throws CheckpointException {
    TinyModel left = first.perturbed(0.3, 11);
    TinyModel right = first.perturbed(0.3, 12);
    MergeRegression merge = fit(left.mixed(0.5, right, 0.5), left, right);
    assertThat(merge.merged()).contains(List.of(0, 1));
    MergeRegression third = fit(left.perturbed(0.1, 13), left, right);
    assertThat(third.contributions().get(1).log10p()).isGreaterThan(-3);
  }

  @Test
  void contributionsOfUnrelatedModelsAreStandardNormal() throws CheckpointException {
    double sum = 0;
    double squares = 0;
    int fits = 20;
    for (int seed = 0; seed < fits; seed++) {
      MergeRegression merge =
          fit(
              TinyModel.structured(100 + seed),
              TinyModel.structured(400 + seed),
              TinyModel.structured(700 + seed));
      assertThat(merge.merged()).isEmpty();
      double z = merge.contributions().getFirst().z();
      sum += z;
      squares += z * z;
    }
    assertThat(sum / fits).isCloseTo(0, within(0.75));
    assertThat(squares / fits).isBetween(0.35, 2.0);
  }

  @Test
  void alignsReferencesWhoseChannelsStandInAnotherOrder() throws CheckpointException {
    TinyModel merged = first.mixed(0.5, second, 0.5);
    TinyModel moved = second.withShuffledChannels(5);
    var tokens =
        PolarTraceTest.of(second.tower(), TinyModel.ids(), moved.tower(), TinyModel.ids(), 7);
    MergeRegression merge =
        MergeRegression.of(
            merged.tower(),
            List.of(first.tower(), moved.tower()),
            List.of(
                ChannelAlignment.identity(TinyModel.CHANNELS), tokens.alignment().orElseThrow()),
            7);
    assertThat(merge.merged()).contains(List.of(0, 1));
  }

  @Test
  void saysWhatCannotBeFitted() throws CheckpointException {
    MergeRegression narrow = fit(first, second, TinyModel.random(3, 64, TinyModel.NEURONS, 4, 600));
    assertThat(narrow.kinds()).isEmpty();
    assertThat(narrow.skipped()).singleElement().asString().contains("reference 1").contains("64");
    assertThatThrownBy(() -> fit(first, second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 to 8");
  }
}
