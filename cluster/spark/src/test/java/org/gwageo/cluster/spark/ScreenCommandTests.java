package org.gwageo.cluster.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.gwageo.lineage.FingerprintScreen;
import org.gwageo.lineage.LineageScreen;
import org.gwageo.lineage.Settings;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.fingerprint.Fingerprint;
import org.gwageo.lineage.fingerprint.FingerprintFile;
import org.gwageo.lineage.fingerprint.OnePass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenCommandTests {

  @TempDir private Path folder;

  @Test
  void theReportHasTheBytesOfOneMachine() throws Exception {
    Model base = Model.random(2, 1);
    Path library = Files.createDirectories(folder.resolve("library"));
    print(base.write(folder.resolve("base")), library.resolve("base.gwf"));
    print(Model.random(2, 2).write(folder.resolve("other")), library.resolve("other.gwf"));
    print(Model.random(3, 3).write(folder.resolve("deeper")), library.resolve("deeper.gwf"));
    Path subject = base.trained(9).write(folder.resolve("subject"));
    Path json = folder.resolve("report.json");
    Run run =
        Run.of(
            "screen",
            subject.toString(),
            "--references",
            library.toString(),
            "--entrants",
            "2",
            "--seed",
            "7",
            "--task-megabytes",
            "1",
            "--json",
            json.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(SparkScreen.FOUND_SOMETHING);
    assertThat(run.out()).contains("derivation-established   base.gwf");
    var files = new TreeMap<String, Path>();
    for (String name : new String[] {"base.gwf", "other.gwf", "deeper.gwf"}) {
      files.put(name, library.resolve(name));
    }
    LineageScreen screen =
        FingerprintScreen.library(
            OnePass.read(subject, OnePass.Settings.standard()),
            files,
            Settings.of(7),
            2,
            2,
            (done, of, reference) -> {});
    assertThat(Files.readString(json))
        .isEqualTo(new String(screen.toJson(), StandardCharsets.UTF_8));
  }

  @Test
  void referencesWithWeightsAreFingerprintedAndKept() throws Exception {
    Model base = Model.random(1, 4);
    Path references = folder.resolve("references");
    base.write(references.resolve("base"));
    Model.random(1, 5).write(references.resolve("other"));
    Path subject = Model.random(1, 6).write(folder.resolve("subject"));
    Path kept = folder.resolve("kept");
    String[] arguments = {
      "screen",
      subject.toString(),
      "--references",
      references.toString(),
      "--keep",
      kept.toString(),
      "--by-fingerprint",
      "--json",
      "-"
    };
    Run first = Run.of(arguments);
    assertThat(first.err()).isEmpty();
    assertThat(first.status()).isEqualTo(SparkScreen.DONE);
    assertThat(kept.resolve("base.gwf"))
        .hasBinaryContent(
            Files.readAllBytes(print(references.resolve("base"), folder.resolve("b.gwf"))));
    Files.delete(references.resolve("base").resolve("config.json"));
    Run second = Run.of(arguments);
    assertThat(second.out()).isEqualTo(first.out()).startsWith("{");
    Run withoutKeeping =
        Run.of(
            "screen",
            subject.toString(),
            "--references",
            references.toString(),
            "--by-fingerprint",
            "--json",
            "-");
    assertThat(withoutKeeping.out()).isNotEqualTo(first.out());
  }

  @Test
  void aDamagedFingerprintIsOneSentence() throws Exception {
    Path subject = Model.random(1, 7).write(folder.resolve("subject"));
    Path damaged = print(subject, folder.resolve("damaged.gwf"));
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 100] ^= 1;
    Files.write(damaged, bytes);
    Run run = Run.of("screen", subject.toString(), "--references", damaged.toString());
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err())
        .contains("the reference damaged.gwf cannot be used")
        .contains("its bytes do not have the digest at its end")
        .hasLineCount(1);
  }

  @Test
  void aLibraryWithoutCheckpointsIsOneSentence() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Run run = Run.of("screen", folder.toString(), "--references", empty.toString());
    assertThat(run.status()).isEqualTo(SparkScreen.CANNOT_RUN);
    assertThat(run.err()).contains("empty holds no checkpoint").hasLineCount(1);
  }

  private static Path print(Path model, Path file) throws CheckpointException, IOException {
    Fingerprint print = OnePass.read(model, OnePass.Settings.standard());
    FingerprintFile.write(print, file);
    return file;
  }
}
