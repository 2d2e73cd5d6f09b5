package org.gwageo.platform.publication.web.result;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gwageo.platform.publication.web.result.LetterPage.PointsRow;
import org.gwageo.platform.web.Card;
import org.gwageo.platform.web.Column;
import org.gwageo.platform.web.Evidence;
import org.gwageo.platform.web.Page;
import org.gwageo.verdict.DisclosedVerdict.DisclosedTeam;
import org.gwageo.verdict.rules.Block;
import org.gwageo.verdict.rules.Item;
import org.jspecify.annotations.Nullable;

/**
 * Why one team and not the other, component by component.
 *
 * @param head the stage's head
 * @param evidence the line under the title
 * @param left the first team's name
 * @param right the second team's name
 * @param leftPath the first team's letter
 * @param outcomes both outcomes in sentences
 * @param sentences what makes the difference
 * @param columns the headings of the points
 * @param points both teams' points with their differences
 */
public record ComparisonPage(
    StageHead head,
    Evidence evidence,
    String left,
    String right,
    String leftPath,
    List<Card> outcomes,
    List<String> sentences,
    List<Column> columns,
    List<PointsRow> points) {

  /** Copies the lists. */
  public ComparisonPage {
    outcomes = List.copyOf(outcomes);
    sentences = List.copyOf(sentences);
    columns = List.copyOf(columns);
    points = List.copyOf(points);
  }

  static ComparisonPage of(
      Page page, PublishedStage stage, DisclosedTeam left, DisclosedTeam right) {
    String leftName = stage.shortName(page, left.team());
    String rightName = stage.shortName(page, right.team());
    return new ComparisonPage(
        stage.head(),
        stage.evidence(page),
        leftName,
        rightName,
        stage.head().path("verdict/" + left.team()),
        List.of(card(page, stage, left), card(page, stage, right)),
        sentences(page, stage, left, right),
        List.of(
            Column.words(page.t("results.letter.points.what")),
            Column.numbers(page.t("results.letter.points.full")),
            Column.numbers(leftName),
            Column.numbers(rightName),
            Column.numbers(page.t("results.compare.difference"))),
        points(page, stage, left, right));
  }

  private static Card card(Page page, PublishedStage stage, DisclosedTeam team) {
    return new Card(
        List.of(Outcomes.badge(page, team.outcome())),
        stage.name(page, team.team()),
        stage.head().path("verdict/" + team.team()),
        LetterWriter.sentence(page, team),
        List.of());
  }

  private static List<String> sentences(
      Page page, PublishedStage stage, DisclosedTeam left, DisclosedTeam right) {
    List<String> sentences = new ArrayList<>();
    for (DisclosedTeam team : List.of(left, right)) {
      if (!team.failedGates().isEmpty()) {
        sentences.add(
            page.t(
                "results.compare.gate",
                stage.shortName(page, team.team()),
                String.join(
                    ", ",
                    team.failedGates().stream()
                        .map(gate -> Wording.gate(page, stage.rulebook(), gate))
                        .toList())));
      }
    }
    BigDecimal own = left.total();
    BigDecimal other = right.total();
    if (own == null || other == null) {
      return sentences;
    }
    int order = own.compareTo(other);
    if (order == 0) {
      sentences.add(page.t("results.compare.equal", own.toPlainString()));
    } else {
      DisclosedTeam better = order > 0 ? left : right;
      sentences.add(
          page.t(
              "results.compare.total",
              stage.shortName(page, better.team()),
              own.subtract(other).abs().toPlainString()));
    }
    stage.rulebook().blocks().stream()
        .filter(block -> left.blocks().containsKey(block.id()))
        .filter(block -> right.blocks().containsKey(block.id()))
        .max(Comparator.comparing((Block block) -> difference(left, right, block.id()).abs()))
        .filter(block -> difference(left, right, block.id()).signum() != 0)
        .ifPresent(
            block ->
                sentences.add(
                    page.t(
                        "results.compare.block",
                        Wording.in(page, block.title()),
                        difference(left, right, block.id()).abs().toPlainString(),
                        stage.shortName(
                            page,
                            difference(left, right, block.id()).signum() > 0
                                ? left.team()
                                : right.team()))));
    return sentences;
  }

  private static BigDecimal difference(DisclosedTeam left, DisclosedTeam right, String block) {
    return left.blocks()
        .getOrDefault(block, BigDecimal.ZERO)
        .subtract(right.blocks().getOrDefault(block, BigDecimal.ZERO));
  }

  private static List<PointsRow> points(
      Page page, PublishedStage stage, DisclosedTeam left, DisclosedTeam right) {
    List<PointsRow> rows = new ArrayList<>();
    for (Block block : stage.rulebook().blocks()) {
      add(
          rows,
          page,
          new Line(Wording.in(page, block.title()), 1, block.points()),
          left.blocks().get(block.id()),
          right.blocks().get(block.id()));
      for (Item item : block.items()) {
        add(
            rows,
            page,
            new Line(Wording.in(page, item.title()), 2, item.points()),
            left.items().get(item.id()),
            right.items().get(item.id()));
      }
    }
    add(
        rows,
        page,
        new Line(page.t("results.total"), 0, stage.rulebook().points()),
        left.total(),
        right.total());
    return rows;
  }

  /** What a row is about. */
  private record Line(String title, int level, BigDecimal full) {}

  private static void add(
      List<PointsRow> rows,
      Page page,
      Line line,
      @Nullable BigDecimal left,
      @Nullable BigDecimal right) {
    if (left != null && right != null) {
      rows.add(
          new PointsRow(
              line.title(),
              line.level(),
              List.of(
                  page.number(line.full()),
                  left.toPlainString(),
                  right.toPlainString(),
                  signed(left.subtract(right)))));
    }
  }

  private static String signed(BigDecimal difference) {
    String digits = difference.abs().toPlainString();
    return switch (difference.signum()) {
      case 1 -> "+" + digits;
      case -1 -> "−" + digits;
      default -> digits;
    };
  }
}
