package org.gwageo.nano.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.gwageo.lineage.checkpoint.ElementType;
import org.gwageo.lineage.checkpoint.Safetensors;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTests {
  @Test
  void writesWhatTheLineageEngineReads(@TempDir Path folder) throws Exception {
    SequencedMap<String, List<Integer>> shapes = new LinkedHashMap<>();
    shapes.put("b", List.of(2, 3));
    shapes.put("a", List.of(1));
    byte[] bytes =
        SafetensorsFile.bytes(
            shapes, Map.of("a", new float[] {-0.5f}, "b", new float[] {1, 2, 3, 4, 5, 6}));
    Path file = folder.resolve("model.safetensors");
    Files.write(file, bytes);
    try (Safetensors tensors = Safetensors.open(file)) {
      StoredTensor matrix = Objects.requireNonNull(tensors.tensors().get("b"));
      assertThat(matrix.type()).isEqualTo(ElementType.BF16);
      assertThat(matrix.shape()).containsExactly(2L, 3L);
      assertThat(matrix.toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(tensors.tensors()).containsOnlyKeys("a", "b");
    }
  }

  @Test
  void roundsToTheNearestWithTiesToEven() {
    assertThat(SafetensorsFile.bfloat16(1f)).isEqualTo((short) 0x3F80);
    assertThat(SafetensorsFile.bfloat16(Float.intBitsToFloat(0x3F808000)))
        .isEqualTo((short) 0x3F80);
    assertThat(SafetensorsFile.bfloat16(Float.intBitsToFloat(0x3F818000)))
        .isEqualTo((short) 0x3F82);
    assertThat(SafetensorsFile.bfloat16(Float.intBitsToFloat(0x3F808001)))
        .isEqualTo((short) 0x3F81);
  }

  @Test
  void refusesATensorWithoutValues() {
    SequencedMap<String, List<Integer>> shapes = new LinkedHashMap<>();
    shapes.put("a", List.of(1));
    assertThatThrownBy(() -> SafetensorsFile.bytes(shapes, Map.of()))
        .hasMessage("tensor a has no values");
  }
}
