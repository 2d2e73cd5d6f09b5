package org.gwageo.lineage.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.junit.jupiter.api.Test;

class TallyTests {

  private final SplittableRandom random = new SplittableRandom(1);

  @Test
  void vectorsScalarsAndHalvesGiveTheSameBits() {
    for (int count : new int[] {0, 1, 31, 32, 33, 400, 2047, 2048, 2081, 4095, 4096}) {
      StoredTensor halves = halves(count, 1);
      float[] values = halves.toFloats();
      NumberSums scalars = of(values, false);
      assertThat(of(values, true)).isEqualTo(scalars);
      var tally = new Tally(true);
      tally.clear();
      tally.addHalves(halves.bytes(), 0, count);
      assertThat(tally.total()).isEqualTo(scalars);
      assertThat(scalars.count()).isEqualTo(count);
    }
  }

  @Test
  void aBlockInPiecesIsTheBlock() {
    StoredTensor halves = halves(5000, 1);
    var tally = new Tally();
    tally.clear();
    tally.addHalves(halves.bytes(), 0, 512);
    tally.addHalves(halves.bytes(), 1024, 3584);
    tally.addHalves(halves.bytes(), 8192, 904);
    assertThat(tally.total()).isEqualTo(of(halves.toFloats(), true));
  }

  @Test
  void aRunThatIsHashedTooGivesTheBitsOfBoth() {
    StoredTensor halves = halves(3 * 2048 + 700, 1);
    int length = 2 * (3 * 2048 + 700);
    halves.bytes().asSlice(4096, 300).fill((byte) 0);
    var apart = new long[2];
    new Xxh128(false).hash(halves.bytes(), 0, length, apart, 0);
    var tally = new Tally(true);
    tally.clear();
    var hash = new Xxh128(true);
    hash.start();
    tally.addRun(halves.bytes(), 0, hash);
    tally.addRun(halves.bytes(), 4096, hash);
    tally.addRun(halves.bytes(), 8192, hash);
    hash.add(halves.bytes(), 12288);
    tally.addHalves(halves.bytes(), 12288, 700);
    var together = new long[2];
    hash.finish(halves.bytes(), 0, length, together, 0);
    assertThat(together).isEqualTo(apart);
    assertThat(tally.total()).isEqualTo(of(halves.toFloats(), false));
    assertThat(tally.total().zeros()).isGreaterThanOrEqualTo(150);
  }

  @Test
  void sumsAreThoseOfTheNumbers() {
    float[] values = halves(4096, 1).toFloats();
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    NumberSums sums = of(values, true);
    assertThat(sums.sum()).isCloseTo(sum, within(1e-4));
    assertThat(sums.squares()).isCloseTo(squares, within(1e-6 * squares));
  }

  @Test
  void blocksThatFloatsCannotHoldAreAddedUpInDoubles() {
    for (float scale : new float[] {1e-30f, 1e30f}) {
      StoredTensor halves = halves(4096, scale);
      double squares = 0;
      for (float value : halves.toFloats()) {
        squares += (double) value * value;
      }
      var pass = new TensorPass(halves, "");
      pass.read(0, new TensorPass.Room());
      NumberSums sums = pass.print().sums();
      assertThat(sums.squares()).isCloseTo(squares, within(1e-12 * squares));
      assertThat(sums.infinite()).isZero();
    }
  }

  @Test
  void countsZerosAndWhatIsNoFiniteNumber() {
    float[] values = {1, 0, -0f, 3, Float.NaN, Float.POSITIVE_INFINITY};
    var tally = new Tally();
    tally.clear();
    tally.add(values, 6);
    assertThat(tally.precise()).isFalse();
    tally.clear();
    tally.addExactly(values, 6);
    assertThat(tally.total().zeros()).isEqualTo(2);
    assertThat(tally.total().infinite()).isEqualTo(2);
    NumberSums finite = of(new float[] {1, 0, -0f, 3}, true);
    assertThat(finite.zeros()).isEqualTo(2);
    assertThat(finite.mean()).isEqualTo(1);
    assertThat(finite.length()).isCloseTo(Math.sqrt(10), within(1e-15));
    assertThat(finite.variance()).isCloseTo(1.5, within(1e-15));
  }

  private static NumberSums of(float[] values, boolean vectors) {
    var tally = new Tally(vectors);
    tally.clear();
    tally.add(values, values.length);
    return tally.total();
  }

  private StoredTensor halves(int count, float scale) {
    var values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextInt(5) == 0 ? 0 : (float) random.nextGaussian() * scale;
    }
    return StoredTensor.of("x", ElementType.BF16, List.of((long) count), values);
  }
}
