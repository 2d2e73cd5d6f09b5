package org.gwageo.lineage.independence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.gwageo.lineage.anatomy.Anatomy;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.gwageo.lineage.independence.NeuronBlock.Scalar;
import org.junit.jupiter.api.Test;

class NeuronSumsTests {

  private static final int CHANNELS = 1037;
  private static final int NEURONS = 301;

  private final SplittableRandom random = new SplittableRandom(1);
  private final float[] gate = draw(NEURONS * 1056);
  private final float[] up = draw(NEURONS * 1056);
  private final float[] down = draw(1056 * NEURONS);
  private final float[] gain = draw(1056);

  /** Channels of the next model; its matrices are the beginnings of those above. */
  private int channelCount = CHANNELS;

  @Test
  void vectorsAndScalarsGiveTheSameBits() {
    var vectors = new float[NeuronSums.SUMS];
    var scalars = new float[NeuronSums.SUMS];
    var arranged = new float[1024];
    var expected = new float[1024];
    for (int count = 0; count <= 1024; count += 128) {
      NeuronLanes.products(gate, up, down, 3, count, vectors);
      NeuronSums.products(gate, up, down, 3, count, scalars);
      assertThat(vectors).isEqualTo(scalars);
      NeuronLanes.arrange(gate, count, gain, 0, arranged);
      NeuronSums.arrange(gate, 0, count, gain, 0, expected);
      assertThat(arranged).isEqualTo(expected);
    }
  }

  @Test
  void sumsAreThoseOfTheFoldedRowsAndColumns() throws Exception {
    NeuronBlock block = read(List.of("gate", "up", "down", "norm"));
    for (int k = 0; k < NEURONS; k++) {
      double gg = 0;
      double uu = 0;
      double dd = 0;
      double gd = 0;
      double gu = 0;
      for (int c = 0; c < CHANNELS; c++) {
        double g = (double) gate[k * CHANNELS + c] * gain[c];
        double u = (double) up[k * CHANNELS + c] * gain[c];
        double d = down[c * NEURONS + k];
        gg += g * g;
        uu += u * u;
        dd += d * d;
        gd += g * d;
        gu += g * u;
      }
      assertThat(value(block, Scalar.GATE_LENGTH, k)).isCloseTo(Math.sqrt(gg), within(1e-5));
      assertThat(value(block, Scalar.UP_DOWN_LENGTH, k))
          .isCloseTo(Math.sqrt(uu) * Math.sqrt(dd), within(1e-3));
      assertThat(value(block, Scalar.GATE_UP_COSINE, k))
          .isCloseTo(gu / Math.sqrt(gg * uu), within(1e-7));
      assertThat(value(block, Scalar.GATE_DOWN_COSINE, k))
          .isCloseTo(gd / Math.sqrt(gg * dd), within(1e-7));
    }
  }

  @Test
  void theOrderInWhichBandsAreReadChangesNoBit() throws Exception {
    Tower tower = tower(List.of("gate", "up", "down", "norm"));
    NeuronSums backwards = sums(tower);
    assertThat(backwards.bands()).isEqualTo(2);
    var room = new NeuronSums.Room();
    backwards.read(1, room);
    backwards.read(0, room);
    NeuronBlock expected = read(List.of("gate", "up", "down", "norm"));
    NeuronBlock actual = backwards.block(null);
    for (Scalar scalar : expected.scalars().keySet()) {
      assertThat(actual.scalars().get(scalar)).isEqualTo(expected.scalars().get(scalar));
    }
  }

  @Test
  void halfPrecisionReadAsItLiesGivesTheBitsOfItsFloats() throws Exception {
    for (int channels : new int[] {CHANNELS, 1056, 32}) {
      channelCount = channels;
      for (List<String> names :
          List.of(List.of("gate", "up", "down", "norm", "half"), List.of("up", "down", "half"))) {
        NeuronBlock asHalves = read(names);
        for (float[] values : List.of(gate, up, down, gain)) {
          round(values);
        }
        NeuronBlock asFloats = read(names.subList(0, names.size() - 1));
        for (Scalar scalar : asFloats.scalars().keySet()) {
          assertThat(asHalves.scalars().get(scalar)).isEqualTo(asFloats.scalars().get(scalar));
        }
      }
    }
  }

  @Test
  void isToldWhatComesNextUntilTheBandIsRead() throws Exception {
    for (int channels : new int[] {CHANNELS, 1056}) {
      channelCount = channels;
      NeuronSums sums = sums(tower(List.of("gate", "up", "down", "half")));
      var room = new NeuronSums.Room();
      var told = new ArrayList<Integer>();
      sums.read(1, room, told::add);
      assertThat(told).isSorted().doesNotHaveDuplicates().endsWith(NEURONS - 256);
    }
  }

