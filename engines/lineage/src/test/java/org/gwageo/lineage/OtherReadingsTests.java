package org.gwageo.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.SyntheticModel.Shape;
import org.gwageo.lineage.report.PanelReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page a panel reads says what else explains an agreement, and on which figures that rests. */
class OtherReadingsTests {

  private static final SyntheticModel BASE = SyntheticModel.random(Shape.NANO, 1);

  @TempDir Path folder;

  private int written;

  private Checkpoint write(SyntheticModel model) throws Exception {
    return model.write(folder.resolve("model-" + written++));
  }

  private LineageReport distilled() throws Exception {
    var student =
        SyntheticModel.random(Shape.NANO, 9)
            .grafted(
                BASE.perturbed(0.3, 4), name -> name.contains("embed") || name.contains("norm"));
    try (var subject = write(student);
        var reference = write(BASE)) {
      return LineageComparison.compare(subject, reference, Settings.of(20260102));
    }
  }

  private LineageReport started(SyntheticModel start) throws Exception {
    try (var common = write(start);
        var subject = write(BASE.perturbed(0.4, 1));
        var reference = write(BASE.perturbed(0.4, 2))) {
      return LineageComparison.compare(subject, reference, List.of(common), Settings.of(20260102));
    }
  }

  private static PanelReport page(LineageReport report) throws Exception {
    return PanelReport.read(report.toJson()).ofSubject("entrant").againstReference("base");
  }

  private static String html(LineageReport report, Language language) throws Exception {
    return new String(page(report).html(language), StandardCharsets.UTF_8);
  }

  @Test
  void aDistillationStandsWithBothKindsOfTestsAndTheirControls() throws Exception {
    var report = distilled();
    assertThat(report.readings()).containsExactly(Reading.REPRESENTATION_DISTILLATION);
    String page = html(report, Language.EN);
    String block = between(page, "What else explains the agreement", "Layer map");
    assertThat(block)
        .contains(
            "Representation distillation, or transplanted embeddings",
            "basis of the channels",
            "elements and neurons",
            "Why indicated at most")
        .contains("embedding · T3", "mlp · T1", "mlp · φU");
    assertThat(html(report, Language.KO))
        .contains("일치를 달리 설명하는 것", "표현 증류 또는 옮겨 온 임베딩", "왜 ‘의심’까지인가");
    var finding =
        report.components().stream()
            .filter(one -> one.outcome().component().equals("mlp"))
            .filter(one -> one.outcome().family().name().equals("T1"))
            .findFirst()
            .orElseThrow();
    assertThat(finding.indicates()).isFalse();
    int pairs = finding.calibrated().controls().orElseThrow().pairs();
    assertThat(block).as("the number of control pairs").contains(">" + pairs + "<");
  }

  @Test
  void aCommonStartStandsWithWhatTrainingAddedToIt() throws Exception {
    var report = started(BASE);
    assertThat(report.readings()).containsExactly(Reading.COMMON_START);
    String block =
        between(html(report, Language.EN), "What else explains the agreement", "Layer map");
    assertThat(block)
        .contains(
            "A common start",
            "by both",
            "independent pairs, mlp · T1",
            "one trained on from the other",
            "0.88 – 1.0",
            "Why indicated at most")
        .doesNotContain("Representation distillation");
    report
        .starts()
        .getFirst()
        .added()
        .values()
        .forEach(
            cosine ->
                assertThat(block)
                    .contains(String.format(java.util.Locale.ROOT, "%.4f", Math.abs(cosine))));
  }

  @Test
  void aStartThatIsNotCarriedExplainsNothing() throws Exception {
    var report = started(SyntheticModel.random(Shape.NANO, 5));
    assertThat(report.readings()).isEmpty();
    assertThat(html(report, Language.EN))
        .contains("No start is carried by both models")
        .doesNotContain("Why indicated at most");
  }

  @Test
  void withoutAReadingThereIsNoBlock() throws Exception {
    try (var subject = write(BASE.perturbed(0.1, 3));
        var reference = write(BASE)) {
      var report = LineageComparison.compare(subject, reference, Settings.of(1));
      assertThat(report.readings()).isEmpty();
      assertThat(html(report, Language.EN)).doesNotContain("What else explains the agreement");
      assertThat(html(report, Language.KO)).doesNotContain("일치를 달리 설명하는 것");
    }
  }

  @Test
  void severalReferencesAreNamedAndThePdfSaysTheSame() throws Exception {
    var pairs = new TreeMap<String, Object>();
    pairs.put("teacher", distilled().toTree());
    pairs.put("seed-mate", started(BASE).toTree());
    byte[] screen =
        CanonicalJson.bytes(
            Map.of(
                "format", "gwageo-lineage-screen/1",
                "entrants", 1,
                "seed", "20260102",
                "grade", "indicated",
                "references", pairs));
    var report = PanelReport.read(screen).ofSubject("entrant");
    assertThat(new String(report.html(Language.EN), StandardCharsets.UTF_8))
        .contains("A common start – seed-mate", "transplanted embeddings – teacher");
    byte[] pdf = report.pdf(Language.KO);
    assertThat(pdf).isEqualTo(PanelReport.read(screen).ofSubject("entrant").pdf(Language.KO));
    try (var document = Loader.loadPDF(pdf)) {
      String text = new PDFTextStripper().getText(document);
      assertThat(text).contains("일치를 달리 설명하는 것", "공통 출발점 – seed-mate", "이 설명의 근거");
    }
    String kept = System.getProperty("gwageo.pages", "");
    if (!kept.isEmpty()) {
      Files.write(Path.of(kept).resolve("readings-ko.pdf"), pdf);
      Files.write(Path.of(kept).resolve("readings-en.html"), report.html(Language.EN));
      Files.write(Path.of(kept).resolve("readings-ko.html"), report.html(Language.KO));
    }
  }

  private static String between(String page, String from, String to) {
    int start = page.indexOf(from);
    assertThat(start).as(from).isPositive();
    int end = page.indexOf(to, start);
    return end < 0 ? page.substring(start) : page.substring(start, end);
  }
}
