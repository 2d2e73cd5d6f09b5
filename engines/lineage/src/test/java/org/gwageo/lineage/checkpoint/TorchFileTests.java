package org.gwageo.lineage.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchFileTests {

  @TempDir Path folder;

  @Test
  void readsAStateDict() throws Exception {
    try (var read = Weights.open(Reference.copy("state.pt", folder))) {
      assertThat(read.tensors().keySet()).containsExactly("a", "b", "half", "bf", "count", "f8");
      assertThat(read.tensor("a").shape()).containsExactly(2L, 3L);
      assertThat(read.tensor("a").toFloats()).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(read.tensor("b").toFloats()).containsExactly(2, 3, 4);
      assertThat(read.tensor("half").toFloats()).containsExactly(1.5f, -2);
      assertThat(read.tensor("bf").toFloats()).containsExactly(1, 2.5f);
      assertThat(read.tensor("count").toFloats()).containsExactly(7);
      assertThat(read.tensor("f8").toFloats()).containsExactly(1, -0.5f);
      assertThat(read.unreadable().get("turned")).contains("has strides [1, 3]");
    }
  }

  @Test
  void findsAStateDictInsideADictionary() throws Exception {
    try (var read = TorchFile.open(Reference.copy("nested.pt", folder))) {
      assertThat(read.tensors().keySet()).containsExactly("w");
      assertThat(read.tensor("w").toFloats()).containsExactly(1, 2);
      assertThat(read.metadata()).containsOnly(Map.entry("epoch", "3"), Map.entry("note", "x"));
    }
  }

  @Test
  void whatCouldRunCodeIsRefusedByName() throws Exception {
    Path path = Reference.copy("code.pt", folder);
    assertThatThrownBy(() -> TorchFile.open(path))
        .isInstanceOf(CheckpointException.class)
        .hasMessage(
            "code.pt uses global datetime.date, which is not read because it could run code");
    refuses("cos\nsystem\n(S'true'\ntR.", "global os.system, which is not read");
    refuses("ctorch._utils\n_rebuild_tensor_v2\n)R.", "are not those it takes");
    refuses("ccollections\nOrderedDict\nK\1R.", "something other than a known function");
    refuses("i", "opcode 0x69 is not read");
  }

  @Test
  void aBarePickleIsRefusedByName() throws Exception {
    Path path = Reference.copy("bare.pt", folder);
    assertThatThrownBy(() -> Weights.open(path))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("a bare pickle, as PyTorch wrote before version 1.6");
  }

  @Test
  void refusesPicklesThatLie() throws Exception {
    refuses("", "1 bytes are announced, but only 0 follow");
    refuses(".", "takes a value that is not there");
    refuses("h\0.", "fetches value 0, which was not stored");
    refuses("}](K\1u.", "something that is no dictionary");
    refuses("}(]K\1u.", "neither a string nor an integer");
    refuses("K\1a.", "refers to a value that is not there");
    refuses("K\1K\2a.", "something that is no list");
    refuses("X\377\377\377\377", "at most 16777216");
    refuses("}.", "holds no state dict");
    refuses("\200\1}.", "protocol 1");
    refuses("(".repeat(100_000) + "t".repeat(100_000) + ".", "holds no state dict");
    // A list that holds itself, and dictionaries that hold each other many times over.
    refuses("]q\0h\0a.", "holds no state dict");
    String doubling = "}q\0" + "}(X\5\0\0\0modelh\0X\6\0\0\0moduleh\0uq\0".repeat(50) + ".";
    refuses(doubling, "holds no state dict");
  }

  @Test
  void refusesTensorsThatLie() throws Exception {
    refuses(tensor("K\1", "K\4\205", "K\1\205"), "has 4 elements from element 1 on");
    refuses(tensor("J\377\377\377\377", "K\1\205", "K\1\205"), "from element -1 on");
    refuses(tensor("K\0", "J\377\377\377\377\205", "K\1\205"), "an axis of length -1");
    refuses(tensor("K\0", "K\1K\1\206", "K\1\205"), "has 2 axes and 1 strides");
    refuses(tensor("K\0", "K\1\205", "K\1\205").replace("X\1\0\0\0000", "X\1\0\0\0009"), "missing");
    String huge = "\212\10\0\0\0\0\0\0\0\100";
    refuses(tensor("K\0", huge + huge + "\206", "K\1K\1\206"), "more than 2^63 elements");
  }

  @Test
  void refusesArchivesThatLie() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("a/data.pkl"));
      zip.write(new byte[1 << 20]);
    }
    refusesFile(bytes.toByteArray(), "entry a/data.pkl is compressed with method 8");
    refusesFile(zip(Map.of("a/other", new byte[1])), "holds 0 entries called data.pkl");
    byte[] good = zip(Map.of("data.pkl", new byte[1]));
    refusesFile(Arrays.copyOf(good, good.length - 1), "no central directory");
    byte[] far = good.clone();
    far[good.length - 6] = (byte) 0xff;
    refusesFile(far, "a part of the archive lies at byte");
    byte[] many = good.clone();
    many[good.length - 12] = (byte) 0xff;
    refusesFile(many, "");
  }

  @Test
  void readsAShardedFolder() throws Exception {
    Files.move(Reference.copy("nested.pt", folder), folder.resolve("p-1.bin"));
    Path index = folder.resolve("pytorch_model.bin.index.json");
    Files.writeString(index, "{\"weight_map\":{\"w\":\"p-1.bin\"}}");
    try (var read = Weights.open(folder)) {
      assertThat(read.tensors().keySet()).containsExactly("w");
    }
    Files.writeString(index, "{\"weight_map\":{\"w\":\"../p-1.bin\"}}");
    assertThatThrownBy(() -> Weights.open(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("not a plain name that ends in .bin");
  }

  /** A pickle of one tensor over the two floats of entry 0. */
  private static String tensor(String offset, String shape, String strides) {
    return "}X\1\0\0\0w"
        + "ctorch._utils\n_rebuild_tensor_v2\n("
        + "(X\7\0\0\0storagectorch\nFloatStorage\nX\1\0\0\0000X\3\0\0\0cpuK\2tQ"
        + offset
        + shape
        + strides
        + "\211}tRs.";
  }

  private void refuses(String pickle, String reason) throws Exception {
    byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
    refusesFile(zip(Map.of("a/data.pkl", bytes, "a/data/0", new byte[8])), reason);
  }

  private void refusesFile(byte[] file, String reason) throws Exception {
    Path path = Files.write(folder.resolve("m.pt"), file);
    assertThatThrownBy(() -> TorchFile.open(path))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("m.pt")
        .hasMessageContaining(reason);
  }

  private static byte[] zip(Map<String, byte[]> entries) throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        var stored = new ZipEntry(entry.getKey());
        var sum = new CRC32();
        sum.update(entry.getValue());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(entry.getValue().length);
        stored.setCrc(sum.getValue());
        zip.putNextEntry(stored);
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
