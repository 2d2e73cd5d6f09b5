package org.gwageo.lineage.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.independence.NeuronBlock;
import org.gwageo.lineage.independence.NeuronBlock.Scalar;
import org.junit.jupiter.api.Test;

class RanksTests {

  @Test
  void equalValuesShareARankAndDeadNeuronsHaveNone() {
    var dead = new BitSet();
    dead.set(2);
    assertThat(ranks(new double[] {3, -1, -9, 0.0, 3, -0.0}, dead))
        .containsExactly(2, 0, 0, 1, 2, 1);
  }

  @Test
  void valuesThatDifferInTheirLastBitsAreTold() {
    var random = new SplittableRandom(1);
    var values = new double[3000];
    for (int i = 0; i < values.length; i++) {
      double value = i % 3 == 0 ? -0.25 : 1e-9;
      for (int up = random.nextInt(40); up > 0; up--) {
        value = Math.nextUp(value);
      }
      values[i] = i % 7 == 0 ? random.nextGaussian() : value;
    }
    double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
    double[] expected =
        Arrays.stream(values).map(value -> Arrays.binarySearch(distinct, value)).toArray();
    assertThat(ranks(values, new BitSet())).isEqualTo(expected);
  }

  private static double[] ranks(double[] values, BitSet dead) {
    var block =
        new NeuronBlock(
            new Place(Place.TEXT, Role.UP, 0, Place.NONE, ""),
            new TreeMap<>(Map.of(Scalar.UP_LENGTH, values)),
            dead);
    return Objects.requireNonNull(Ranks.of(block).scalars().get(Scalar.UP_LENGTH));
  }
}
