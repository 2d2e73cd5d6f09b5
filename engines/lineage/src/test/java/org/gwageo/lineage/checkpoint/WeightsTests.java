package org.gwageo.lineage.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTests {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"state.pt", "plain.onnx", "quantised.safetensors"})
  void aFolderWithOneFileIsThatFile(String name) throws Exception {
    Path file = Reference.copy(name, folder);
    Files.writeString(folder.resolve("config.json"), "{}");
    try (var whole = Weights.open(folder);
        var single = Weights.open(file)) {
      assertThat(whole.files()).containsExactly(file);
      assertThat(whole.tensors().keySet()).isEqualTo(single.tensors().keySet());
    }
  }

  @Test
  void weightsThatAreNotQuantisedAreReadAsTheyAre() throws Exception {
    var tensor = StoredTensor.of("a", ElementType.BF16, List.of(2L), new float[] {1, 2});
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, List.of(tensor), Map.of());
    try (var read = Weights.open(folder)) {
      assertThat(read).isInstanceOf(Safetensors.class);
      assertThat(read.tensor("a").plain()).isTrue();
      assertThat(read.unreadable()).isEmpty();
    }
  }

  @Test
  void severalModelsInAFolderHaveToBeNamed() throws Exception {
    Reference.copy("plain.onnx", folder);
    Reference.copy("quantised.onnx", folder);
    refuses(folder, "2 files that end in .onnx, among them plain.onnx and quantised.onnx");
    Files.move(folder.resolve("plain.onnx"), folder.resolve("model.onnx"));
    try (var read = Weights.open(folder)) {
      assertThat(read.tensors()).containsKey("typed");
    }
  }

  @Test
  void whatIsNoWeightsIsRefusedInASentence() throws Exception {
    refuses(folder, "holds no weights");
    refuses(Files.writeString(folder.resolve("a.txt"), "x"), "a.txt is no file of weights");
    refuses(folder.resolve("absent.gguf"), "absent.gguf cannot be read");
    refuses(Files.writeString(folder.resolve("a.gguf"), "x"), "does not start with the letters");
    refuses(
        Files.write(folder.resolve("b.onnx"), new GgufBytes().bytes()),
        "b.onnx starts like a GGUF file, but its name does not end in .gguf");
    refuses(
        Files.write(folder.resolve("c.onnx"), Reference.bytes("state.pt")),
        "starts like a zip archive");
    refuses(Files.writeString(folder.resolve("d.bin"), "x"), "is no zip archive");
  }

  @Test
  void readsTheLastTensorOfAFileOfThreeGibibytesInLittleMemory() throws Exception {
    long elements = 3L << 29;
    byte[] header =
        ("{\"big\":{\"dtype\":\"BF16\",\"shape\":[%d],\"data_offsets\":[0,%d]},"
                + "\"last\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[%d,%d]}}")
            .formatted(elements, 2 * elements, 2 * elements, 2 * elements + 8)
            .getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("model.safetensors");
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(GgufBytes.i64(header.length));
      sparse.write(header);
      sparse.setLength(8 + header.length + 2 * elements + 8);
      sparse.seek(8 + header.length + 2 * elements - 2);
      sparse.write(GgufTests.floats(-1, 0.5f), 2, 6);
    }
    try (var read = Weights.open(file)) {
      assertThat(read.tensor("big").toFloats(elements - 2, 2)).containsExactly(0, -1);
      assertThat(read.tensor("last").toFloats()[0]).isEqualTo(0.5f);
    }
  }

  private static void refuses(Path path, String reason) {
    assertThatThrownBy(() -> Weights.open(path))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(reason);
  }
}