  @Test
  void weightsWhoseSquaresLeaveTheFloatsHaveTheSameCosines() throws Exception {
    NeuronBlock plain = read(List.of("gate", "up", "down"));
    for (double scale : new double[] {0x1p-70, 0x1p70}) {
      for (float[] values : List.of(gate, up, down)) {
        for (int i = 0; i < values.length; i++) {
          values[i] *= (float) scale;
        }
      }
      NeuronBlock scaled = read(List.of("gate", "up", "down"));
      assertThat(scaled.dead().isEmpty()).isTrue();
      for (int k = 0; k < NEURONS; k++) {
        assertThat(value(scaled, Scalar.GATE_DOWN_COSINE, k))
            .isCloseTo(value(plain, Scalar.GATE_DOWN_COSINE, k), within(1e-7));
        assertThat(value(scaled, Scalar.GATE_LENGTH, k) / scale)
            .isCloseTo(value(plain, Scalar.GATE_LENGTH, k), within(1e-5));
      }
      for (float[] values : List.of(gate, up, down)) {
        for (int i = 0; i < values.length; i++) {
          values[i] /= (float) scale;
        }
      }
    }
  }

  @Test
  void anMlpWithoutAGateHasItsOwnScalars() throws Exception {
    NeuronBlock block = read(List.of("up", "down"));
    assertThat(block.scalars())
        .containsOnlyKeys(Scalar.UP_DOWN_COSINE, Scalar.UP_LENGTH, Scalar.DOWN_LENGTH);
    double squares = 0;
    for (int c = 0; c < CHANNELS; c++) {
      squares += (double) up[5 * CHANNELS + c] * up[5 * CHANNELS + c];
    }
    assertThat(value(block, Scalar.UP_LENGTH, 5)).isCloseTo(Math.sqrt(squares), within(1e-5));
  }

  @Test
  void neuronsWithoutWeightAreDeadAndInfinitiesRefused() throws Exception {
    Arrays.fill(up, 7 * CHANNELS, 8 * CHANNELS, 0);
    assertThat(read(List.of("gate", "up", "down")).dead().stream()).containsExactly(7);
    gate[300 * CHANNELS] = Float.NEGATIVE_INFINITY;
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> read(List.of("gate", "up", "down")))
        .withMessageStartingWith("neuron 300 of ");
  }

  private static double value(NeuronBlock block, Scalar scalar, int neuron) {
    return Objects.requireNonNull(block.scalars().get(scalar))[neuron];
  }

  private NeuronBlock read(Collection<String> tensors) throws CheckpointException {
    NeuronSums sums = sums(tower(tensors));
    var room = new NeuronSums.Room();
    for (int i = 0; i < sums.bands(); i++) {
      sums.read(i, room);
    }
    return sums.block(null);
  }

  private static NeuronSums sums(Tower tower) throws CheckpointException {
    Part up = tower.part(Role.UP, 0, Place.NONE).orElseThrow();
    return NeuronSums.of(tower, up, tower.part(Role.DOWN, 0, Place.NONE).orElseThrow());
  }

  private Tower tower(Collection<String> names) throws CheckpointException {
    var tensors = new ArrayList<StoredTensor>();
    String mlp = "model.layers.0.mlp.";
    ElementType type = names.contains("half") ? ElementType.BF16 : ElementType.F32;
    long d = channelCount;
    long h = NEURONS;
    if (names.contains("gate")) {
      tensors.add(tensor(mlp + "gate_proj.weight", type, List.of(h, d), gate));
    }
    tensors.add(tensor(mlp + "up_proj.weight", type, List.of(h, d), up));
    tensors.add(tensor(mlp + "down_proj.weight", type, List.of(d, h), down));
    if (names.contains("norm")) {
      tensors.add(tensor("model.layers.0.post_attention_layernorm.weight", type, List.of(d), gain));
    }
    return Anatomy.of(tensors, false).tower(Place.TEXT).orElseThrow();
  }

  private static StoredTensor tensor(
      String name, ElementType type, List<Long> shape, float[] values) {
    int count = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    return StoredTensor.of(name, type, shape, Arrays.copyOf(values, count));
  }

  private static void round(float[] values) {
    StoredTensor halves =
        StoredTensor.of("x", ElementType.BF16, List.of((long) values.length), values);
    System.arraycopy(halves.toFloats(), 0, values, 0, values.length);
  }

  private float[] draw(int count) {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
