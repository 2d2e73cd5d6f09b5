package org.gwageo.lineage.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.Language;
import org.gwageo.lineage.report.Block.Answer;
import org.gwageo.lineage.report.Block.Bullets;
import org.gwageo.lineage.report.Block.Cell;
import org.gwageo.lineage.report.Block.Column;
import org.gwageo.lineage.report.Block.Figure;
import org.gwageo.lineage.report.Block.Heading;
import org.gwageo.lineage.report.Block.Legend;
import org.gwageo.lineage.report.Block.Paragraph;
import org.gwageo.lineage.report.Block.Table;
import org.gwageo.lineage.report.Block.Warning;
import org.gwageo.lineage.report.PairReading.Controls;
import org.gwageo.lineage.report.PairReading.Finding;
import org.gwageo.lineage.report.PairReading.Match;
import org.jspecify.annotations.Nullable;

/** What the page says, in one language. */
final class PanelContent {

  private static final int COLUMNS = 6;
  private static final int SHOWN_REFERENCES = 24;
  private static final int SHOWN_STRIPS = 14;
  private static final String NOTHING = "–";

  private final PanelReport report;
  private final Words words;
  private final String name;
  private final PairReading pair;
  private final List<Map.Entry<String, PairReading>> ordered;

  PanelContent(PanelReport report, Language language) {
    this.report = report;
    words = new Words(language);
    ordered = report.pairs().entrySet().stream().sorted(PanelReport.BY_STRENGTH).toList();
    name = ordered.getFirst().getKey();
    pair = ordered.getFirst().getValue();
  }

  List<Block> blocks() {
    var blocks = new ArrayList<Block>();
    answer(blocks);
    grid(blocks);
    blocks.addAll(new OtherReadings(words, ordered.size() > 1).of(ordered.subList(0, shown())));
    layers(blocks);
    strips(blocks);
    tests(blocks);
    misleading(blocks);
    power(blocks);
    untestable(blocks);
    assumptions(blocks);
    origin(blocks);
    return blocks;
  }

  private String say(String korean, String english) {
    return words.say(korean, english);
  }

  private void answer(List<Block> blocks) {
    blocks.add(new Heading(1, say("모델 계보 검증 보고서", "Model lineage report")));
    String references =
        report.pairs().size() == 1
            ? name
            : say(
                "기준 모델 %d개".formatted(report.pairs().size()),
                "%d reference models".formatted(report.pairs().size()));
    blocks.add(
        new Paragraph(
            say("검증 대상 ", "Subject ")
                + subject()
                + say(" · 비교 대상 ", " · compared with ")
                + references,
            false));
    blocks.add(new Answer(pair.grade(), words.grade(pair.grade()), sentence()));
  }

  private String subject() {
    String given = report.subject();
    return given != null ? given : shortDigest(input("subject"));
  }

  private String input(String as) {
    return pair.inputs().stream()
        .filter(input -> input.as().equals(as))
        .map(PairReading.Input::digest)
        .findFirst()
        .orElse("");
  }

  private String sentence() {
    String sentence = say(pair.korean(), pair.english());
    if (report.pairs().size() == 1) {
      return sentence;
    }
    return switch (pair.grade()) {
      case NOT_FOUND, UNTESTABLE ->
          sentence + say(" 모든 기준 모델에 대해 그렇습니다.", " This holds for every reference.");
      case IDENTICAL, DERIVATION_ESTABLISHED, INDICATED ->
          say("기준 모델 %s: %s", "Against %s: %s").formatted(name, sentence);
    };
  }

