package org.gwageo.lineage.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintFileTests {

  @TempDir private Path folder;

  @Test
  void anyDamagedByteIsNoticed() throws Exception {
    byte[] good = good();
    var random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      byte[] bad = good.clone();
      bad[i < 60 ? i : random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      Path file = Files.write(folder.resolve("bad.gwf"), bad);
      assertThatExceptionOfType(CheckpointException.class)
          .isThrownBy(() -> FingerprintFile.read(file))
          .withMessageStartingWith("bad.gwf is no fingerprint: ");
    }
  }

  @Test
  void anyShorterFileIsRefused() throws Exception {
    byte[] good = good();
    var random = new SplittableRandom(2);
    for (int i = 0; i < 60; i++) {
      int length = i < 20 ? i : random.nextInt(good.length);
      Path file = Files.write(folder.resolve("bad.gwf"), Arrays.copyOf(good, length));
      assertThatExceptionOfType(CheckpointException.class)
          .isThrownBy(() -> FingerprintFile.read(file));
    }
  }

  @Test
  void countsBeyondTheFileTakeNoMemory() throws Exception {
    refused(
        """
        {"format":"gwageo-lineage-fingerprint/2","tensors":[["a","","F32",[1],2147483647]]}\
        """,
        "2147483647 hashes take 34359738352 bytes, and ");
    refused(
        """
        {"format":"gwageo-lineage-fingerprint/2","towers":[{"name":"text","neurons":
        [[["UP",0,-1,""],2147483647,["GATE_LENGTH"]]]}]}\
        """,
        "the ranks of UP takes 8589934588 bytes, and ");
    refused(
        """
        {"format":"gwageo-lineage-fingerprint/2","tensors":[["a","","F31",[1],0]]}\
        """,
        "F31");
    refused(
        """
        {"format":"gwageo-lineage-fingerprint/1"}\
        """,
        "its format is gwageo-lineage-fingerprint/1, not gwageo-lineage-fingerprint/2");
    refused("[", "");
  }

  @Test
  void ofSevenBillionParametersLessThanAThousandthIsKept() {
    long channels = 4096;
    long neurons = 11_008;
    long layers = 32;
    long vocabulary = 32_000;
    long perLayer = 4 * channels * channels + 3 * channels * neurons + 2 * channels;
    long bytes = 2 * (layers * perLayer + 2 * vocabulary * channels + channels);
    long tensors = 9 * layers + 3;
    long ranks = 5 * neurons * layers * FingerprintFile.rankBytes((int) neurons);
    long vectors = 4 * channels * (2 * layers + 1);
    long hashes = 16 * (bytes / TensorPrint.BLOCK + tensors);
    long names = 100 * tensors + 60 * 3 * layers;
    long kept = ranks + vectors + hashes + tensors * FingerprintFile.SUMS_BYTES + names;
    assertThat(bytes).isBetween(13_000_000_000L, 14_000_000_000L);
    assertThat((double) kept / bytes).isBetween(0.0005, 0.0007);
  }

  @Test
  void theArithmeticOfSizesIsThatOfFiles() throws Exception {
    Path model = Model.random(1).write(folder.resolve("model"));
    Fingerprint print = OnePass.read(model, OnePass.Settings.standard());
    Path file = folder.resolve("model.gwf");
    FingerprintFile.write(print, file);
    byte[] bytes = Files.readAllBytes(file);
    int header = ByteBuffer.wrap(bytes, 8, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
    assertThat(bytes.length - 12 - header - 32).isEqualTo(FingerprintFile.numbers(print));
    // Ranks weigh 5/3 of a channel's share of an MLP, so a narrow model keeps relatively more.
    assertThat(bytes.length).isLessThan(70_000);
  }

  private void refused(String header, String message) throws Exception {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(12 + json.length + 100).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("gwageoFP".getBytes(StandardCharsets.US_ASCII)).putInt(json.length).put(json);
    Path file = Files.write(folder.resolve("bad.gwf"), bytes.array());
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> FingerprintFile.read(file))
        .withMessageContaining(message);
  }

  private byte[] good() throws Exception {
    Path model = Model.random(1).write(folder.resolve("model"));
    Path file = folder.resolve("model.gwf");
    FingerprintFile.write(OnePass.read(model, OnePass.Settings.standard()), file);
    return Files.readAllBytes(file);
  }
}
