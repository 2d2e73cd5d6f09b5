package org.gwageo.lineage.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.junit.jupiter.api.Test;

class TokenizerComparisonTests {

  private static final List<String> LANGUAGE = WordLists.language(3_000, 7);

  @Test
  void listsLearnedApartAreRarelySignificant() {
    int significant = 0;
    int hundredth = 0;
    for (int pair = 0; pair < 200; pair++) {
      var order =
          compare(
                  WordLists.learned(LANGUAGE.subList(0, 800), 0.4, 1, 1_000 + 2 * pair),
                  WordLists.learned(LANGUAGE.subList(0, 800), 0.4, 1, 1_001 + 2 * pair))
              .strongest();
      assertThat(order.tokens()).isEqualTo(800);
      significant += order.log10p() <= StrictMath.log10(0.05) ? 1 : 0;
      hundredth += order.log10p() <= -2 ? 1 : 0;
    }
    assertThat(significant).isLessThanOrEqualTo(10);
    assertThat(hundredth).isLessThanOrEqualTo(3);
  }

  @Test
  void anExtendedListIsFoundThoughIdsMoved() {
    List<String> reference = WordLists.learned(LANGUAGE, 0.4, 1, 1);
    var extended = new ArrayList<String>();
    var others = WordLists.language(900, 8);
    for (int i = 0; i < reference.size(); i++) {
      if (i % 5 == 0) {
        extended.add(others.get(i / 5));
      }
      if (i % 11 != 3) {
        extended.add(reference.get(i));
      }
    }
    TokenizerReport report = compare(extended, reference);
    assertThat(report.grade()).isEqualTo(TokenizerGrade.DERIVED_ORDER);
    assertThat(report.strongest().share()).isGreaterThan(0.99);
    assertThat(report.strongest().z()).isGreaterThan(30);
    assertThat(report.english()).contains("common source").contains("99.9 %");
  }

  @Test
  void aCopiedQuarterIsFoundOrItsLimitIsStated() {
    List<String> language = WordLists.language(20_000, 3);
    var subject = WordLists.learned(language, 0.4, 1, 4);
    var reference = WordLists.learned(language, 0.4, 1, 5);
    TokenizerReport apart = compare(subject, reference);
    double smallest = apart.strongest().smallest();
    assertThat(apart.grade()).isEqualTo(TokenizerGrade.NOT_FOUND);
    assertThat(smallest).isBetween(0.1, 0.6);
  }

  @Test
  void aSharedHabitOfBreakingTiesByTheAlphabetIsNoEvidence() {
    var subject = WordLists.learned(LANGUAGE, 0.4, 1.15, 11);
    var reference = WordLists.learned(LANGUAGE, 0.4, 1.15, 12);
    TokenizerReport report = compare(subject, reference);
    assertThat(report.strongest().counts().getFirst().z()).isGreaterThan(5);
    assertThat(report.strongest().z()).isLessThan(3);
    assertThat(report.grade()).isEqualTo(TokenizerGrade.NOT_FOUND);
  }

  @Test
  void twoAlphabeticalListsCannotBeTested() {
    var sorted = new ArrayList<>(LANGUAGE);
    Collections.sort(sorted);
    TokenizerReport report = compare(sorted, sorted);
    assertThat(report.grade()).isEqualTo(TokenizerGrade.UNTESTABLE);
  }

  @Test
  void aReversedListIsIndicated() {
    List<String> reference = WordLists.learned(LANGUAGE, 0.4, 1, 21);
    TokenizerReport report = compare(reference.reversed(), reference);
    assertThat(report.grade()).isEqualTo(TokenizerGrade.INDICATED);
    assertThat(report.strongest().z()).isLessThan(-30);
    assertThat(report.strongest().log10pReversed()).isLessThan(-100);
  }