  private void grid(List<Block> blocks) {
    blocks.add(new Heading(2, say("어느 부분이 어느 모델과 닮았는가", "Which part resembles which model")));
    blocks.add(
        new Paragraph(
            say(
                "숫자는 보정된 z값(가장 강한 검정)이며, 아래 작은 글씨는 그 검정과 판정입니다. 3보다 작으면 우연과 구별되지 않습니다.",
                "Numbers are calibrated z-scores of the strongest test, with the test and the grade"
                    + " of the part in small letters. Below 3 nothing differs from chance."),
            true));
    blocks.add(new Legend(say("보정된 z", "Calibrated z")));
    List<Map.Entry<String, PairReading>> shown = ordered.subList(0, shown());
    var components = new TreeSet<String>();
    shown.forEach(
        entry -> entry.getValue().findings().forEach(one -> components.add(one.component())));
    if (components.isEmpty()) {
      blocks.add(new Paragraph(say("적용할 수 있는 검정이 없습니다.", "No test could be applied."), false));
      return;
    }
    for (int from = 0; from < shown.size(); from += COLUMNS) {
      blocks.add(
          gridOf(
              shown.subList(from, Math.min(shown.size(), from + COLUMNS)),
              List.copyOf(components)));
    }
    if (ordered.size() > shown.size()) {
      rest(blocks, ordered.subList(shown.size(), ordered.size()));
    }
  }

  /** The strongest references, and all with a trace, as long as a page can hold them. */
  private int shown() {
    long traces =
        ordered.stream()
            .filter(entry -> entry.getValue().grade().compareTo(Grade.NOT_FOUND) < 0)
            .limit(SHOWN_REFERENCES)
            .count();
    return (int) Math.min(ordered.size(), Math.max(COLUMNS, traces));
  }

  private Table gridOf(List<Map.Entry<String, PairReading>> shown, List<String> components) {
    var columns = new ArrayList<Column>();
    columns.add(new Column(say("부분", "Component"), 1.6, false));
    shown.forEach(entry -> columns.add(new Column(entry.getKey(), 1, false)));
    while (columns.size() < (ordered.size() > COLUMNS ? COLUMNS + 1 : 4)) {
      columns.add(new Column("", 1, false));
    }
    var rows = new ArrayList<List<Cell>>();
    for (String component : components) {
      var row = new ArrayList<Cell>();
      row.add(Cell.of(words.component(component)));
      for (Map.Entry<String, PairReading> entry : shown) {
        row.add(gridCell(entry.getValue(), component));
      }
      while (row.size() < columns.size()) {
        row.add(Cell.of(""));
      }
      rows.add(row);
    }
    return new Table(
        say("부분별, 기준 모델별 보정된 z", "Calibrated z by component and reference"), columns, rows, true);
  }

  private Cell gridCell(PairReading reading, String component) {
    Finding finding = reading.strongest(component);
    if (finding == null) {
      return new Cell(NOTHING, say("검정 없음", "not tested"), null);
    }
    Grade grade = reading.grades().getOrDefault(component, Grade.NOT_FOUND);
    return new Cell(
        words.decimal(finding.calibratedZ()),
        finding.label() + " · " + words.mark(grade),
        Heat.of(finding.calibratedZ()));
  }

  private void rest(List<Block> blocks, List<Map.Entry<String, PairReading>> others) {
    var rows = new ArrayList<List<Cell>>();
    for (Map.Entry<String, PairReading> entry : others) {
      rows.add(
          List.of(
              Cell.of(entry.getKey()),
              Cell.of(words.grade(entry.getValue().grade())),
              Cell.of(words.decimal(entry.getValue().largest()))));
    }
    blocks.add(
        new Table(
            say("나머지 기준 모델", "The other references"),
            List.of(
                new Column(say("기준 모델", "Reference"), 2, false),
                new Column(say("등급", "Grade"), 2, false),
                new Column(say("가장 큰 z", "Largest z"), 1, true)),
            rows,
            false));
  }

  private void tests(List<Block> blocks) {
    if (pair.findings().isEmpty()) {
      return;
    }
    blocks.add(
        new Heading(
            2,
            say("검정별 결과 (기준 모델 %s)".formatted(name), "Test by test, against %s".formatted(name))));
    var rows = new ArrayList<List<Cell>>();
    for (Finding finding : pair.findings()) {
      rows.add(
          List.of(
              Cell.of(words.component(finding.component())),
              Cell.of(
                  finding.label() + (finding.identical() ? say(" (바이트 동일)", " (same bytes)") : "")),
              Cell.of(words.decimal(finding.z())),
              new Cell(words.decimal(finding.calibratedZ()), null, Heat.of(finding.calibratedZ())),
              Cell.of(words.decimal(finding.log10p())),
              Cell.of(words.decimal(finding.adjustedLog10p()))));
    }
    blocks.add(
        new Table(
            say("부분과 검정별 결과", "Results by component and test"),
            List.of(
                new Column(say("부분", "Component"), 2, false),
                new Column(say("검정", "Test"), 2, false),
                new Column("z", 1, true),
                new Column(say("보정 z", "Calibrated z"), 1.2, true),
                new Column("log10 p", 1.2, true),
                new Column(say("다중 비교 보정 log10 p", "Adjusted log10 p"), 1.6, true)),
            rows,
            false));
  }

