package org.gwageo.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Language;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.gwageo.lineage.fingerprint.OnePass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FingerprintCommandTests {

  @TempDir private Path folder;

  @Test
  void theFileHasTheBytesOfOneMachine() throws Exception {
    Path model = Model.random(3, 1).write(folder.resolve("model"));
    assertThat(onSpark(model, "--task-megabytes", "1")).isEqualTo(onOneMachine(model));
  }

  @Test
  void shardsAreReadByTheirIndex() throws Exception {
    Path model = Model.random(3, 2).writeInShards(folder.resolve("shards"));
    assertThat(onSpark(model, "--task-megabytes", "2", "--readers", "3"))
        .isEqualTo(onOneMachine(model));
  }

  @Test
  void scalesOfQuantisedWeightsAreFetchedWithThem() throws Exception {
    Path model = Model.random(2, 3).quantised().write(folder.resolve("f8"));
    assertThat(onSpark(model, "--task-megabytes", "1")).isEqualTo(onOneMachine(model));
  }

  @Test
  void aSingleFileOfWeightsIsAModel() throws Exception {
    Path model = Model.random(1, 4).write(folder.resolve("model")).resolve("model.safetensors");
    assertThat(onSpark(model, "--task-megabytes", "1")).isEqualTo(onOneMachine(model));
  }

  @Test
  void theHeaderOfAGgufFileIsReadAsFarAsItGoes() throws Exception {
    Path model = Model.random(2, 9).writeGguf(folder.resolve("model.gguf"));
    assertThat(onSpark(model, "--task-megabytes", "1")).isEqualTo(onOneMachine(model));
  }

  @Test
  void aGgufFileThatEndsInItsHeaderIsOneSentence() throws Exception {
    Path model = Model.random(1, 9).writeGguf(folder.resolve("model.gguf"));
    try (var file = new RandomAccessFile(model.toFile(), "rw")) {
      file.setLength(1_500_000);
    }
    Run run = Run.of("fingerprint", model.toString(), "--out", folder.resolve("o.gwf").toString());
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err()).contains("model.gguf").hasLineCount(1);
  }

  @Test
  void aReadThatFailsIsTriedAgain() throws Exception {
    Path model = Model.random(2, 10).write(folder.resolve("model"));
    Path out = folder.resolve("spark.gwf");
    FlakyFileSystem.failOnce();
    Run run =
        Run.of(
            Run.conf("local[2,4]")
                .set("spark.hadoop.fs.flaky.impl", FlakyFileSystem.class.getName()),
            Language.EN,
            "fingerprint",
            "flaky://" + model,
            "--out",
            out.toString(),
            "--task-megabytes",
            "1",
            "--readers",
            "1");
    assertThat(run.status()).isZero();
    assertThat(run.err())
        .contains("failed and runs again")
        .contains("the network is gone")
        .hasLineCount(1);
    assertThat(out).hasBinaryContent(onOneMachine(model));
  }

  @Test
  void aReadThatAlwaysFailsIsSaidInTheEnd() throws Exception {
    Path model = Model.random(1, 11).write(folder.resolve("model"));
    FlakyFileSystem.failAlways();
    Run run =
        Run.of(
            Run.conf("local[1]").set("spark.hadoop.fs.flaky.impl", FlakyFileSystem.class.getName()),
            Language.EN,
            "fingerprint",
            "flaky://" + model,
            "--out",
            folder.resolve("spark.gwf").toString(),
            "--readers",
            "1");
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err().lines().toList().getLast())
        .startsWith("gwageo: the model flaky:")
        .contains("model.safetensors cannot be read at byte")
        .endsWith("the network is gone");
  }

  @Test
  void digestsOfAManifestAreNotComputedAgain() throws Exception {
    Path model = Model.random(1, 5).write(folder.resolve("model"));
    Digest stated = Digest.of("stated by a manifest".getBytes(StandardCharsets.UTF_8));
    Path list = folder.resolve("digests");
    Files.writeString(list, stated.hex() + "  model.safetensors\n");
    Path file = folder.resolve("one.gwf");
    FingerprintFile.write(
        OnePass.read(model, OnePass.Settings.standard().with(Map.of("model.safetensors", stated))),
        file);
    assertThat(onSpark(model, "--digests", list.toString())).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void aMissingModelIsOneSentence() {
    Path out = folder.resolve("out.gwf");
    Run run = Run.of("fingerprint", folder.resolve("nothing").toString(), "--out", out.toString());
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err())
        .contains("there is no model at file:")
        .contains("nothing")
        .hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void aMalformedHeaderIsOneSentenceAndTheOldFileStays() throws Exception {
    Path model = Model.random(1, 6).write(folder.resolve("model"));
    try (var file = new RandomAccessFile(model.resolve("model.safetensors").toFile(), "rw")) {
      file.seek(8);
      file.write('[');
    }
    Path out = Files.writeString(folder.resolve("out.gwf"), "old");
    Run run = Run.of("fingerprint", model.toString(), "--out", out.toString());
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err()).contains("the header does not start with '{'").hasLineCount(1);
    assertThat(out).hasContent("old");
  }

  @Test
  void aFileOfLyingLengthIsOneSentence() throws Exception {
    Path model = Model.random(1, 7).write(folder.resolve("model"));
    try (var file = new RandomAccessFile(model.resolve("model.safetensors").toFile(), "rw")) {
      file.setLength(file.length() - 5);
    }
    Run run = Run.of("fingerprint", model.toString(), "--out", folder.resolve("o.gwf").toString());
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err()).contains("lm_head.weight").contains("but the data has").hasLineCount(1);
  }

  @Test
  void aWeightThatIsNoNumberIsOneSentence() throws Exception {
    Path model = Model.random(1, 8).write(folder.resolve("model"));
    overwriteWithInfinity(model.resolve("model.safetensors"));
    Run run = Run.of("fingerprint", model.toString(), "--out", folder.resolve("o.gwf").toString());
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err()).contains("holds a weight that is not a finite number").hasLineCount(1);
  }

  /** Makes the last weight of the last MLP infinite; the output table of 4000 x 256 follows. */
  private static void overwriteWithInfinity(Path weights) throws IOException {
    try (var file = new RandomAccessFile(weights.toFile(), "rw")) {
      long table = 2L * 4000 * 256;
      long gain = 2L * 256;
      file.seek(file.length() - table - gain - 2);
      file.write(new byte[] {(byte) 0x80, 0x7F});
    }
  }

  @Test
  void otherFormatsAreRefusedByName() throws Exception {
    Path model = Files.createDirectories(folder.resolve("onnx"));
    Files.write(model.resolve("model.onnx"), new byte[] {8, 8, 18, 0});
    Run run =
        Run.of(
            Run.conf("local[1]"),
            Language.KO,
            "fingerprint",
            model.toString(),
            "--out",
            folder.resolve("o.gwf").toString());
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err()).contains("model.onnx is no safetensors or GGUF file").hasLineCount(1);
  }

  @Test
  void wrongOptionsAreOneSentence() {
    Run run = Run.of("fingerprint", "model");
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err()).contains("--out").contains("--help").hasLineCount(1);
    Run bytes = Run.of("fingerprint", "model", "--out", "x", "--task-megabytes", "0");
    assertThat(bytes.err()).contains("--task-megabytes is between 1 and 1048576, not 0");
  }

  private byte[] onSpark(Path model, String... options) throws IOException {
    Path out = folder.resolve("spark.gwf");
    var arguments = new String[4 + options.length];
    arguments[0] = "fingerprint";
    arguments[1] = model.toString();
    arguments[2] = "--out";
    arguments[3] = out.toUri().toString();
    System.arraycopy(options, 0, arguments, 4, options.length);
    Run run = Run.of(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("parameters");
    return Files.readAllBytes(out);
  }

  private byte[] onOneMachine(Path model) throws Exception {
    Path file = folder.resolve("one.gwf");
    FingerprintFile.write(OnePass.read(model, OnePass.Settings.standard()), file);
    return Files.readAllBytes(file);
  }
}
