package org.gwageo.platform.publication.web.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gwageo.platform.web.Language;
import org.gwageo.platform.web.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LetterWriterTests {

  @Test
  void theGateComesFirstAndSaysWhy() throws Exception {
    LetterPage letter = letter(DecidedStage.open(), "gan-ui", Language.ENGLISH);
    assertThat(letter.outcome().word()).isEqualTo("Gate failed");
    assertThat(letter.decision()).contains("rank 2", "Independence");
    var independence = letter.gates().getFirst();
    assertThat(independence.title()).isEqualTo("Independence");
    assertThat(independence.badges().getFirst().word()).isEqualTo("Failed");
    assertThat(independence.text()).contains("north-star-base");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyPointComesFromWhatWasEntered(Language language) throws Exception {
    for (var team : DecidedStage.open().shown().teams()) {
      LetterPage letter = letter(DecidedStage.open(), team.team(), language);
      DerivationNode total = Objects.requireNonNull(letter.derivation());
      assertThat(total.title()).contains(String.valueOf(team.total()));
      assertThat(total.steps()).hasSize(3);
      List<DerivationNode> leaves = new ArrayList<>();
      leaves(total, leaves);
      assertThat(leaves).allSatisfy(leaf -> assertThat(leaf.values()).isNotEmpty());
      assertThat(leaves).hasSize(5 + 3 + 2);
    }
  }

  @Test
  void roundingIsSaidWhereItChangesANumber() throws Exception {
    DerivationNode total =
        Objects.requireNonNull(
            letter(DecidedStage.open(), "hon-cheon", Language.ENGLISH).derivation());
    List<String> exact = new ArrayList<>();
    collect(total, exact);
    assertThat(exact).isNotEmpty();
    assertThat(exact).allSatisfy(text -> assertThat(text).contains("rounded to 2 decimals"));
  }

  @Test
  void thePointsOfTheItemsAddUpToTheBlocksAndTheBlocksToTheTotal() throws Exception {
    LetterPage letter = letter(DecidedStage.open(), "ang-bu", Language.KOREAN);
    BigDecimal blocks = BigDecimal.ZERO;
    BigDecimal items = BigDecimal.ZERO;
    for (var row : letter.points()) {
      BigDecimal own = new BigDecimal(row.numbers().get(1));
      blocks = row.level() == 1 ? blocks.add(own) : blocks;
      items = row.level() == 2 ? items.add(own) : items;
    }
    var total = new BigDecimal(letter.points().getLast().numbers().get(1));
    assertThat(blocks).isEqualByComparingTo(total);
    assertThat(items).isEqualByComparingTo(total);
  }

  @Test
  void aLetterWithoutPointsHasNoPartAboutPoints() throws Exception {
    LetterPage letter = letter(DecidedStage.showing("outcome"), "gan-ui", Language.ENGLISH);
    assertThat(letter.points()).isEmpty();
    assertThat(letter.derivation()).isNull();
    assertThat(letter.comparisons()).isEmpty();
    assertThat(letter.gates()).isEmpty();
    assertThat(letter.decision()).isEqualTo("The team fails a gate that no score makes up for.");
    assertThat(letter.sections()).noneMatch(section -> section.id().equals("points"));
  }

  @Test
  void whatAnEvaluatorTickedIsAmongTheRemarks() throws Exception {
    Page page = DecidedStage.page(Language.ENGLISH);
    PublishedStage stage = DecidedStage.open();
    var remarks =
        Remarks.tables(page, stage, "gan-ui", DecidedStage.sheets(), DecidedStage.marks());
    assertThat(remarks).hasSize(2);
    assertThat(remarks.getFirst().rows())
        .containsExactly(
            List.of(
                "E2",
                "Ticked “Independence” as not met",
                DecidedStage.marks().getFirst().reason()));
    assertThat(remarks.getLast().rows()).hasSize(15);
  }

  @Test
  void aComparisonNamesWhatSeparatesTheTeams() throws Exception {
    PublishedStage stage = DecidedStage.open();
    var left = stage.shown().team("hon-cheon").orElseThrow();
    var right = stage.shown().team("gan-ui").orElseThrow();
    ComparisonPage comparison =
        ComparisonPage.of(DecidedStage.page(Language.ENGLISH), stage, left, right);
    assertThat(comparison.sentences()).hasSize(3);
    assertThat(comparison.sentences().getFirst()).contains("fails a gate (Independence)");
    assertThat(comparison.points()).hasSize(3 + 10 + 1);
    ComparisonPage turned =
        ComparisonPage.of(DecidedStage.page(Language.ENGLISH), stage, right, left);
    String difference = comparison.points().getLast().numbers().getLast();
    assertThat(turned.points().getLast().numbers().getLast())
        .isEqualTo(difference.replace('+', '−'));
  }

  private static void leaves(DerivationNode node, List<DerivationNode> leaves) {
    if (node.steps().isEmpty()) {
      leaves.add(node);
    }
    node.steps().forEach(step -> leaves(step, leaves));
  }

  private static void collect(DerivationNode node, List<String> exact) {
    if (node.exact() != null) {
      exact.add(node.exact());
    }
    node.steps().forEach(step -> collect(step, exact));
  }

  private static LetterPage letter(PublishedStage stage, String team, Language language) {
    return LetterWriter.write(
        DecidedStage.page(language),
        stage,
        stage.shown().team(team).orElseThrow(),
        List.of(),
        List.of());
  }
}
