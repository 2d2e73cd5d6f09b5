package org.gwageo.platform.publication.web.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.content.Content;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Grade;
import org.gwageo.platform.lineage.Screen;
import org.gwageo.platform.publication.PublishedBundle;
import org.gwageo.platform.web.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceWriterTests {

  private static final String REPORT =
      """
      {"format": "gwageo-lineage-screen/1", "entrants": 5, "seed": "7",
       "references": {"north-star-base": {
         "grade": "derivation-established",
         "sentence": {"ko": "우연이 아닙니다.", "en": "This is no chance."},
         "components": [{"component": "mlp", "test": "T1", "statistic": 0.98765, "z": 45.678, "calibratedZ": 44.251,
                         "log10p": -120.04, "adjustedLog10p": -118.1}],
         "layerMap": [{"subject": 0, "reference": 1, "z": 12.34, "log10p": -30}],
         "power": {"norms/T2": {"plantedFractionOf": "channels", "indicatedFrom": 0.15,
                                "establishedFrom": null}},
         "untestable": [{"component": "vision", "test": "T0", "reason": "no such tensors"}],
         "notEvidence": {"gainCosine": 0.99912, "gainPearson": 0.5, "norms": 9}}}}
      """;

  @TempDir private Path folder;

  @Test
  void theFilesOfTheBundleAreListedByFolderWithTheirDigests() throws Exception {
    PublishedFile file = bundle();
    EvidencePage page = write(published(DecidedStage.open(), file.digest()), file, List.of());
    assertThat(page.state().word()).isEqualTo("As published");
    var download = Objects.requireNonNull(page.download());
    assertThat(download.count()).isEqualTo(3);
    assertThat(download.folders())
        .extracting(EvidencePage.Folder::label)
        .containsExactly("/ (1 file)", "verdict/ (2 files)");
    var verdict = download.folders().getLast().files().getLast();
    assertThat(verdict.path())
        .isEqualTo("/programmes/rehearsal/stages/stage-1/files/verdict/verdict.json");
    assertThat(verdict.digest()).isEqualTo(Digest.of(bytes("{}")).hex());
    assertThat(page.commands())
        .extracting(EvidencePage.Command::text)
        .containsExactly(
            "./gwageo verify rehearsal-stage-1-v1.zip", "sha256sum rehearsal-stage-1-v1.zip");
  }

  @Test
  void aFileThatIsNotWhatWasPublishedIsCalledSo() throws Exception {
    EvidencePage page =
        write(published(DecidedStage.open(), Digest.of(bytes("other"))), bundle(), List.of());
    assertThat(page.state().word()).isEqualTo("Not as published");
  }

  @Test
  void withoutLeaveToShowEverythingThereIsADigestAndNoFile() throws Exception {
    PublishedFile file = bundle();
    EvidencePage page =
        write(
            published(DecidedStage.showing("outcome, gates, rank, total"), file.digest()),
            file,
            List.of(screen()));
    assertThat(page.download()).isNull();
    assertThat(page.digests().getFirst().value()).isEqualTo(file.digest().toString());
    var compared = page.lineage().getFirst().references().getFirst();
    assertThat(compared.sentence()).isEqualTo("This is no chance.");
    assertThat(compared.z()).as("no figures").isEmpty();
    assertThat(page.lineage().getFirst().path()).as("no whole report").isNull();
  }

  @Test
  void withoutLeaveToShowGatesThereIsNoLineageReport() throws Exception {
    PublishedFile file = bundle();
    EvidencePage page =
        write(published(DecidedStage.showing("outcome"), file.digest()), file, List.of(screen()));
    assertThat(page.lineage()).isEmpty();
    assertThat(page.benchmarks()).isEmpty();
  }

  @Test
  void aLineageReportIsToldInWordsAndRoundedFigures() throws Exception {
    PublishedFile file = bundle();
    var lineage =
        write(published(DecidedStage.open(), file.digest()), file, List.of(screen()))
            .lineage()
            .getFirst();
    assertThat(lineage.grade().word()).isEqualTo("Derivation established");
    var compared = lineage.references().getFirst();
    assertThat(compared.z()).isEqualTo("44.3");
    assertThat(compared.style()).isEqualTo("h-extreme");
    assertThat(compared.sentence()).isEqualTo("This is no chance.");
    assertThat(lineage.path()).isEqualTo("/programmes/rehearsal/stages/stage-1/lineage/gan-ui");
    assertThat(lineage.decision()).as("nobody had to decide").isNull();
  }

  private static EvidencePage write(
      PublishedStage stage, PublishedFile file, List<Screen> screens) {
    return EvidenceWriter.write(
        DecidedStage.page(Language.ENGLISH), stage, List.of(), screens, List.of(), file);
  }

  private static Screen screen() {
    return new Screen(
        DecidedStage.ID,
        "gan-ui",
        Grade.DERIVATION_ESTABLISHED,
        REPORT,
        Digest.of(bytes(REPORT)).toString(),
        DecidedStage.ISSUED);
  }

  private static PublishedStage published(PublishedStage stage, Digest digest) {
    return new PublishedStage(
        stage.head(),
        stage.rulebook(),
        stage.rulesVersion(),
        stage.verdict(),
        stage.teams(),
        stage.reader(),
        new PublishedBundle(
            DecidedStage.ID,
            1,
            "rehearsal-stage-1-v1.zip",
            digest.toString(),
            1234567,
            DecidedStage.ISSUED));
  }

  private PublishedFile bundle() throws Exception {
    Path zip = folder.resolve("rehearsal-stage-1-v1.zip");
    if (!Files.exists(zip)) {
      Bundle.of(
              new TreeMap<>(
                  Map.of(
                      "README.md", Content.of("read"),
                      "verdict/scores.json", Content.of("[]"),
                      "verdict/verdict.json", Content.of("{}"))))
          .writeZip(zip);
    }
    return PublishedFiles.read(zip);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
