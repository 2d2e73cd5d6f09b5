package org.gwageo.lineage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Language;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PanelReportTests {

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = PanelReportTests.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static PanelReport screen() throws Exception {
    return PanelReport.read(sample("screen.json"))
        .ofSubject("entrant-7b")
        .withKnownDerivative("lantern-vl-tuned", sample("derivative.json"));
  }

  private static String html(PanelReport report, Language language) {
    return new String(report.html(language), StandardCharsets.UTF_8);
  }

  /** HTML as written here is XML but for the document type and the void element meta. */
  private static Document parsed(String html) throws Exception {
    String xml = html.substring(html.indexOf("<html")).replaceAll("(<meta [^>]*)>", "$1/>");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theAnswerComesFirstInBothLanguages() throws Exception {
    assertThat(html(screen(), Language.KO))
        .contains("<html lang=\"ko\">", "파생 확인", "기준 모델 lantern-vl: 두 모델이", "10^30");
    assertThat(html(screen(), Language.EN))
        .contains(
            "<html lang=\"en\">", "Derivation established", "Against lantern-vl: If", "10^30");
  }

  @Test
  void numbersStandInColouredCellsOfTheGrid() throws Exception {
    Document page = parsed(html(screen(), Language.EN));
    Element grid = table(page, "Calibrated z by component and reference");

    assertThat(grid.getElementsByTagName("thead").item(0).getTextContent())
        .startsWith("Componentlantern-vl");
    Element row = row(grid, "vision mlp");
    Element cell = (Element) row.getElementsByTagName("td").item(0);
    assertThat(Double.parseDouble(cell.getFirstChild().getTextContent())).isGreaterThan(10);
    assertThat(cell.getAttribute("class")).matches("h-(strong|extreme)");
    assertThat(cell.getTextContent()).contains("established");
  }

  private static Element table(Document page, String caption) {
    NodeList captions = page.getElementsByTagName("caption");
    for (int i = 0; i < captions.getLength(); i++) {
      if (captions.item(i).getTextContent().equals(caption)) {
        return (Element) captions.item(i).getParentNode();
      }
    }
    throw new AssertionError("no table " + caption);
  }

  private static Element row(Element table, String head) {
    NodeList rows = table.getElementsByTagName("tr");
    for (int i = 0; i < rows.getLength(); i++) {
      if (rows.item(i).getTextContent().startsWith(head)) {
        return (Element) rows.item(i);
      }
    }
    throw new AssertionError("no row " + head);
  }

  @Test
  void namesFromOutsideAreText() throws Exception {
    String page = html(screen(), Language.KO);

    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void thePageNeedsNothingFromElsewhere() throws Exception {
    assertThat(html(screen(), Language.KO))
        .doesNotContain("src=", "href=", "url(", "@import", "javascript:");
  }

  @Test
  void headingsDescendWithoutGapsAndIdsAreUnique() throws Exception {
    String page = html(screen(), Language.EN);
    Document document = parsed(page);

    assertThat(document.getElementsByTagName("h1").getLength()).isEqualTo(1);
    var levels = Pattern.compile("<h([1-6])").matcher(page).results().map(m -> m.group(1)).toList();
    for (int i = 1; i < levels.size(); i++) {
      assertThat(levels.get(i).compareTo(levels.get(i - 1))).isLessThanOrEqualTo(1);
    }
    var ids =
        Pattern.compile(" id=\"([^\"]*)\"").matcher(page).results().map(m -> m.group(1)).toList();
    assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
    assertThat(
            Pattern.compile("aria-labelledby=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(m -> m.group(1)))
        .allMatch(ids::contains);
  }

  @Test
  void everyDrawingHasANameAndATableOfTheSameNumbers() throws Exception {
    Document page = parsed(html(screen(), Language.EN));
    NodeList drawings = page.getElementsByTagName("svg");

    assertThat(drawings.getLength()).isEqualTo(2);
    for (int i = 0; i < drawings.getLength(); i++) {
      Element drawing = (Element) drawings.item(i);
      assertThat(drawing.getAttribute("role")).isEqualTo("img");
      assertThat(drawing.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
    }
    assertThat(row(table(page, "Layers that correspond"), "0–5").getTextContent())
        .startsWith("0–51, 3, …, 116");
    assertThat(table(page, "The same statistic elsewhere").getTextContent()).contains("48");
  }

  @Test
  void theInkOnEveryColourHasAContrastOfAtLeastFourAndAHalf() {
    for (Heat heat : Heat.values()) {
      assertThat(contrast(heat.fill(), heat.ink())).as(heat.name()).isGreaterThanOrEqualTo(4.5);
    }
    for (String[] pair :
        new String[][] {
          {"#FFFFFF", Pictures.QUIET},
          {"#FBEAEA", "#8A1C1C"},
          {"#FFF4DE", "#7A4B00"},
          {"#E6F3F7", "#0B4A5E"},
          {"#EFF1F4", "#3A3F4A"}
        }) {
      assertThat(contrast(pair[0], pair[1])).as(pair[1]).isGreaterThanOrEqualTo(4.5);
    }
  }

  /** WCAG 2.2, contrast ratio. */
  private static double contrast(String a, String b) {
    double light = Math.max(luminance(a), luminance(b));
    double dark = Math.min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
  }

  private static double luminance(String colour) {
    double[] parts = new double[3];
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      parts[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }

  @Test
  void coloursDarkenWithZ() {
    double before = 2;
    for (Heat heat : Heat.values()) {
      assertThat(luminance(heat.fill())).isLessThan(before);
      before = luminance(heat.fill());
    }
    assertThat(Heat.of(9.99)).isEqualTo(Heat.SOME);
    assertThat(Heat.of(10)).isEqualTo(Heat.STRONG);
    assertThat(Heat.of(-50)).isEqualTo(Heat.NONE);
  }

  @Test
  void aPairWithoutATraceShowsItsPowerAndWhatIsNoEvidence() throws Exception {
    PanelReport report = PanelReport.read(sample("none.json")).againstReference("north-base");
    String page = html(report, Language.EN);

    assertThat(page)
        .contains("No trace found", "not a proof of independence", "mlp · φU", "25 %", "not found")
        .contains("Not evidence", "0.9931", "0.9958", "two random vectors");
    assertThat(html(report, Language.KO)).contains("증거가 아닌 것", "모든 층의 뉴런");
  }

  @Test
  void sameInputsGiveTheSameBytes(@TempDir Path folder) throws Exception {
    assertThat(screen().html(Language.KO)).isEqualTo(screen().html(Language.KO));
    byte[] pdf = screen().pdf(Language.KO);
    assertThat(Digest.of(pdf)).isEqualTo(Digest.of(screen().pdf(Language.KO)));
    assertThat(Digest.of(pdf)).isNotEqualTo(Digest.of(screen().pdf(Language.EN)));
    String kept = System.getProperty("gwageo.pages", "");
    Path to = kept.isEmpty() ? folder : Path.of(kept);
    Files.write(to.resolve("ko.pdf"), pdf);
    Files.write(to.resolve("en.pdf"), screen().pdf(Language.EN));
    Files.write(to.resolve("ko.html"), screen().html(Language.KO));
    Files.write(to.resolve("en.html"), screen().html(Language.EN));
    Files.write(to.resolve("none.html"), PanelReport.read(sample("none.json")).html(Language.EN));
    assertThat(Files.size(to.resolve("ko.pdf"))).isBetween(10_000L, 3_000_000L);
  }

  @Test
  void thePdfIsTaggedAndItsTextCanBeSearched() throws Exception {
    try (PDDocument document = Loader.loadPDF(screen().pdf(Language.KO))) {
      String text = new PDFTextStripper().getText(document);
      assertThat(text).contains("모델 계보 검증 보고서", "파생 확인", "lantern-vl", "증거가 아닌 것", "비전 MLP");
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("ko-KR");
      assertThat(document.getDocumentCatalog().getStructureTreeRoot().getKids()).hasSize(1);
      assertThat(document.getDocumentInformation().getCreationDate()).isNull();
      assertThat(document.getNumberOfPages()).isBetween(2, 8);
    }
  }

  @Test
  void refusesWhatIsNoReport() {
    assertThatThrownBy(() -> PanelReport.read("{".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("not JSON");
    assertThatThrownBy(
            () -> PanelReport.read("{\"format\":\"x/1\"}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("x/1");
    String huge =
        "{\"format\":\"gwageo-lineage/1\",\"grade\":\"not-found\",\"layerMap\":[{\"subject\":2000000000,\"reference\":0}]}";
    assertThatThrownBy(() -> PanelReport.read(huge.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("2000000000");
  }

  @Test
  void aReportWithoutFindingsIsStillAPage() throws Exception {
    byte[] json =
        "{\"format\":\"gwageo-lineage/1\",\"grade\":\"untestable\",\"sentence\":{\"ko\":\"가\",\"en\":\"a\"}}"
            .getBytes(StandardCharsets.UTF_8);
    PanelReport report = PanelReport.read(json);

    assertThat(html(report, Language.EN)).contains("Not testable", "No test could be applied.");
    assertThat(report.pdf(Language.EN)).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void theFragmentSaysWhatTheFileSaysWithoutTitleAndStyle() throws Exception {
    String fragment = screen().fragment(Language.EN, "r1-", 3);
    assertThat(fragment)
        .contains("<h3>Which part resembles which model</h3>", "Calibrated z by component")
        .doesNotContain("<h1", "<h2", "<style", " style=", "<html", "id=\"b");
    assertThat(Pattern.compile(" id=\"").matcher(fragment).results().count())
        .as("every id has the prefix")
        .isEqualTo(Pattern.compile(" id=\"r1-").matcher(fragment).results().count())
        .isPositive();
    parsed("<html>" + fragment + "</html>");
    assertThatThrownBy(() -> screen().fragment(Language.EN, "r", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void statisticsOfTowersStandBesideTheirControlsAndGainsOnce() throws Exception {
    String json =
        new String(sample("screen.json"), StandardCharsets.UTF_8)
            .replace(
                "\"notEvidence\":{\"gainCosine\":{",
                """
                "notEvidence":{"gainCosine":0.9931,"gainPearson":0.01,"norms":9,"reason":"gains",\
                "statistics":{"text":{"vocabularyOverlap":{"control":0.588,"value":0.991,\
                "sentence":{"ko":"겹침","en":"overlap of any two"}},"gainCosine":{""")
            .replace("\"value\":0.9931}}", "\"value\":0.9931}}}}");
    String html = html(PanelReport.read(json.getBytes(StandardCharsets.UTF_8)), Language.EN);
    assertThat(html).contains("overlap of any two", "0.5880", "0.9910", "0.9958");
    assertThat(html.split("cosine of gains", -1)).as("told once").hasSize(2);
    assertThat(html).doesNotContain(">statistics<");
  }
}
