package org.gwageo.lineage.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gwageo.lineage.Reading;
import org.gwageo.lineage.report.Block.Cell;
import org.gwageo.lineage.report.Block.Column;
import org.gwageo.lineage.report.Block.Heading;
import org.gwageo.lineage.report.Block.Paragraph;
import org.gwageo.lineage.report.Block.Table;
import org.gwageo.lineage.report.PairReading.Controls;
import org.gwageo.lineage.report.PairReading.Finding;
import org.gwageo.lineage.report.PairReading.Start;
import org.jspecify.annotations.Nullable;

/**
 * What explains an agreement besides copied weights: each {@link Reading} with the figures that it
 * rests on, those of independent pairs beside them, and why the grade stops at indicated.
 */
final class OtherReadings {

  private static final int SHOWN_OF_CHANNELS = 8;
  private static final String NOTHING = "–";

  /** What holds on to the basis of the residual channels. */
  private static final Set<String> OF_CHANNELS = Set.of("T2", "T3", "T4", "T4_ALIGNED");

  /** What holds on to elements and neurons. */
  private static final Set<String> OF_NEURONS = Set.of("T0", "T1", "PHI_U", "T5", "T6");

  /** The tests by which a start is looked for. */
  private static final Set<String> OF_STARTS = Set.of("T1", "PHI_U");

  /** What computes, by the last part of a component's name. */
  private static final Set<String> BODY =
      Set.of("attention", "linear-attention", "mlp", "experts", "shared-experts", "router");

  /** Cosines of what training added, seen in the zoo: docs/methods/lineage.md. */
  private static final List<Seen> SEEN =
      List.of(
          new Seen("서로 다른 글로 따로 학습", "trained apart on other text", "0.02 – 0.3"),
          new Seen(
              "같은 글을 다른 순서로 따로 학습", "trained apart on the same text in another order", "0.3 – 0.8"),
          new Seen("한쪽이 다른 쪽을 이어 학습", "one trained on from the other", "0.88 – 1.0"));

  private record Seen(String korean, String english, String range) {}

  private final Words words;
  private final boolean several;

  /** Writes with {@code words}; references are named where there are {@code several}. */
  OtherReadings(Words words, boolean several) {
    this.words = words;
    this.several = several;
  }

  /** Returns the blocks of all pairs that have a reading, or for which starts were looked for. */
  List<Block> of(List<Map.Entry<String, PairReading>> pairs) {
    var blocks = new ArrayList<Block>();
    for (Map.Entry<String, PairReading> entry : pairs) {
      PairReading pair = entry.getValue();
      if (pair.reads(Reading.REPRESENTATION_DISTILLATION)) {
        distillation(entry.getKey(), pair, blocks);
      }
      if (!pair.starts().isEmpty()) {
        starts(entry.getKey(), pair, blocks);
      }
    }
    if (!blocks.isEmpty()) {
      blocks.addFirst(
          new Paragraph(
              say(
                  "복사 말고도 이런 일치를 낳는 길이 있습니다. 아래 설명이 맞으면 그 부분의 등급은 ‘의심’을 넘지 않습니다.",
                  "Copying is not the only way to such an agreement. Where an explanation below"
                      + " holds, the grade of that part stops at “indicated”."),
              true));
      blocks.addFirst(new Heading(2, say("일치를 달리 설명하는 것", "What else explains the agreement")));
    }
    return blocks;
  }

  private String say(String korean, String english) {
    return words.say(korean, english);
  }

  private String titled(String title, String reference) {
    return several ? title + " – " + reference : title;
  }

