package org.gwageo.lineage.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufTests {

  private static final int F32 = 0;
  private static final int Q8_0 = 8;
  private static final int NVFP4 = 40;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void readsTensorsOutermostAxisFirst(int version) throws Exception {
    var file =
        new GgufBytes()
            .version(version)
            .text("general.architecture", "llama")
            .u32("llama.block_count", -1)
            .tensor("a", F32, List.of(2L, 3L), floats(1, 2, 3, 4, 5, 6))
            .tensor("q", Q8_0, List.of(3L, 32L), q8Blocks());
    try (var read = open(file)) {
      assertThat(read.tensors().keySet()).containsExactly("a", "q");
      assertThat(read.tensor("a").shape()).containsExactly(2L, 3L);
      assertThat(read.tensor("a").toFloats(3, 3)).containsExactly(4, 5, 6);
      assertThat(read.tensor("q").type()).isEqualTo(ElementType.Q8_0);
      assertThat(read.tensor("q").toFloats())
          .containsExactly(Reference.floats(Reference.numbers("blocks").path("Q8_0")));
      assertThat(read.metadata())
          .containsEntry("general.architecture", "llama")
          .containsEntry("llama.block_count", "4294967295");
    }
  }

  @Test
  void readsEveryKindOfValue() throws Exception {
    var file =
        new GgufBytes()
            .entry("u8", 0, (byte) -1)
            .entry("i8", 1, (byte) -1)
            .entry("u16", 2, (byte) -1, (byte) -1)
            .entry("i16", 3, (byte) -1, (byte) -1)
            .entry("i32", 5, GgufBytes.i32(-5))
            .entry("f32", 6, floats(1.5f))
            .entry("bool", 7, (byte) 1)
            .entry("u64", 10, GgufBytes.i64(-1))
            .entry("i64", 11, GgufBytes.i64(-1))
            .entry("f64", 12, GgufBytes.i64(Double.doubleToLongBits(2.5)));
    try (var read = open(file)) {
      assertThat(read.metadata().values())
          .containsExactly(
              "255", "-1", "65535", "-1", "-5", "1.5", "true", "18446744073709551615", "-1", "2.5");
    }
  }

  @Test
  void theAlignmentOfTheFileIsKept() throws Exception {
    var file =
        new GgufBytes()
            .u32("general.alignment", 64)
            .tensor("a", F32, List.of(1L), floats(1))
            .tensor("b", F32, List.of(1L), floats(2));
    try (var read = open(file)) {
      assertThat(read.tensor("b").toFloats()).containsExactly(2);
    }
  }

  @Test
  void aTypeThatIsNotReadLeavesTheRestReadable() throws Exception {
    var file =
        new GgufBytes()
            .tensor("a", F32, List.of(1L), floats(1))
            .info("odd", NVFP4, List.of(256L), 32)
            .info("newer", 77, List.of(256L), 32);
    try (var read = open(file)) {
      assertThat(read.tensor("a").toFloats()).containsExactly(1);
      assertThat(read.unreadable().get("newer")).contains("stored as type 77");
      assertThatThrownBy(() -> read.tensor("odd"))
          .isInstanceOf(CheckpointException.class)
          .hasMessage("m.gguf: tensor odd is stored as NVFP4, which is not read");
    }
  }

  @Test
  void theTokenizerIsReadWhenItIsAskedFor() throws Exception {
    var file =
        new GgufBytes()
            .text("tokenizer.ggml.model", "gpt2")
            .strings("tokenizer.ggml.tokens", List.of("<s>", "Ġthe", "ab", "x"))
            .integers("tokenizer.ggml.token_type", 3, 1, 1, 1)
            .strings("tokenizer.ggml.merges", List.of("Ġ the", "a b"));
    try (var read = open(file)) {
      assertThat(read.tokens()).containsExactly("<s>", "Ġthe", "ab", "x");
      assertThat(read.tokenTypes()).containsExactly(3, 1, 1, 1);
      var vocabulary = Vocabulary.of(read);
      assertThat(vocabulary.ids())
          .containsOnlyKeys(" the", "ab")
          .containsEntry(" the", 1)
          .containsEntry("ab", 2);
      assertThat(vocabulary.merges())
          .containsExactly(new Vocabulary.Merge("Ġ", "the"), new Vocabulary.Merge("a", "b"));
    }
  }

  @Test
  void wordPiecesOfAGgufFileHaveTheirSpacesBack() throws Exception {
    var file =
        new GgufBytes()
            .text("tokenizer.ggml.model", "bert")
            .strings("tokenizer.ggml.tokens", List.of("[CLS]", "▁the", "ing"))
            .integers("tokenizer.ggml.token_type", 3, 1, 1);
    try (var read = open(file)) {
      assertThat(Vocabulary.of(read).ids()).containsOnlyKeys(" the", "ing");
    }
  }

  @Test
  void splitFilesAreOpenedByTheirFirst() throws Exception {
    Path first = folder.resolve("m-00001-of-00002.gguf");
    Files.write(first, new GgufBytes().tensor("a", F32, List.of(1L), floats(1)).bytes());
    assertThatThrownBy(() -> Gguf.open(first))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("names m-00002-of-00002.gguf, which is missing");
    Path second = folder.resolve("m-00002-of-00002.gguf");
    Files.write(second, new GgufBytes().tensor("b", F32, List.of(1L), floats(2)).bytes());
    try (var read = (Gguf) Weights.open(folder)) {
      assertThat(read.tensors().keySet()).containsExactly("a", "b");
      assertThat(read.files()).hasSize(2);
    }
    assertThatThrownBy(() -> Gguf.open(second))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("part 00002 of 00002; the first");
  }

  @Test
  void refusesWhatLies() throws Exception {
    refuses(new GgufBytes().version(1), "version 1; versions 2 and 3 are read");
    refuses(new GgufBytes().version(0x03000000), "big-endian");
    refuses(
        new GgufBytes().info("a", F32, List.of(4L), 0), "takes 16 bytes at offset 0; the data has");
    refuses(new GgufBytes().info("a", F32, List.of(1L << 40, 1L << 40), 0), "more than 2^63 bytes");
    refuses(new GgufBytes().info("a", F32, List.of(1L, -1L), 0), "18446744073709551615");
    refuses(
        new GgufBytes()
            .tensor("a", F32, List.of(16L), new byte[64])
            .info("b", F32, List.of(4L), 32),
        "tensor b begins at offset 32 inside the tensor before it, which ends at 64");
    refuses(
        new GgufBytes().tensor("a", F32, List.of(1L), floats(1)).info("a", F32, List.of(1L), 0),
        "tensor a is there twice");
    refuses(
        new GgufBytes().tensor("a", Q8_0, List.of(16L, 2L), new byte[34]),
        "rows of 2 elements, not a multiple of the 32 of a block of Q8_0");
    refuses(
        new GgufBytes().info("a", F32, Collections.nCopies(9, 1L), 0),
        "has 9 axes; at most 8 are read");
    refuses(new GgufBytes().u32("general.alignment", 0), "general.alignment is 0");
    refuses(new GgufBytes().u32("a", 1).u32("a", 2), "entry a is there twice");
    refuses(new GgufBytes().entry("a", 99), "entry a has the unknown type 99");
    refuses(new GgufBytes().entry("a", 8, GgufBytes.i64(1L << 62)), "at most 16777216");
    refuses(
        new GgufBytes().entry("a", 9, bytes(GgufBytes.i32(8), GgufBytes.i64(1L << 60))),
        "a list of 1152921504606846976 strings does not fit");
    refuses(
        new GgufBytes().entry("a", 9, bytes(GgufBytes.i32(10), GgufBytes.i64(1L << 61))),
        "a list of 2305843009213693952 values does not fit");
    refuses(
        new GgufBytes().entry("a", 9, bytes(GgufBytes.i32(9), GgufBytes.i64(1))),
        "a list holds values of type 9");
    byte[] counts = new GgufBytes().bytes();
    counts[15] = 0x7f;
    refuses(counts, "do not fit the");
  }

  private void refuses(GgufBytes file, String reason) throws Exception {
    refuses(file.bytes(), reason);
  }

  private void refuses(byte[] file, String reason) throws Exception {
    Path path = Files.write(folder.resolve("bad.gguf"), file);
    assertThatThrownBy(() -> Gguf.open(path))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("bad.gguf")
        .hasMessageContaining(reason);
  }

  private Gguf open(GgufBytes file) throws Exception {
    return Gguf.open(Files.write(folder.resolve("m.gguf"), file.bytes()));
  }

  private static byte[] q8Blocks() {
    var entry = Reference.numbers("blocks").path("Q8_0");
    return HexFormat.of().parseHex(entry.path("bytes").asString(""));
  }

  static byte[] floats(float... values) {
    var bytes = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static byte[] bytes(byte[] first, byte[] second) {
    return (new String(first, StandardCharsets.ISO_8859_1)
            + new String(second, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
