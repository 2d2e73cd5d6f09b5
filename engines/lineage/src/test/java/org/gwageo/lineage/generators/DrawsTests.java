package org.gwageo.lineage.generators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reference numbers: PyTorch 2.15 on a processor, published output of 2.2 on a graphics card. */
class DrawsTests {

  @Test
  void wordsAreThoseOfTheStandard() {
    var twister = new MersenneTwister(5489);
    assertThat(Integer.toUnsignedLong(twister.word())).isEqualTo(3_499_211_612L);
    for (int i = 2; i < 10_000; i++) {
      twister.word();
    }
    assertThat(Integer.toUnsignedLong(twister.word())).isEqualTo(4_123_659_995L);
  }

  @Test
  void normalNumbersOfAProcessorAreThoseOfPyTorch() {
    assertStart(
        DrawnNumbers.of(Generator.TORCH_CPU_NORMAL, 42, 0, 20),
        1.9269153,
        1.4872841,
        0.9007172,
        -2.105521,
        0.6784185,
        -1.2345449,
        -0.0430675,
        -1.6046669,
        -0.7521353,
        1.648723,
        -0.3924786,
        -1.4036071,
        -0.7278813,
        -0.5594302,
        -0.7688389,
        0.7624454,
        1.6423169,
        -0.1595975,
        -0.4973975,
        0.4395893);
    assertStart(
        DrawnNumbers.of(Generator.TORCH_CPU_NORMAL, 0, 0, 16),
        -1.1258398,
        -1.1523602,
        -0.2505786,
        -0.4338788,
        0.8487104,
        0.6920092,
        -0.3160128);
    assertStart(
        DrawnNumbers.of(Generator.TORCH_CPU_NORMAL, 123_456_789_012L, 0, 16),
        -0.3533599,
        -0.2634964,
        -1.3733619,
        -3.3606706);
  }

  @Test
  void aLaterTensorStandsWhereTheOnesBeforeItEnd() {
    float[] uniform = DrawnNumbers.of(Generator.TORCH_CPU_UNIFORM, 42, 48, 32);
    for (int i = 0; i < uniform.length; i++) {
      uniform[i] /= (float) Math.sqrt(3);
    }
    assertStart(uniform, 0.507835, -0.6095051, -0.9899085, -0.3863605);
    float[] normal = DrawnNumbers.of(Generator.TORCH_CPU_NORMAL, 42, 80, 80);
    for (int i = 0; i < normal.length; i++) {
      normal[i] *= 0.02f;
    }
    assertStart(normal, 0.00021736, -0.00677485, -0.02681359, -0.01170741);
  }

  @Test
  void normalNumbersOfAGraphicsCardAreThoseOfPyTorch() {
    float[] drawn = DrawnNumbers.of(Generator.TORCH_CUDA_NORMAL, 0, 0, 16);
    double[] published = {
      -0.9247, -0.4253, -2.6438, 0.1452, -0.1209, -0.5797, -0.6229, -0.3284,
      -1.0745, -0.3631, -1.6711, 2.2655, 0.3117, -0.1842, 1.2866, 1.1820
    };
    for (int i = 0; i < published.length; i++) {
      assertThat((double) drawn[i]).isCloseTo(published[i], within(5.1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Generator.class)
  void againstFixedWeightsTheSumIsStandardNormal(Generator generator) {
    var random = new SplittableRandom(3);
    var weights = new double[512];
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextDouble() * random.nextDouble() - 0.1;
      squares += weights[i] * weights[i];
    }
    int places = 2000;
    double sum = 0;
    double sumOfSquares = 0;
    for (int place = 0; place < places; place++) {
      float[] drawn = DrawnNumbers.of(generator, place, 16L * (place % 7), weights.length);
      double z = 0;
      for (int i = 0; i < weights.length; i++) {
        z += weights[i] * drawn[i];
      }
      z /= Math.sqrt(squares);
      sum += z;
      sumOfSquares += z * z;
    }
    assertThat(sum / places).isCloseTo(0, within(0.09));
    assertThat(sumOfSquares / places).isCloseTo(1, within(0.13));
  }

  @Test
  void tailsAreThoseOfTheLaws() {
    assertThat(Generator.TORCH_CUDA_NORMAL.log10Tail(6)).isCloseTo(-9.0059, within(1e-3));
    assertThat(Generator.TORCH_CPU_UNIFORM.log10Tail(6)).isCloseTo(-2.6058, within(1e-3));
    assertThat(Generator.TORCH_CPU_UNIFORM.log10Tail(-1)).isZero();
  }

  @Test
  void placesThatNobodyKnowsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DrawnNumbers.of(Generator.TORCH_CPU_NORMAL, 1, 8, 16))
        .withMessage("a place in the stream is a multiple of 16, not 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DrawnNumbers.of(Generator.TORCH_CUDA_NORMAL, 1, 0, 50_000))
        .withMessageContaining("the first 40960 are known, not 50000");
  }

  private static void assertStart(float[] drawn, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) drawn[i]).isCloseTo(expected[i], within(1e-6));
    }
  }
}
