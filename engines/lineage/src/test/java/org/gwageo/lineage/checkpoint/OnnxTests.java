package org.gwageo.lineage.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxTests {

  @TempDir Path folder;

  @Test
  void readsInitialisersConstantsAndTheGraph() throws Exception {
    try (var model = (Onnx) Weights.open(Reference.copy("plain.onnx", folder))) {
      assertThat(model.tensors().keySet())
          .containsExactlyInAnyOrder("weight", "typed", "small", "halves", "fixed");
      var weight = model.tensor("weight");
      assertThat(weight.shape()).containsExactly(8L, 4L);
      assertThat(weight.toFloats())
          .containsExactly(Reference.floats(Reference.numbers("onnx").path("plain")));
      assertThat(model.tensor("typed").toFloats()).containsExactly(1, -2, 0.5f);
      assertThat(model.tensor("small").toFloats()).containsExactly(1, -2, 127);
      assertThat(model.tensor("halves").toFloats()).containsExactly(1.5f, -2);
      assertThat(model.tensor("fixed").toFloats()).containsExactly(3, 4);
      assertThat(model.metadata()).containsEntry("producer", "reference");
      var graph = model.graph();
      assertThat(graph.inputs()).containsExactly("x");
      assertThat(graph.outputs()).containsExactly("y");
      var product = graph.nodes().getLast();
      assertThat(product.op()).isEqualTo("MatMul");
      assertThat(product.name()).isEqualTo("/layer.0/MatMul");
      assertThat(product.inputs()).containsExactly("x", "weight");
      assertThat(model.tensorOf(product.inputs().get(1))).contains(weight);
      assertThat(model.tensorOf("x")).isEmpty();
    }
  }

  @Test
  void aQuantisedWeightIsOneTensor() throws Exception {
    try (var model = Onnx.open(Reference.copy("quantised.onnx", folder))) {
      assertThat(model.unreadable()).isEmpty();
      var expected = Reference.numbers("onnx");
      assertThat(model.tensors().keySet())
          .containsExactlyInAnyOrder("weight", "rows", "other", "nb");
      for (String name : model.tensors().keySet()) {
        var tensor = model.tensor(name);
        assertThat(tensor.shape()).isEqualTo(DecodingTests.shape(expected.path(name)));
        assertThat(tensor.toFloats())
            .as(name)
            .containsExactly(Reference.floats(expected.path(name)));
      }
      assertThat(model.tensorOf("weight_quantized")).contains(model.tensor("weight"));
      assertThat(model.tensorOf("deq")).contains(model.tensor("other"));
      var bits = model.graph().nodes().getLast();
      assertThat(bits.integer("K", 0)).isEqualTo(64);
      assertThat(bits.integer("M", -1)).isEqualTo(-1);
      assertThat(bits.input(3)).contains("nbz");
      assertThat(bits.input(4)).isEmpty();
    }
  }

  @Test
  void readsDataFromTheFileBeside() throws Exception {
    Path path = Reference.copy("outside.onnx", folder);
    Path data = Reference.copy("outside.data", folder);
    try (var model = Onnx.open(path)) {
      assertThat(model.tensor("weight").toFloats())
          .containsExactly(Reference.floats(Reference.numbers("onnx").path("plain")));
      assertThat(model.files()).hasSize(2);
    }
    Files.write(data, new byte[100]);
    assertThatThrownBy(() -> Onnx.open(path))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("takes 128 bytes at offset 0 of outside.data, which has 100");
    Files.delete(data);
    assertThatThrownBy(() -> Onnx.open(path))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("outside.data, which is missing");
    Path elsewhere = Files.createTempFile("outside", ".data");
    Files.createSymbolicLink(data, elsewhere);
    assertThatThrownBy(() -> Onnx.open(path))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("a link that leaves its folder");
    Files.delete(elsewhere);
  }

  @ParameterizedTest
  @CsvSource({"../outside.data", "/etc/hostname", "a/../../b", "a\\b", "./a", "''"})
  void refusesDataOutsideTheFolder(String location) throws Exception {
    byte[] place = join(string(1, "location"), string(2, location));
    byte[] tensor =
        join(string(8, "w"), varint(1, 1), varint(2, 1), varint(14, 1), field(13, place));
    Path path = write(field(7, field(5, tensor)));
    assertThatThrownBy(() -> Onnx.open(path))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("not in a file of the model's folder");
  }

  @Test
  void refusesWhatLies() throws Exception {
    refuses(new byte[0], "has no graph");
    refuses(varint(3, 1), "has no graph");
    byte[] short4 = join(string(8, "w"), varint(1, 2), varint(2, 1), field(9, new byte[4]));
    refuses(field(7, field(5, short4)), "takes 8 bytes, not 4");
    byte[] negative = join(string(8, "w"), varint(1, -1), varint(2, 1), field(9, new byte[4]));
    refuses(field(7, field(5, negative)), "an axis of length -1");
    byte[] huge = join(string(8, "w"), varint(1, 1L << 40), varint(1, 1L << 40), varint(2, 1));
    refuses(field(7, field(5, huge)), "more than 2^63 elements");
    byte[] tensor = join(string(8, "w"), varint(2, 2), field(9, new byte[1]));
    refuses(field(7, join(field(5, tensor), field(5, tensor))), "tensor w is there twice");
    refuses(new byte[] {0x3a, 0x7f, 0}, "127 bytes are announced, but only 1 follow");
    refuses(new byte[] {0x3b}, "wire type 3");
    refuses(new byte[] {0}, "a field has the number 0");
    var endless = new byte[12];
    Arrays.fill(endless, (byte) 0xff);
    refuses(endless, "more than ten bytes");
  }

  @Test
  void graphsNestedWithoutEndAreRefused() throws Exception {
    byte[] graph = new byte[0];
    for (int depth = 0; depth < 2000; depth++) {
      graph = field(1, field(5, field(6, graph)));
    }
    refuses(field(7, graph), "nested more than 8 deep");
  }

  @Test
  void aTypeThatIsNotReadLeavesTheRestReadable() throws Exception {
    byte[] text = join(string(8, "words"), varint(2, 8));
    byte[] number = join(string(8, "w"), varint(2, 2), field(9, new byte[] {7}));
    try (var model = Onnx.open(write(field(7, join(field(5, text), field(5, number)))))) {
      assertThat(model.tensor("w").toFloats()).containsExactly(7);
      assertThat(model.unreadable().get("words")).contains("data type 8, which is not read");
    }
  }

  private void refuses(byte[] file, String reason) throws Exception {
    Path path = write(file);
    assertThatThrownBy(() -> Onnx.open(path))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("m.onnx")
        .hasMessageContaining(reason);
  }

  private Path write(byte[] file) throws Exception {
    return Files.write(folder.resolve("m.onnx"), file);
  }

  private static byte[] varint(int field, long value) {
    return join(number((long) field << 3), number(value));
  }

  private static byte[] string(int field, String text) {
    return field(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] field(int field, byte[] bytes) {
    return join(number(((long) field << 3) | 2), number(bytes.length), bytes);
  }

  private static byte[] number(long value) {
    var out = new ByteArrayOutputStream();
    long rest = value;
    while ((rest & ~127L) != 0) {
      out.write((int) ((rest & 127) | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