  private void layers(List<Block> blocks) {
    for (Map.Entry<String, List<Match>> entry : pair.layerMaps().entrySet()) {
      String title =
          say("층 대응", "Layer map") + (pair.layerMaps().size() > 1 ? " – " + entry.getKey() : "");
      blocks.add(new Heading(2, title));
      var rows = new ArrayList<List<Cell>>();
      for (LayerRun run : LayerRun.of(entry.getValue())) {
        rows.add(
            List.of(
                Cell.of(run.subject()),
                Cell.of(run.reference()),
                Cell.of(Integer.toString(run.layers())),
                Cell.of(words.decimal(run.weakest()))));
      }
      blocks.add(
          new Figure(
              Pictures.layerMap(
                  entry.getValue(),
                  say("대상", "subject"),
                  say("기준 모델의 층 (0부터)", "layer of the reference, from 0")),
              title,
              say(
                  "칸이 칠해진 자리는 대상의 층(아래로)과 기준 모델의 층(오른쪽으로)이 같은 뉴런 순서를 가진다는 뜻입니다.",
                  "A filled cell is a layer of the subject (downwards) whose neurons stand in the"
                      + " order of a layer of the reference (to the right)."),
              new Table(
                  say("대응하는 층", "Layers that correspond"),
                  List.of(
                      new Column(say("대상의 층", "Layers of the subject"), 2, false),
                      new Column(say("기준 모델의 층", "Layers of the reference"), 2, false),
                      new Column(say("층 수", "Layers"), 1, true),
                      new Column(say("가장 작은 z", "Smallest z"), 1, true)),
                  rows,
                  false)));
    }
  }

  private void strips(List<Block> blocks) {
    List<Finding> shown =
        pair.findings().stream()
            .sorted(
                Comparator.<Finding>comparingDouble(one -> -Math.abs(one.z()))
                    .thenComparing(Finding::component)
                    .thenComparing(Finding::test))
            .limit(SHOWN_STRIPS)
            .toList();
    if (shown.isEmpty()) {
      return;
    }
    var strips = new ArrayList<Pictures.Strip>();
    var rows = new ArrayList<List<Cell>>();
    for (Finding finding : shown) {
      Pictures.Strip strip = strip(finding);
      strips.add(strip);
      rows.add(stripRow(finding, strip));
    }
    String title = say("이 쌍은 독립인 쌍들과 얼마나 다른가", "How far this pair stands from independent pairs");
    blocks.add(new Heading(2, title));
    blocks.add(
        new Figure(
            Pictures.strips(strips, marks()),
            title,
            say(
                "가로축은 z의 부호 있는 로그 눈금이며 점선은 확정에 필요한 10입니다. 회색 띠는 독립임이 알려진 모델 쌍들의 평균 ± 2 표준편차입니다.",
                "The axis is a signed logarithm of z; the dashed line is the 10 that an established"
                    + " derivation needs. The grey band is mean ± 2 standard deviations of pairs"
                    + " that are known to be independent."),
            new Table(
                say("같은 통계량의 비교", "The same statistic elsewhere"),
                List.of(
                    new Column(say("부분 · 검정", "Component · test"), 2, false),
                    new Column(say("이 쌍", "This pair"), 1, true),
                    new Column(say("대조 쌍 수", "Control pairs"), 1, true),
                    new Column(say("평균 ± 표준편차", "Mean ± deviation"), 1.6, true),
                    new Column(say("대조 최대", "Largest control"), 1.2, true),
                    new Column(say("다른 기준 모델", "Other references"), 1.6, true),
                    new Column(say("알려진 파생", "Known derivative"), 1.4, true)),
                rows,
                false)));
  }