  private void distillation(String reference, PairReading pair, List<Block> blocks) {
    blocks.add(
        new Heading(
            3,
            titled(
                say("표현 증류 또는 옮겨 온 임베딩", "Representation distillation, or transplanted embeddings"),
                reference)));
    blocks.add(
        new Paragraph(
            say(
                "두 모델은 잔차 채널의 기저를 함께 쓰지만, 계산을 맡은 뉴런은 서로 다릅니다. 상대 모델의 은닉 상태를 따라 학습하면, 또는 임베딩만 옮겨 와 학습하면 이렇게 됩니다.",
                "The models share the basis of their residual channels, while the neurons that"
                    + " compute differ. Training on the other model's hidden states does that, and"
                    + " so does training on from transplanted embeddings."),
            false));
    var rows = new ArrayList<List<Cell>>();
    strongest(pair, OF_CHANNELS, false)
        .limit(SHOWN_OF_CHANNELS)
        .forEach(finding -> rows.add(row(say("채널의 기저", "basis of the channels"), finding)));
    strongest(pair, OF_NEURONS, true)
        .forEach(finding -> rows.add(row(say("원소와 뉴런", "elements and neurons"), finding)));
    blocks.add(
        new Table(
            titled(say("이 설명의 근거", "What this rests on"), reference),
            List.of(
                new Column(say("부분 · 검정", "Component · test"), 2, false),
                new Column(say("붙드는 것", "Holds on to"), 1.6, false),
                new Column(say("이 쌍", "This pair"), 1, true),
                new Column(say("보정 z", "Calibrated z"), 1, true),
                new Column(say("대조 쌍 수", "Control pairs"), 0.9, true),
                new Column(say("평균 ± 표준편차", "Mean ± deviation"), 1.4, true),
                new Column(say("대조 최대", "Largest control"), 1, true)),
            rows,
            false));
    blocks.add(
        new Paragraph(
            say(
                "왜 ‘의심’까지인가: 가중치를 복사했다면 뉴런을 붙드는 검정에도 흔적이 남았을 것입니다. 그 검정은 독립인 쌍과 구별되지 않으므로 위의 일치만으로는 복사와 증류를 가를 수 없고, 규정과 학습 기록이 가립니다.",
                "Why indicated at most: copied weights would have left a trace in the tests that"
                    + " hold on to neurons as well. Those do not differ from independent pairs, so"
                    + " the agreement above cannot tell a copy from a distillation; the rules and"
                    + " the training record have to."),
            false));
  }

  private static Stream<Finding> strongest(PairReading pair, Set<String> tests, boolean body) {
    return pair.findings().stream()
        .filter(finding -> tests.contains(finding.test()))
        .filter(finding -> !body || BODY.contains(part(finding.component())))
        .sorted(
            Comparator.<Finding>comparingDouble(one -> -one.calibratedZ())
                .thenComparing(Finding::component)
                .thenComparing(Finding::test));
  }

  private static String part(String component) {
    return component.substring(component.indexOf('.') + 1);
  }

  private List<Cell> row(String holds, Finding finding) {
    Controls controls = finding.controls();
    return List.of(
        Cell.of(words.component(finding.component()) + " · " + finding.label()),
        Cell.of(holds),
        Cell.of(words.decimal(finding.z())),
        new Cell(words.decimal(finding.calibratedZ()), null, Heat.of(finding.calibratedZ())),
        Cell.of(controls == null ? NOTHING : Integer.toString(controls.pairs())),
        Cell.of(spread(controls)),
        Cell.of(controls == null ? NOTHING : words.decimal(controls.largest())));
  }

  private String spread(@Nullable Controls controls) {
    return controls == null
        ? NOTHING
        : words.decimal(controls.mean()) + " ± " + words.decimal(controls.deviation());
  }

  private void starts(String reference, PairReading pair, List<Block> blocks) {
    boolean carried = pair.starts().stream().anyMatch(Start::carried);
    blocks.add(new Heading(3, titled(say("공통 출발점", "A common start"), reference)));
    blocks.add(
        new Paragraph(
            carried
                ? say(
                    "두 모델이 아래 출발점의 수를 그대로 지니고 있습니다. 같은 난수 시드나 누구나 쓸 수 있는 체크포인트에서 따로 출발한 두 모델은 서로 복사하지 않아도 일치합니다.",
                    "Both models carry the numbers of the start below. Two models that grew apart"
                        + " from one seed, or from a checkpoint that everybody may use, agree"
                        + " without any copy.")
                : say(
                    "아래 출발점을 찾아보았으나 두 모델이 함께 지니고 있지 않으므로, 공통 출발점은 이 일치를 설명하지 못합니다.",
                    "The starts below were looked for. No start is carried by both models, so none"
                        + " explains the agreement."),
            false));
    blocks.add(startTable(reference, pair));
    for (Start start : pair.starts()) {
      if (start.carried()) {
        added(reference, start, blocks);
      }
    }
  }