  @Test
  void fewCommonTokensCannotBeTested() {
    List<String> few = LANGUAGE.subList(0, 30);
    assertThat(compare(few, few).grade()).isEqualTo(TokenizerGrade.UNTESTABLE);
    assertThat(compare(LANGUAGE.subList(0, 400), LANGUAGE.subList(0, 400)).grade())
        .isEqualTo(TokenizerGrade.DERIVED_ORDER);
    assertThat(compare(WordLists.language(50, 1), WordLists.language(50, 2)).grade())
        .isEqualTo(TokenizerGrade.UNTESTABLE);
  }

  @Test
  void shuffledIdsAreFoundByTheMerges() {
    var tokens =
        WordLists.learned(LANGUAGE, 0.4, 1, 31).stream().map(t -> t.replace(' ', '▁')).toList();
    List<String> merges =
        tokens.stream().map(t -> t.substring(0, 2) + " " + t.substring(2)).toList();
    var shuffled = new ArrayList<>(tokens);
    Collections.shuffle(shuffled, new Random(5));
    TokenizerReport report =
        TokenizerComparison.compare(
            Tokenizer.ofList(shuffled, merges, false), Tokenizer.ofList(tokens, merges, false));
    assertThat(report.grade()).isEqualTo(TokenizerGrade.DERIVED_ORDER);
    assertThat(report.orders()).hasSize(2);
    assertThat(report.strongest().subjectOrder()).isEqualTo(Tokenizer.Order.MERGES);
    assertThat(report.orders().getLast().z()).isLessThan(4);
  }

  @Test
  void theSameInputsGiveTheSameBytes() {
    var subject = WordLists.learned(LANGUAGE, 0.4, 1, 41);
    var reference = WordLists.learned(LANGUAGE, 0.4, 1, 42);
    TokenizerReport report = compare(subject, reference);
    assertThat(report.toJson()).isEqualTo(compare(subject, reference).toJson());
    assertThat(report.toTree()).containsKeys("orders", "surroundings", "notEvidence", "idShift");
    assertThat(report.korean()).contains("증거가 아닙니다");
  }

  @Test
  void idsMovedByAConstantShow() {
    var moved = new ArrayList<String>(Collections.nCopies(100, "▁"));
    moved.addAll(LANGUAGE.stream().map(t -> t.replace(' ', '▁')).toList());
    TokenizerReport report =
        TokenizerComparison.compare(
            Tokenizer.ofList(moved, List.of(), false), WordLists.tokenizer(LANGUAGE));
    assertThat(report.idShift())
        .isEqualTo(Map.of("commonTokens", 3_000, "commonest", 100, "tokensWithIt", 3_000));
  }

  @Test
  void onlyTheNanoModelsThatShareATokenizerAreFound() throws Exception {
    List<Path> models;
    try (Stream<Path> folders = Files.list(root().resolve("nano/models"))) {
      models = folders.filter(Files::isDirectory).sorted().toList();
    }
    for (Path a : models) {
      for (Path b : models) {
        if (a.compareTo(b) < 0) {
          TokenizerReport report = compare(a, b);
          boolean related =
              String.valueOf(a.getFileName()).equals("gan-ui")
                  && String.valueOf(b.getFileName()).equals("north-star-base");
          assertThat(report.grade() == TokenizerGrade.DERIVED_ORDER)
              .as(a + " " + b)
              .isEqualTo(related);
          assertThat(report.strongest().tokens()).isGreaterThan(400);
          if (!related) {
            assertThat(report.strongest().z()).isLessThan(4);
          }
        }
      }
    }
  }

  private static Path root() {
    Path folder = Path.of(System.getProperty("gwageo.root", "")).toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("nano/models"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no folder above the working directory holds nano/models");
      }
    }
    return folder;
  }

  private static TokenizerReport compare(Path a, Path b) throws CheckpointException {
    return TokenizerComparison.compare(Tokenizer.read(a), Tokenizer.read(b));
  }

  private static TokenizerReport compare(List<String> subject, List<String> reference) {
    return TokenizerComparison.compare(
        WordLists.tokenizer(subject), WordLists.tokenizer(reference));
  }
}
