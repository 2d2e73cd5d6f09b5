package org.gwageo.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.gwageo.bundle.content.Content;
import org.gwageo.verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageBundleTests {

  @TempDir Path folder;

  @Test
  void theDerivedModelFailsTheGateAlthoughItsPointsAreTheMost() throws Exception {
    StageBundle stage = assembled();
    var verdict = stage.verdict();
    assertThat(verdict.isSettled()).isTrue();
    assertThat(verdict.team("beta").orElseThrow().outcome()).isInstanceOf(Outcome.GateFailed.class);
    assertThat(verdict.team("alpha").orElseThrow().outcome()).isInstanceOf(Outcome.Advances.class);
    assertThat(verdict.team("gamma").orElseThrow().outcome())
        .isInstanceOf(Outcome.OutOfPlaces.class);
  }

  @Test
  void scoresAreDerivedFromTheEvidence() throws Exception {
    assertThat(assembled().scoresYaml())
        .contains("  sums:\n    alpha:\n      en-sums:\n        correct: 3\n        of: 4\n")
        .contains("lineage:\n        foreign: \"derivation-established\"")
        .contains("bonus:\n    alpha: 2.5\n")
        .contains("who: \"E1\"")
        .contains("ticks:\n      E1: []\n      E2:\n        - \"beta\"\n");
  }

  @Test
  void theSameStageGivesTheSameBytesInBothForms() throws Exception {
    var record = new PracticeStage(folder.resolve("w")).record();
    var first = StageBundle.assemble(record).bundle();
    var second = StageBundle.assemble(record).bundle();
    assertThat(Packed.zip(second)).isEqualTo(Packed.zip(first));
    first.writeZip(folder.resolve("a.zip"));
    first.writeFolder(folder.resolve("a"));
    assertThat(Packed.zip(Bundle.open(folder.resolve("a.zip")))).isEqualTo(Packed.zip(first));
    assertThat(Packed.zip(Bundle.open(folder.resolve("a")))).isEqualTo(Packed.zip(first));
  }

  @Test
  void otherToolsReadTheZip() throws Exception {
    Bundle bundle = assembled().bundle();
    Path file = folder.resolve("stage.zip");
    bundle.writeZip(file);
    try (var zip = new ZipFile(file.toFile())) {
      assertThat(zip.size()).isEqualTo(bundle.files().size());
      try (var in = zip.getInputStream(zip.getEntry("verdict/verdict.json"))) {
        assertThat(in.readAllBytes()).isEqualTo(bundle.file("verdict/verdict.json"));
      }
    }
  }

  @Test
  void refusesNamesThatLeadElsewhere() {
    for (String path :
        new String[] {"../x", "/x", "a//b", "a/../b", ".hidden", "a\\b", "a/", "", "a\nb", "-x"}) {
      var files = new TreeMap<String, Content>();
      files.put(path, Content.of(""));
      assertThatThrownBy(() -> Bundle.of(files))
          .as("path %s", path)
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("holds no file of this name");
    }
  }

  @Test
  void refusesASymbolicLinkInAFolder() throws Exception {
    assembled().bundle().writeFolder(folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("b/rules/extra.yaml"), Path.of("/etc/hostname"));
    assertThatThrownBy(() -> Bundle.open(folder.resolve("b")))
        .isInstanceOf(BundleException.class)
        .hasMessage("rules/extra.yaml is a symbolic link; a bundle holds none");
  }

  @Test
  void refusesACompressedZip() throws Exception {
    Path file = folder.resolve("deflated.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry("README.md"));
      out.write("x".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(() -> Bundle.open(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("README.md is compressed");
  }

  @Test
  void refusesAZipSlip() throws Exception {
    Path file = folder.resolve("slip.zip");
    var files = new TreeMap<String, Content>();
    files.put("../../outside.txt", Content.of("x"));
    try (var out = Files.newOutputStream(file)) {
      BundleZip.write(files, out);
    }
    assertThatThrownBy(() -> Bundle.open(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("../../outside.txt");
  }

  private StageBundle assembled() throws Exception {
    return StageBundle.assemble(new PracticeStage(folder.resolve("weights")).record());
  }
}