  private Pictures.Marks marks() {
    String derivative = report.derivativeName();
    return new Pictures.Marks(
        say("이 쌍", "this pair"),
        say("대조 쌍", "control pairs"),
        say("대조 최대", "largest control"),
        say("다른 기준 모델(흔적 없음)", "other references (not found)"),
        derivative == null
            ? say("알려진 파생", "known derivative")
            : say("알려진 파생: ", "known derivative: ") + derivative);
  }

  private Pictures.Strip strip(Finding finding) {
    Controls controls = finding.controls();
    double spread = controls == null ? Double.NaN : 2 * controls.deviation();
    List<Double> others =
        ordered.stream()
            .skip(1)
            .filter(entry -> entry.getValue().grade() == Grade.NOT_FOUND)
            .map(entry -> same(entry.getValue(), finding))
            .filter(z -> !Double.isNaN(z))
            .toList();
    PairReading derivative = report.derivative();
    return new Pictures.Strip(
        words.component(finding.component()) + " · " + finding.label(),
        finding.z(),
        controls == null ? Double.NaN : controls.mean() - spread,
        controls == null ? Double.NaN : controls.mean() + spread,
        controls == null ? Double.NaN : controls.largest(),
        others,
        derivative == null ? Double.NaN : same(derivative, finding));
  }

  private static double same(PairReading reading, Finding finding) {
    return reading.findings().stream()
        .filter(one -> one.component().equals(finding.component()))
        .filter(one -> one.test().equals(finding.test()))
        .mapToDouble(Finding::z)
        .findFirst()
        .orElse(Double.NaN);
  }

  private List<Cell> stripRow(Finding finding, Pictures.Strip strip) {
    Controls controls = finding.controls();
    String others =
        strip.others().isEmpty()
            ? NOTHING
            : words.decimal(strip.others().stream().mapToDouble(z -> z).min().orElse(0))
                + " … "
                + words.decimal(strip.others().stream().mapToDouble(z -> z).max().orElse(0));
    return List.of(
        Cell.of(strip.label()),
        Cell.of(words.decimal(finding.z())),
        Cell.of(controls == null ? NOTHING : Integer.toString(controls.pairs())),
        Cell.of(
            controls == null
                ? NOTHING
                : words.decimal(controls.mean()) + " ± " + words.decimal(controls.deviation())),
        Cell.of(words.decimal(strip.largest())),
        Cell.of(others),
        Cell.of(words.decimal(strip.known())));
  }

  private void misleading(List<Block> blocks) {
    if (pair.misleading().isEmpty()) {
      return;
    }
    var content = new ArrayList<Block>();
    content.add(
        new Paragraph(
            say(
                "아래 값은 사람들이 자주 묻기 때문에 계산했을 뿐, 판정에 쓰지 않습니다.",
                "These numbers are computed because people ask for them. No grade uses them."),
            false));
    var rows = new ArrayList<List<Cell>>();
    for (PairReading.Misleading one : pair.misleading()) {
      rows.add(
          List.of(
              Cell.of(words.misleading(one.name())),
              Cell.of(words.four(one.value())),
              Cell.of(words.four(one.control())),
              Cell.of(say(one.korean(), one.english()))));
    }
    content.add(
        new Table(
            say("증거가 아닌 값", "Numbers that are no evidence"),
            List.of(
                new Column(say("이름", "Name"), 1.5, false),
                new Column(say("이 쌍", "This pair"), 0.8, true),
                new Column(say("무관한 대조", "Unrelated control"), 0.9, true),
                new Column(say("증거가 아닌 이유", "Why it is no evidence"), 3.4, false)),
            rows,
            false));
    blocks.add(new Warning(say("증거가 아닌 것", "Not evidence"), content));
  }

