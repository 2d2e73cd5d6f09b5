package org.gwageo.lineage.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class DecodingTests {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      names = {
        "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q8_1", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K",
        "Q8_K", "IQ4_NL", "IQ4_XS", "TQ1_0", "TQ2_0", "MXFP4", "IQ1_S", "IQ1_M", "IQ2_XXS",
        "IQ2_XS", "IQ2_S", "IQ3_XXS", "IQ3_S"
      })
  void decodesBlocksAsTheReferenceDoes(ElementType type) {
    var entry = Reference.numbers("blocks").path(type.name());
    byte[] bytes = HexFormat.of().parseHex(entry.path("bytes").asString(""));
    float[] expected = Reference.floats(entry);
    var tensor =
        new StoredTensor("t", type, List.of((long) expected.length), MemorySegment.ofArray(bytes));
    assertThat(tensor.toFloats()).containsExactly(expected);
    assertThat(tensor.plain()).isFalse();
  }

  @Test
  void presentsQuantisedSafetensorsUnderTheirOwnNamesAndShapes() throws Exception {
    Path file = Reference.copy("quantised.safetensors", folder);
    try (var weights = Weights.open(file)) {
      assertThat(weights.unreadable()).isEmpty();
      var expected = Reference.numbers("quantised");
      assertThat(weights.tensors().keySet())
          .containsExactlyInAnyOrderElementsOf(expected.propertyNames());
      for (var entry : expected.properties()) {
        var tensor = weights.tensor(entry.getKey());
        assertThat(tensor.shape()).as(entry.getKey()).isEqualTo(shape(entry.getValue()));
        assertThat(tensor.toFloats())
            .as(entry.getKey())
            .containsExactly(Reference.floats(entry.getValue()));
      }
    }
  }

  @Test
  void theSecondVersionOfGptqKeepsItsZeros() throws Exception {
    Path file = Reference.copy("quantised.safetensors", folder);
    Files.writeString(
        folder.resolve("config.json"),
        "{\"quantization_config\":{\"checkpoint_format\":\"gptq_v2\"}}");
    float[] first = Reference.floats(Reference.numbers("quantised").path("gptq.weight"));
    try (var weights = Weights.open(file)) {
      float[] second = weights.tensor("gptq.weight").toFloats();
      for (int i = 0; i < first.length; i++) {
        assertThat(second[i]).isGreaterThan(first[i]);
      }
    }
  }

  @Test
  void everyRangeDecodesToThatPartOfTheWhole() throws Exception {
    var random = new SplittableRandom(5);
    try (var weights = Weights.open(Reference.copy("quantised.safetensors", folder))) {
      for (var tensor : weights.tensors().values()) {
        ranges(tensor, random);
      }
    }
    for (var entry : Reference.numbers("blocks").properties()) {
      byte[] bytes = HexFormat.of().parseHex(entry.getValue().path("bytes").asString(""));
      var type = ElementType.valueOf(entry.getKey());
      long elements = bytes.length / type.blockBytes() * (long) type.blockElements();
      ranges(new StoredTensor("t", type, List.of(elements), MemorySegment.ofArray(bytes)), random);
    }
    var nibbles = new byte[5000];
    for (int i = 0; i < nibbles.length; i++) {
      nibbles[i] = (byte) random.nextInt();
    }
    for (var type : ElementType.values()) {
      if (type.blockElements() <= 2 && type != ElementType.F64) {
        long elements = 4800 / type.blockBytes() * (long) type.blockElements();
        var bytes = MemorySegment.ofArray(nibbles).asSlice(0, type.size(elements));
        ranges(new StoredTensor("t", type, List.of(elements), bytes), random);
      }
    }
  }

  private static void ranges(StoredTensor tensor, SplittableRandom random) {
    float[] whole = tensor.toFloats();
    for (int round = 0; round < 40; round++) {
      int from = random.nextInt(whole.length + 1);
      int count = random.nextInt(whole.length - from + 1);
      assertThat(tensor.toFloats(from, count))
          .as("%s %s from %d", tensor.name(), tensor.type(), from)
          .containsExactly(Arrays.copyOfRange(whole, from, from + count));
    }
    var into = new float[whole.length + 2];
    tensor.decode(0, into, 1, whole.length);
    assertThat(Arrays.copyOfRange(into, 1, whole.length + 1)).containsExactly(whole);
    assertThat(into[0]).isZero();
    assertThatThrownBy(() -> tensor.toFloats(1, whole.length))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void oneScaleAppliesToEveryElement() {
    var codes = MemorySegment.ofArray(new byte[] {1, -2, 3});
    var tensor = new StoredTensor("t", ElementType.I8, List.of(3L), codes, Scaling.one(0.5f));
    assertThat(tensor.toFloats()).containsExactly(0.5f, -1, 1.5f);
    assertThat(tensor.scaling()).hasToString("one scale");
  }

  @Test
  void scalesThatDoNotFitAreRefused() {
    var codes = MemorySegment.ofArray(new byte[6]);
    var scales = StoredTensor.of("s", ElementType.F32, List.of(2L), new float[] {1, 2});
    var scaling = Scaling.grid(List.of(1L, 3L), scales, Optional.empty(), 0, 1);
    assertThatThrownBy(() -> new StoredTensor("t", ElementType.I8, List.of(3L, 2L), codes, scaling))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs 3 scales, not 2");
  }

  @Test
  void aPartThatDoesNotFitMakesTheTensorUnreadableAndNotTheFile() throws Exception {
    var zero = new float[] {0};
    var codes =
        new StoredTensor(
            "a.weight", ElementType.I8, List.of(3L, 2L), MemorySegment.ofArray(new byte[6]));
    Path file = folder.resolve("m.safetensors");
    Safetensors.write(
        file,
        List.of(
            codes,
            StoredTensor.of("a.weight_scale", ElementType.F32, List.of(5L), new float[5]),
            StoredTensor.of("b.qweight", ElementType.F32, List.of(1L), zero),
            StoredTensor.of("norm", ElementType.F32, List.of(1L), zero)),
        Map.of());
    try (var weights = Weights.open(file)) {
      assertThat(weights.tensors().keySet()).containsExactly("norm");
      assertThat(weights.unreadable().get("a.weight")).contains("5 scales do not fit 3 elements");
      assertThatThrownBy(() -> weights.tensor("b.weight"))
          .isInstanceOf(CheckpointException.class)
          .hasMessageContaining("its part b.scales is missing");
    }
  }

  static List<Long> shape(JsonNode entry) {
    return entry.path("shape").valueStream().map(axis -> axis.asLong()).toList();
  }
}
