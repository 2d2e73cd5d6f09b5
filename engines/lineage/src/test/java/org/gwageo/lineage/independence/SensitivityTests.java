package org.gwageo.lineage.independence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensitivityTests {

  private static final Strength STRENGTH = new Strength(2);

  /** Shows from a fifth on and is beyond doubt from a half on. */
  private static double[] found(double fraction) {
    return new double[] {fraction >= 0.5 ? 12 : 5, fraction >= 0.2 ? -40 * fraction : -1};
  }

  @Test
  void fractionsTriedTogetherSayWhatFractionsInTurnSay() throws Exception {
    for (Family family : Family.values()) {
      Sensitivity inTurn =
          Sensitivity.measure("mlp", family, "neurons", STRENGTH, SensitivityTests::found);
      for (int together : new int[] {1, 4, 11, 100}) {
        assertThat(
                Sensitivity.measureTogether(
                    "mlp",
                    family,
                    "neurons",
                    STRENGTH,
                    together,
                    fractions -> fractions.stream().map(SensitivityTests::found).toList()))
            .isEqualTo(inTurn);
      }
    }
  }

  @Test
  void anExactFamilyHasBothThresholdsAndTheOthersOne() {
    Sensitivity exact =
        Sensitivity.measure("mlp", Family.T1, "neurons", STRENGTH, SensitivityTests::found);
    assertThat(exact.indicated()).isEqualTo(0.2);
    assertThat(exact.established()).isEqualTo(0.5);
    Sensitivity calibrated =
        Sensitivity.measure("mlp", Family.T3, "channels", STRENGTH, SensitivityTests::found);
    assertThat(calibrated.indicated()).isEqualTo(0.2);
    assertThat(calibrated.established()).isNaN();
  }

  @Test
  void nothingIsTriedThatCannotChangeTheResult() throws Exception {
    var tried = new ArrayList<Double>();
    Sensitivity.measure(
        "embedding",
        Family.T3,
        "channels",
        STRENGTH,
        fraction -> {
          tried.add(fraction);
          return found(fraction);
        });
    assertThat(tried).containsExactly(0.02, 0.05, 0.1, 0.15, 0.2);
    var together = new ArrayList<List<Double>>();
    Sensitivity.measureTogether(
        "embedding",
        Family.T3,
        "channels",
        STRENGTH,
        4,
        fractions -> {
          together.add(fractions);
          return fractions.stream().map(SensitivityTests::found).toList();
        });
    assertThat(together)
        .containsExactly(List.of(0.02, 0.05, 0.1, 0.15), List.of(0.2, 0.25, 0.3, 0.4));
  }

  @Test
  void whatNeverShowsHasNoThreshold() {
    Sensitivity none =
        Sensitivity.measure("mlp", Family.T1, "neurons", STRENGTH, fraction -> new double[] {0, 0});
    assertThat(none.indicated()).isNaN();
    assertThat(none.established()).isNaN();
  }
}
