package org.gwageo.lineage.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTests {

  @TempDir Path folder;

  @Test
  void readsBackWhatWasWritten() throws Exception {
    var weight =
        StoredTensor.of("w", ElementType.BF16, List.of(2L, 3L), new float[] {1, -2, 3, 0.5f, 0, 8});
    var gain = StoredTensor.of("g", ElementType.F32, List.of(3L), new float[] {1.1f, 0.9f, 1});
    Path file = folder.resolve("m.safetensors");
    Safetensors.write(file, List.of(weight, gain), Map.of("format", "pt"));
    try (var read = Safetensors.open(file)) {
      assertThat(read.metadata()).containsExactly(Map.entry("format", "pt"));
      assertThat(read.tensors().keySet()).containsExactly("w", "g");
      var w = read.tensor("w");
      assertThat(w.shape()).containsExactly(2L, 3L);
      assertThat(w.toFloats()).containsExactly(1, -2, 3, 0.5f, 0, 8);
      assertThat(w.toFloats(2, 2)).containsExactly(3, 0.5f);
      assertThat(read.tensor("g").toFloats()).containsExactly(1.1f, 0.9f, 1);
    }
  }

  @Test
  void writesTheSameBytesForTheSameTensors() throws Exception {
    var a = StoredTensor.of("a", ElementType.F32, List.of(1L), new float[] {1});
    Path first = folder.resolve("1.safetensors");
    Path second = folder.resolve("2.safetensors");
    Safetensors.write(first, List.of(a), Map.of("x", "1", "y", "2"));
    Safetensors.write(second, List.of(a), Map.of("y", "2", "x", "1"));
    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(Files.size(first) % 4).isZero();
  }

  @Test
  void roundsToBfloat16HalfToEven() {
    float[] values = {0x1.01p0f, 0x1.03p0f, 0x1.fep127f, Float.NaN, -0f};
    var stored = StoredTensor.of("x", ElementType.BF16, List.of(5L), values);
    assertThat(stored.toFloats()).containsExactly(1f, 0x1.04p0f, 0x1.fep127f, Float.NaN, -0f);
  }

  @ParameterizedTest
  @CsvSource({
    "F8_E4M3, 7e, 448",
    "F8_E4M3, 01, 0.001953125",
    "F8_E4M3, ff, NaN",
    "F8_E4M3, b8, -1",
    "F8_E5M2, 7b, 57344",
    "F8_E5M2, 7c, Infinity",
    "F8_E5M2, 3c, 1",
    "F8_E8M0, 80, 2",
    "F8_E8M0, ff, NaN",
    "BOOL, 01, 1",
    "U8, ff, 255",
    "I8, ff, -1",
    "F16, 003c, 1",
    "BF16, 803f, 1",
    "I16, ffff, -1",
    "U16, ffff, 65535",
    "I32, feffffff, -2",
    "U32, ffffffff, 4294967296",
    "F32, 0000803f, 1",
    "F64, 000000000000f03f, 1",
    "I64, ffffffffffffffff, -1",
    "U64, ffffffffffffffff, 18446744073709551616"
  })
  void decodesEveryElementType(ElementType type, String hex, float value) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    var stored = new StoredTensor("x", type, List.of(), MemorySegment.ofArray(bytes));
    assertThat(stored.elements()).isEqualTo(1);
    assertThat(stored.toFloats()).containsExactly(value);
  }

  @Test
  void mapsFilesOverTwoGibibytes() throws Exception {
    long elements = (1L << 31) + 16;
    Path file = folder.resolve("large.safetensors");
    byte[] header =
        "{\"t\":{\"dtype\":\"I8\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
            .formatted(elements, elements)
            .getBytes(StandardCharsets.UTF_8);
    try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(length(header.length));
      sparse.write(header);
      sparse.setLength(8 + header.length + elements);
      sparse.seek(8 + header.length + elements - 1);
      sparse.write(7);
    }
    try (var read = Safetensors.open(file)) {
      var tensor = read.tensor("t");
      assertThat(tensor.toFloats(elements - 2, 2)).containsExactly(0, 7);
      assertThatThrownBy(tensor::toFloats)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("tensor t has 2147483664 elements");
    }
  }

  @Test
  void readsAShardedFolder() throws Exception {
    shard("a", "s-1.safetensors");
    shard("b", "s-2.safetensors");
    index("{\"weight_map\":{\"a\":\"s-1.safetensors\",\"b\":\"s-2.safetensors\"}}");
    try (var read = Safetensors.open(folder)) {
      assertThat(read.tensors().keySet()).containsExactly("a", "b");
      assertThat(read.files()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"weight_map\":{\"a\":\"../s-1.safetensors\"}} | not a plain name",
        "{\"weight_map\":{\"a\":\"/tmp/s-1.safetensors\"}} | not a plain name",
        "{\"weight_map\":{\"a\":\"s-1.bin\"}} | not a plain name",
        "{\"weight_map\":{\"a\":\"s-9.safetensors\"}} | s-9.safetensors, which is missing",
        "{\"weight_map\":{\"a\":\"s-1.safetensors\",\"c\":\"s-1.safetensors\"}} | tensor c",
        "{\"weight_map\":{\"c\":\"s-1.safetensors\"}} | holds tensor a",
        "{\"weight_map\":{\"a\":1}} | not a string",
        "{\"weight_map\":{\"a\":\"s-1.safetensors\",\"a\":\"s-1.safetensors\"}} | twice",
        "{\"weight_map\":{}} | no weight_map",
        "{\"weight_map\":{\"a\":\"link.safetensors\"}} | leaves its folder",
        "[] | not one JSON object",
        "{ | not JSON",
      })
  void refusesAnIndexThatLies(String json, String reason) throws Exception {
    shard("a", "s-1.safetensors");
    Path outside = Files.createTempFile("outside", ".safetensors");
    Files.createSymbolicLink(folder.resolve("link.safetensors"), outside);
    index(json);
    assertThatThrownBy(() -> Safetensors.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(reason);
    Files.delete(outside);
  }

  @Test
  void refusesATensorThatIsInTwoShards() throws Exception {
    shard("a", "s-1.safetensors");
    shard("a", "s-2.safetensors");
    index("{\"weight_map\":{\"a\":\"s-1.safetensors\",\"b\":\"s-2.safetensors\"}}");
    assertThatThrownBy(() -> Safetensors.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("tensor a is in another shard");
  }

  @Test
  void namesATensorThatIsNotThere() throws Exception {
    shard("a", "model.safetensors");
    try (var read = Safetensors.open(folder)) {
      assertThatThrownBy(() -> read.tensor("b"))
          .isInstanceOf(CheckpointException.class)
          .hasMessage("model.safetensors has no tensor b");
    }
  }

  @Test
  void refusesWhatIsNotThere() {
    assertThatThrownBy(() -> Safetensors.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("model.safetensors cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | does not start with '{'",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]} | not JSON",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | tensor t of type F32",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | negative number -2",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | not a begin and an end",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}} | not a begin and an end",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | there is a hole",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 trailing bytes",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}} | data has 8 bytes",
        "{\"t\":{\"dtype\":\"F31\",\"shape\":[2],\"data_offsets\":[0,8]}} | dtype F31",
        "{\"t\":{\"dtype\":32,\"shape\":[2],\"data_offsets\":[0,8]}} | dtype is not a string",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}} | shape is not a list",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2.0],\"data_offsets\":[0,8]}} | other than integers",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2]}} | lacks dtype, shape or data_offsets",
        "{\"t\":[]} | not described by an object",
        "{\"__metadata__\":{\"a\":1}} | entry a is not a string",
        "{\"__metadata__\":{},\"__metadata__\":{}} | __metadata__ is there twice",
        "{} | 8 trailing bytes",
        "{}{} | something follows",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807],\"data_offsets\":[0,8]}} | 2^63",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,8]}} | beyond",
        "{\"t\":{\"dtype\":\"I8\",\"shape\":[8],\"data_offsets\":[0,8],\"shape\":[8]}} | two shapes",
        "{\"t\":{\"dtype\":\"I8\",\"shape\":[8],\"data_offsets\":[0,8]},\"t\":{\"dtype\":\"I8\","
            + "\"shape\":[8],\"data_offsets\":[0,8]}} | tensor t is there twice",
        "{\"t\":{\"dtype\":\"I8\",\"shape\":[8],\"data_offsets\":[0,8]},\"u\":{\"dtype\":\"I8\","
            + "\"shape\":[4],\"data_offsets\":[4,8]}} | tensor u begins at byte 4",
      })
  void refusesAHeaderThatLies(String header, String reason) throws Exception {
    Path file = file(header.getBytes(StandardCharsets.UTF_8), new byte[8]);
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesAHeaderThatIsNotUtf8() throws Exception {
    Path file = file(new byte[] {'{', '"', (byte) 0xff, '"', ':', '0', '}'}, new byte[0]);
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void refusesHeadersLongerThanTheLimitOrTheFile() throws Exception {
    Path file = folder.resolve("x.safetensors");
    Files.write(file, length(100_000_001));
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("at most 100000000");
    Files.write(file, length(-1));
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("18446744073709551615");
    Files.write(file, length(9));
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("only 0 follow");
    Files.write(file, new byte[7]);
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("has 7 bytes");
  }

  @Test
  void nestingWithoutEndIsRefused() throws Exception {
    byte[] deep = ("{\"t\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    Path file = file(deep, new byte[0]);
    assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOf(CheckpointException.class);
  }

  @Test
  void mutatedFilesGiveOnlyCheckpointExceptions() throws Exception {
    var random = new SplittableRandom(20260102);
    Path good = folder.resolve("good.safetensors");
    Safetensors.write(
        good,
        List.of(
            StoredTensor.of("a.weight", ElementType.F32, List.of(2L, 2L), new float[4]),
            StoredTensor.of("b.weight", ElementType.BF16, List.of(3L), new float[3])),
        Map.of("format", "pt"));
    byte[] original = Files.readAllBytes(good);
    Path mutated = folder.resolve("mutated.safetensors");
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      Files.write(mutated, mutate(original.clone(), random));
      try (var read = Safetensors.open(mutated)) {
        read.tensors().values().forEach(StoredTensor::toFloats);
      } catch (CheckpointException e) {
        assertThat(e).hasMessageStartingWith("mutated.safetensors");
        refused++;
      }
    }
    assertThat(refused).isBetween(3_000, 5_000);
  }

  private static byte[] mutate(byte[] bytes, SplittableRandom random) {
    byte[] alphabet = "{}[]\":,0123456789-e. \\u\0\u007f".getBytes(StandardCharsets.UTF_8);
    for (int change = random.nextInt(1, 4); change > 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1, 2 -> bytes[at] = alphabet[random.nextInt(alphabet.length)];
        case 3 -> bytes = Arrays.copyOf(bytes, at + 1);
        default ->
            bytes[random.nextInt(Math.min(8, bytes.length))] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }

  private void shard(String tensor, String file) throws IOException {
    var stored = StoredTensor.of(tensor, ElementType.F32, List.of(1L), new float[] {1});
    Safetensors.write(folder.resolve(file), List.of(stored), Map.of());
  }

  private void index(String json) throws IOException {
    Files.writeString(folder.resolve("model.safetensors.index.json"), json);
  }

  private Path file(byte[] header, byte[] data) throws IOException {
    Path file = folder.resolve("bad.safetensors");
    var bytes = ByteBuffer.allocate(8 + header.length + data.length);
    bytes.put(length(header.length)).put(header).put(data);
    return Files.write(file, bytes.array());
  }

  private static byte[] length(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
