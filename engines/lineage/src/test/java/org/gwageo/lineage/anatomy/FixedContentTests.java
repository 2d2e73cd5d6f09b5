package org.gwageo.lineage.anatomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedContentTests {

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int CHANNELS = 96;
  private static final String POSITIONS = "model.encoder.embed_positions.weight";

  /** The value at a position and channel. */
  private interface Formula {
    double at(int position, int channel);
  }

  private static StoredTensor table(String name, int positions, Formula formula) {
    var values = new float[positions * CHANNELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) formula.at(i / CHANNELS, i % CHANNELS);
    }
    return StoredTensor.of(
        name, ElementType.F32, List.of((long) positions, (long) CHANNELS), values);
  }

  private static Role role(StoredTensor tensor) throws Exception {
    var words = Tensors.rows("model.embed_tokens.weight", 8, CHANNELS);
    return Tensors.anatomy("{}", words, tensor).parts().values().stream()
        .filter(part -> part.stored().name().equals(tensor.name()))
        .findFirst()
        .orElseThrow()
        .place()
        .role();
  }

  /** Sines and cosines of one channel after the other, as in Vaswani et al. 2017. */
  private static double inPairs(int position, int channel) {
    double angle = position * Math.pow(10_000, -(channel / 2) * 2.0 / CHANNELS);
    return channel % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
  }

  /** Sines first, then cosines, the last of frequency 1/10000, as Whisper has them. */
  private static double inHalves(int position, int channel) {
    int half = CHANNELS / 2;
    double angle = position * Math.exp(-Math.log(10_000) / (half - 1) * (channel % half));
    return channel < half ? Math.sin(angle) : Math.cos(angle);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64, 257, 1500})
  void tablesOfSinusoidsAreFixed(int positions) throws Exception {
    assertThat(role(table(POSITIONS, positions, FixedContentTests::inPairs)))
        .isEqualTo(Role.FIXED_POSITION);
    assertThat(role(table(POSITIONS, positions, FixedContentTests::inHalves)))
        .isEqualTo(Role.FIXED_POSITION);
  }

  @Test
  void anOffsetPaddingAndCoarseNumbersDoNotHideThem() throws Exception {
    Formula padded = (t, c) -> t < 2 ? 0 : Float.float16ToFloat(half(inHalves(t + 5, c)));
    assertThat(role(table(POSITIONS, 300, padded))).isEqualTo(Role.FIXED_POSITION);
  }

  private static short half(double value) {
    return Float.floatToFloat16((float) value);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 0.3})
  void trainingFromSinusoidsLeavesThemVisible(double noise) throws Exception {
    var random = new SplittableRandom(4);
    Formula trained = (t, c) -> inHalves(t, c) + noise * random.nextGaussian();
    assertThat(role(table(POSITIONS, 512, trained))).isEqualTo(Role.FIXED_POSITION);
  }

  @ParameterizedTest
  @CsvSource({"8, 8, 0", "14, 14, 1", "12, 101, 2", "16, 16, 5"})
  void tablesOverAGridAreFixed(int height, int width, int tokens) throws Exception {
    Formula grid =
        (t, c) -> {
          int cell = t - tokens;
          int along = c < CHANNELS / 2 ? cell % width : cell / width;
          int quarter = CHANNELS / 4;
          double angle = along * Math.pow(10_000, -(c % quarter) / (double) quarter);
          return cell < 0 ? 0 : c / quarter % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
        };
    assertThat(role(table("encoder.pos_embed", tokens + height * width, grid)))
        .isEqualTo(Role.FIXED_POSITION);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64, 100, 256, 1024})
  void learnedTablesAreNot(int positions) throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      var random = new SplittableRandom(seed);
      assertThat(role(table(POSITIONS, positions, (t, c) -> random.nextGaussian())))
          .isEqualTo(Role.POSITION);
      assertThat(role(table(POSITIONS, positions, smooth(positions, random))))
          .as("smooth, seed %s", seed)
          .isEqualTo(Role.POSITION);
      assertThat(role(table(POSITIONS, positions, walk(positions, random))))
          .as("walk, seed %s", seed)
          .isEqualTo(Role.POSITION);
    }
  }

  /** A few slow waves of random phase a channel, as learned tables of language models look. */
  private static Formula smooth(int positions, SplittableRandom random) {
    var waves = new double[CHANNELS][9];
    for (double[] wave : waves) {
      for (int i = 0; i < wave.length; i++) {
        wave[i] = random.nextGaussian();
      }
    }
    return (t, c) -> {
      double sum = 0;
      for (int k = 0; k < 4; k++) {
        double angle = 2 * Math.PI * (k + 1) * t / positions;
        sum += waves[c][2 * k] * Math.sin(angle) + waves[c][2 * k + 1] * Math.cos(angle);
      }
      return sum + waves[c][8] * t / positions;
    };
  }

  private static Formula walk(int positions, SplittableRandom random) {
    var sums = new double[positions][CHANNELS];
    for (int t = 1; t < positions; t++) {
      for (int c = 0; c < CHANNELS; c++) {
        sums[t][c] = sums[t - 1][c] + random.nextGaussian();
      }
    }
    return (t, c) -> sums[t][c];
  }

  @Test
  void indicesAndMasksAreFixedAndCodesAreNot() throws Exception {
    IntFunction<StoredTensor> numbers =
        step -> {
          var bytes = MemorySegment.ofArray(new byte[64 * 64 * Long.BYTES]);
          for (int i = 0; i < 64 * 64; i++) {
            bytes.setAtIndex(LONG, i, i % 64L * step);
          }
          return new StoredTensor("swin.index", ElementType.I64, List.of(64L, 64L), bytes);
        };
    assertThat(role(numbers.apply(1))).isEqualTo(Role.FIXED);
    assertThat(role(numbers.apply(1 << 20))).isEqualTo(Role.UNKNOWN);
    assertThat(role(Tensors.rows("h.0.attn.bias", 16, 16))).isEqualTo(Role.FIXED);
    assertThat(role(Tensors.rows("model.rotary_emb.inv_freq", 1, 16))).isEqualTo(Role.FIXED);
  }

  /** A tensor of an audio tower under a name that says nothing. */
  private static StoredTensor sound(ElementType type, int rows, int columns, Formula formula) {
    var values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) formula.at(i / columns, i % columns);
    }
    var shape = List.of((long) rows, 1L, (long) columns);
    return StoredTensor.of("audio_tower.features.fb", type, shape, values);
  }

  /** Triangles of equal width over a scale that grows with the frequency, as mel filters. */
  private static double filter(int frequency, int filter) {
    double mel = 20 * Math.log1p(frequency / 12.0);
    return Math.max(0, 1 - Math.abs(mel - filter - 1));
  }

  private static double window(int sample, int length) {
    return 0.5 - 0.5 * Math.cos(2 * Math.PI * sample / length);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "BF16"})
  void banksOfFiltersAndFourierBasesAreFixed(ElementType type) throws Exception {
    assertThat(role(sound(type, 257, 60, FixedContentTests::filter))).isEqualTo(Role.FIXED);
    assertThat(role(sound(type, 60, 257, (f, t) -> filter(t, f)))).isEqualTo(Role.FIXED);
    Formula cosines = (k, n) -> window(n, 400) * Math.cos(2 * Math.PI * k * n / 400);
    Formula sines = (k, n) -> window(n, 400) * Math.sin(2 * Math.PI * k * n / 400);
    assertThat(role(sound(type, 201, 400, cosines))).isEqualTo(Role.FIXED);
    assertThat(role(sound(type, 201, 400, sines))).isEqualTo(Role.FIXED);
    assertThat(role(sound(type, 400, 201, (n, k) -> cosines.at(k, n)))).isEqualTo(Role.FIXED);
    Formula both = (k, n) -> k < 201 ? cosines.at(k, n) : sines.at(k - 201, n);
    assertThat(role(sound(type, 402, 400, both))).isEqualTo(Role.FIXED);
  }

  @ParameterizedTest
  @ValueSource(floats = {0, Float.NEGATIVE_INFINITY, -65504})
  void masksOfLaterTokensAreFixed(float hidden) throws Exception {
    Formula upTo = (r, c) -> c <= r ? 1 : hidden;
    Formula from = (r, c) -> c > r ? hidden : 0.5;
    Formula ragged = (r, c) -> c <= r + (r == 40 ? 1 : 0) ? 1 : hidden;
    assertThat(role(sound(ElementType.F32, 64, 64, upTo))).isEqualTo(Role.FIXED);
    assertThat(role(sound(ElementType.F32, 64, 64, from))).isEqualTo(Role.FIXED);
    assertThat(role(sound(ElementType.F32, 64, 64, ragged))).isEqualTo(Role.AUDIO);
  }

  @Test
  void learnedMatricesOfSoundAreNot() throws Exception {
    var random = new SplittableRandom(8);
    Formula sparse = (r, c) -> Math.max(0, random.nextGaussian() - 1);
    Formula learned = (r, c) -> filter(r, c) + 0.01 * random.nextGaussian();
    Formula wavy = (k, n) -> Math.cos(2 * Math.PI * k * n / 400) + 0.05 * random.nextGaussian();
    for (Formula formula : List.of(sparse, learned, wavy)) {
      assertThat(role(sound(ElementType.F32, 257, 60, formula))).isEqualTo(Role.AUDIO);
    }
  }

  @Test
  void namesThatOnlyResembleThoseOfTablesAreLeftToTheTests() throws Exception {
    var random = new SplittableRandom(3);
    for (String name :
        List.of("channel_mixer.weight", "model.compose.weight", "rotary_encoder.stem.weight")) {
      var learned = table(name, 20, (t, c) -> random.nextGaussian());
      assertThat(role(learned)).as(name).isEqualTo(Role.UNKNOWN);
    }
  }

  @Test
  void aNameHidesNothingLarge() throws Exception {
    var random = new SplittableRandom(3);
    Formula learned = (t, c) -> random.nextGaussian();
    assertThat(role(table("model.rotary_emb.weight", 100, learned))).isEqualTo(Role.FIXED);
    assertThat(role(table("model.rotary_emb.weight", 50_000, learned))).isEqualTo(Role.UNKNOWN);
  }

  @Test
  void whatIsFixedIsSaid() throws Exception {
    var anatomy = Tensors.anatomy("{}", table(POSITIONS, 64, FixedContentTests::inHalves));
    assertThat(anatomy.remarks())
        .isEqualTo(Map.of(POSITIONS, "a table of sinusoids, as a formula sets it"));
    assertThat(anatomy.parts().firstEntry().getKey().component()).isEqualTo("fixed");
  }
}
