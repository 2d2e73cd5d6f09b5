package org.gwageo.bundle.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.Packed;
import org.gwageo.bundle.PracticeStage;
import org.gwageo.bundle.StageBundle;
import org.gwageo.bundle.content.Content;
import org.gwageo.canonical.Digest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleVerifierTests {

  @TempDir static Path shared;

  @TempDir Path folder;

  private static Bundle bundle = emptyBundle();

  @BeforeAll
  static void assemble() throws Exception {
    bundle = StageBundle.assemble(new PracticeStage(shared.resolve("weights")).record()).bundle();
  }

  @Test
  void anUntouchedBundleVerifiesInBothForms() throws Exception {
    bundle.writeZip(folder.resolve("stage.zip"));
    bundle.writeFolder(folder.resolve("stage"));
    for (String form : List.of("stage.zip", "stage")) {
      var report = BundleVerifier.verify(folder.resolve(form), Optional.empty());
      assertThat(report.checks())
          .as("%s: %s", form, new String(report.toJson(), StandardCharsets.UTF_8))
          .extracting(Check::id)
          .containsExactly(
              "container",
              "manifest",
              "files",
              "rulebook",
              "benchmarks",
              "scores",
              "verdict",
              "lineage",
              "lineage-from-weights");
      assertThat(report.ok()).isTrue();
      assertThat(report.checks().getLast().status()).isEqualTo(Check.Status.NOT_POSSIBLE);
    }
  }

  @Test
  void theLineageTestsAreRepeatedFromTheWeights() throws Exception {
    bundle.writeZip(folder.resolve("stage.zip"));
    var report =
        BundleVerifier.verify(folder.resolve("stage.zip"), Optional.of(shared.resolve("weights")));
    assertThat(report.ok()).isTrue();
    assertThat(report.checks().getLast().status()).isEqualTo(Check.Status.OK);
    assertThat(report.checks().getLast().en()).contains("3 lineage tests");
  }

  @Test
  void weightsThatAreNotThereMakeTheCheckImpossible() throws Exception {
    bundle.writeZip(folder.resolve("stage.zip"));
    var report =
        BundleVerifier.verify(folder.resolve("stage.zip"), Optional.of(folder.resolve("none")));
    assertThat(report.ok()).isTrue();
    assertThat(report.checks().getLast().status()).isEqualTo(Check.Status.NOT_POSSIBLE);
  }

  @Test
  void anyChangedByteOfTheZipIsFoundAndAFileIsNamed() throws Exception {
    byte[] zip = Packed.zip(bundle);
    var random = new SplittableRandom(8);
    Path file = folder.resolve("changed.zip");
    for (int round = 0; round < 80; round++) {
      int at = round < 20 ? zip.length - 1 - 7 * round : random.nextInt(zip.length);
      byte[] changed = zip.clone();
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      var report = BundleVerifier.verify(file, Optional.empty());
      assertThat(report.ok()).as("byte %d", at).isFalse();
      assertThat(report.firstFailure().orElseThrow().file()).as("byte %d", at).isNotBlank();
    }
  }

  @Test
  void anyChangedByteOfAFileIsFoundAndTheFileIsNamed() throws Exception {
    Path copy = folder.resolve("copy");
    bundle.writeFolder(copy);
    var random = new SplittableRandom(9);
    for (var entry : bundle.files().entrySet()) {
      byte[] original = entry.getValue().bytes();
      for (int round = 0; round < 2 && original.length > 0; round++) {
        byte[] changed = original.clone();
        int at = random.nextInt(changed.length);
        changed[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(copy.resolve(entry.getKey()), changed);
        var report = BundleVerifier.verify(copy, Optional.empty());
        assertThat(report.ok()).as("%s byte %d", entry.getKey(), at).isFalse();
        String expected =
            entry.getKey().equals(Bundle.MANIFEST_DIGEST) ? Bundle.MANIFEST : entry.getKey();
        assertThat(report.firstFailure().orElseThrow().file()).isEqualTo(expected);
      }
      Files.write(copy.resolve(entry.getKey()), original);
    }
  }

  @Test
  void aZipThatEndsEarlyIsRefused() throws Exception {
    byte[] zip = Packed.zip(bundle);
    Path file = folder.resolve("short.zip");
    for (int length : new int[] {0, 3, 29, 31, 200, zip.length / 2, zip.length - 1}) {
      Files.write(file, Arrays.copyOf(zip, length));
      assertThat(BundleVerifier.verify(file, Optional.empty()).ok()).as("%d", length).isFalse();
    }
  }

  @Test
  void missingAndExtraFilesAreNamed() throws Exception {
    Path copy = folder.resolve("copy");
    bundle.writeFolder(copy);
    Files.delete(copy.resolve("panel/sheets.csv"));
    Files.writeString(copy.resolve("panel/notes.txt"), "x");
    var report = BundleVerifier.verify(copy, Optional.empty());
    assertThat(report.checks())
        .filteredOn(check -> check.id().equals("files"))
        .extracting(Check::en)
        .containsExactly("panel/sheets.csv is missing.", "panel/notes.txt is not listed.");
  }

  @Test
  void aForgedScoreIsFoundEvenWhenAllDigestsAreForgedToo() throws Exception {
    assertForgeryIsFound(
        "benchmarks/gamma/en-sums/result.json", "\"correct\":2", "\"correct\":4", "benchmarks");
    assertForgeryIsFound("scores/scores.yaml", "alpha: 2.5", "alpha: 4.5", "scores");
    assertForgeryIsFound("panel/sheets.csv", "E3,alpha,plan,28.5", "E3,alpha,plan,35", "scores");
    assertForgeryIsFound("lineage/beta.json", "derivation-established", "not-found", "scores");
    assertForgeryIsFound("rules/rulebook.yaml", "points: 40", "points: 41", "rulebook");
    assertForgeryIsFound("models/beta.json", "beta-model", "alpha-model", "benchmarks");
  }

  private void assertForgeryIsFound(String path, String from, String to, String check)
      throws Exception {
    var files = new TreeMap<>(bundle.files());
    String text = new String(bundle.file(path), StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    files.put(path, Content.of(text.replace(from, to)));
    String manifest = new String(bundle.file(Bundle.MANIFEST), StandardCharsets.UTF_8);
    byte[] before = bundle.file(path);
    byte[] after = text.replace(from, to).getBytes(StandardCharsets.UTF_8);
    byte[] forged =
        manifest
            .replace(Digest.of(before).hex(), Digest.of(after).hex())
            .replace(
                "\"size\":%d}".formatted(before.length), "\"size\":%d}".formatted(after.length))
            .getBytes(StandardCharsets.UTF_8);
    files.put(Bundle.MANIFEST, Content.of(forged));
    files.put(Bundle.MANIFEST_DIGEST, Content.of(StageBundle.digestLine(forged)));
    Path zip = folder.resolve("forged.zip");
    Bundle.of(files).writeZip(zip);
    var report = BundleVerifier.verify(zip, Optional.empty());
    assertThat(report.checks())
        .as("%s: %s", path, new String(report.toJson(), StandardCharsets.UTF_8))
        .anySatisfy(
            found -> {
              assertThat(found.id()).isEqualTo(check);
              assertThat(found.status()).isEqualTo(Check.Status.FAILED);
            });
  }

  @Test
  void whatIsNoBundleIsSaidInOneSentence() throws IOException {
    Path text = Files.writeString(folder.resolve("x.txt"), "hello");
    for (Path path : List.of(text, folder.resolve("absent"), folder)) {
      var report = BundleVerifier.verify(path, Optional.empty());
      assertThat(report.ok()).isFalse();
      assertThat(report.firstFailure().orElseThrow().en()).endsWith(".");
    }
  }

  private static Bundle emptyBundle() {
    try {
      return Bundle.of(new TreeMap<>());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
