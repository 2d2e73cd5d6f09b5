package org.gwageo.nano.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrecisionTests {
  private static final String NAME = "model.embed_tokens.weight";
  private final Specimen model = Samples.dense(1);

  @ParameterizedTest
  @CsvSource({"BF16, 0.0005, 0.003", "FP8, 0.01, 0.04", "INT8, 0.002, 0.02", "INT4, 0.03, 0.15"})
  void losesAsMuchAsItsBitsSay(Precision precision, double least, double most) {
    Tensor rounded = precision.roundTrip(model).tensor(NAME);
    double error = rounded.with(model.tensor(NAME), (a, b) -> a - b).scale();
    assertThat(error / model.tensor(NAME).scale()).isBetween(least, most);
  }

  @ParameterizedTest
  @CsvSource({
    "448, 448",
    "17, 16",
    "19, 20",
    "0.0625, 0.0625",
    "1.0625, 1",
    "1.19, 1.25",
    "0.001, 0.001953125"
  })
  void eightBitFloatsHaveThreeBitsOfMantissa(float value, float wanted) {
    // The largest value fixes the scale at 1.
    var pair = new Tensor(List.of(1, 2), new float[] {448, value});
    Tensor rounded = Precision.FP8.roundTrip(model.with(NAME, pair)).tensor(NAME);
    assertThat(rounded.values()[1]).isCloseTo(wanted, within(1e-9f));
  }

  @Test
  void leavesNormGainsAsTheyAre() {
    Specimen rounded = Precision.INT4.roundTrip(model);
    assertThat(rounded.tensor(Specimen.FINAL_NORM)).isSameAs(model.tensor(Specimen.FINAL_NORM));
  }

  @Test
  void noiseIsMeasuredInTheSpreadOfEachMatrix() {
    Tensor noisy = Precision.noisy(model, 2, 4).tensor(NAME);
    double noise = noisy.with(model.tensor(NAME), (a, b) -> a - b).scale();
    assertThat(noise / model.tensor(NAME).scale()).isBetween(1.85, 2.15);
  }
}