  private void power(List<Block> blocks) {
    if (pair.power().isEmpty()) {
      return;
    }
    blocks.add(
        new Heading(2, say("얼마나 작은 복사까지 찾을 수 있었나", "How small a copy would have been found")));
    blocks.add(
        new Paragraph(
            say(
                "기준 모델의 일부를 대상에 일부러 심고 같은 검정을 다시 해서 잰 값입니다. 이보다 작은 복사는 놓칠 수 있습니다.",
                "Measured by planting shares of the reference into the subject and testing again."
                    + " Smaller copies can escape."),
            true));
    var rows = new ArrayList<List<Cell>>();
    for (PairReading.Power one : pair.power()) {
      rows.add(
          List.of(
              Cell.of(words.componentAndTest(one.component())),
              Cell.of(words.share(one.indicated())),
              Cell.of(words.share(one.established())),
              Cell.of(words.unit(one.unit()))));
    }
    blocks.add(
        new Table(
            say("검출력", "Power"),
            List.of(
                new Column(say("부분 · 검정", "Component · test"), 2, false),
                new Column(say("의심까지", "Indicated from"), 1, true),
                new Column(say("확정까지", "Established from"), 1, true),
                new Column(say("단위", "Share of"), 1.5, false)),
            rows,
            false));
  }

  private void untestable(List<Block> blocks) {
    if (pair.untestable().isEmpty()) {
      return;
    }
    blocks.add(new Heading(2, say("검정할 수 없었던 부분", "What could not be tested")));
    var rows = new ArrayList<List<Cell>>();
    for (PairReading.Untestable one : pair.untestable()) {
      rows.add(
          List.of(
              Cell.of(words.component(one.component())),
              Cell.of(one.test().isEmpty() ? NOTHING : words.test(one.test())),
              Cell.of(one.reason())));
    }
    blocks.add(
        new Table(
            say("검정 불가와 그 이유", "Not testable, and why"),
            List.of(
                new Column(say("부분", "Component"), 1.2, false),
                new Column(say("검정", "Test"), 0.6, false),
                new Column(say("이유", "Reason"), 4, false)),
            rows,
            false));
  }

  private void assumptions(List<Block> blocks) {
    blocks.add(new Heading(2, say("무엇을 가정했나", "What is assumed")));
    blocks.add(new Bullets(words.assumptions(pair.hypotheses())));
  }

  private void origin(List<Block> blocks) {
    blocks.add(new Heading(2, say("무엇을 비교했나", "What was compared")));
    var rows = new ArrayList<List<Cell>>();
    rows.add(row(say("방법의 판", "Version of the method"), pair.format()));
    rows.add(row(say("난수 시드", "Seed of random draws"), pair.seed()));
    rows.add(row(say("대조 자료집", "Control library"), pair.controls()));
    rows.add(row(say("이 쪽을 만든 JSON", "JSON this page was made from"), report.source().toString()));
    for (PairReading.Input input : pair.inputs()) {
      if (input.as().equals("subject")) {
        rows.add(row(say("대상 전체", "Subject, all files"), input.digest()));
        for (PairReading.InputFile file : input.files()) {
          rows.add(
              row(file.path() + " (" + words.bytes(file.size()) + ")", "sha256:" + file.sha256()));
        }
      }
    }
    for (Map.Entry<String, PairReading> entry : ordered) {
      for (PairReading.Input input : entry.getValue().inputs()) {
        if (input.as().equals("reference")) {
          rows.add(row(say("기준 ", "Reference ") + entry.getKey(), input.digest()));
        }
      }
    }
    blocks.add(
        new Table(
            say("파일과 설정의 다이제스트", "Digests of files and settings"),
            List.of(
                new Column(say("항목", "Item"), 1, false), new Column(say("값", "Value"), 2, false)),
            rows,
            false));
  }

  private static List<Cell> row(String item, @Nullable String value) {
    return List.of(Cell.of(item), Cell.of(value == null || value.isEmpty() ? NOTHING : value));
  }

  /** The first 12 digits of a digest. */
  static String shortDigest(String digest) {
    String hex = digest.startsWith("sha256:") ? digest.substring(7) : digest;
    return hex.isEmpty()
        ? NOTHING
        : "sha256:" + hex.substring(0, Math.min(12, hex.length())).toLowerCase(Locale.ROOT);
  }
}