  private Table startTable(String reference, PairReading pair) {
    var rows = new ArrayList<List<Cell>>();
    for (Start start : pair.starts()) {
      rows.add(
          List.of(
              Cell.of(PanelContent.shortDigest(start.digest())),
              new Cell(words.decimal(start.subjectZ()), null, Heat.of(start.subjectZ())),
              new Cell(words.decimal(start.referenceZ()), null, Heat.of(start.referenceZ())),
              Cell.of(start.carried() ? say("둘 다 지님", "by both") : say("아님", "no"))));
    }
    pair.findings().stream()
        .filter(finding -> OF_STARTS.contains(finding.test()) && finding.controls() != null)
        .forEach(finding -> rows.add(control(finding)));
    return new Table(
        titled(
            say(
                "출발점과의 일치(T1과 φU 가운데 큰 z)와 독립인 쌍의 z",
                "Agreement with the start (larger z of T1 and φU), and z of independent pairs"),
            reference),
        List.of(
            new Column(say("출발점", "Start"), 2, false),
            new Column(say("대상", "Subject"), 1.2, true),
            new Column(say("기준 모델", "Reference"), 1.2, true),
            new Column(say("지니는가", "Carried"), 1.6, false)),
        rows,
        false);
  }

  private List<Cell> control(Finding finding) {
    Controls controls = finding.controls();
    String spread = spread(controls);
    return List.of(
        Cell.of(
            say("독립인 쌍, ", "independent pairs, ")
                + words.component(finding.component())
                + " · "
                + finding.label()),
        Cell.of(spread),
        Cell.of(spread),
        Cell.of(
            controls == null
                ? NOTHING
                : say("%d쌍, 최대 %s", "%d pairs, largest %s")
                    .formatted(controls.pairs(), words.decimal(controls.largest()))));
  }

  private void added(String reference, Start start, List<Block> blocks) {
    var rows = new ArrayList<List<Cell>>();
    start
        .added()
        .forEach(
            (component, cosine) ->
                rows.add(
                    List.of(Cell.of(words.component(component)), Cell.of(words.four(cosine)))));
    for (Seen seen : SEEN) {
      rows.add(
          List.of(
              Cell.of(say("견줄 값: ", "for comparison: ") + say(seen.korean(), seen.english())),
              Cell.of(seen.range())));
    }
    blocks.add(
        new Table(
            titled(
                say("학습으로 더해진 값의 코사인, 출발점 ", "Cosine of what training added to the start ")
                    + PanelContent.shortDigest(start.digest()),
                reference),
            List.of(
                new Column(say("부분", "Component"), 3, false),
                new Column(say("코사인", "Cosine"), 1, true)),
            rows,
            false));
    blocks.add(
        new Paragraph(
            say(
                "왜 ‘의심’까지인가: 제자리의 가중치를 견주는 검정은 모두 이 출발점을 다시 찾아냅니다. 학습으로 더해진 값도 서로 독립이 아니어서 p값을 줄 수 없습니다. 코사인이 1에 가까우면 이어 학습한 것과 어울리고 0에 가까우면 따로 학습한 것과 어울리지만, 결정은 학습 기록으로 해야 합니다.",
                "Why indicated at most: every test that compares weights in place finds this start"
                    + " again. What training added is not independent either, so there is no"
                    + " p-value for it. A cosine near 1 fits a continued training and one near 0"
                    + " fits trainings apart, but the training records have to decide."),
            false));
  }
}
