package org.gwageo.benchmark.contamination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gwageo.canonical.CanonicalJson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContaminationTests {

  private static final ProbedItem ITEM =
      new ProbedItem(
          "q1",
          "KoLaw-2025 test",
          "민법에서 성년은 몇 살부터인가? 다음 가운데 알맞은 것을 고르시오.",
          List.of("17세", "18세", "19세", "20세"),
          2);

  @Test
  void asksInEveryRotationWithTheRightLetterFollowing() {
    List<Probe> probes = PermutedChoices.probes(ITEM);
    assertThat(probes).hasSize(4);
    assertThat(probes).extracting(Probe::expected).containsExactly("C", "B", "A", "D");
    for (Probe probe : probes) {
      assertThat(probe.prompt()).contains("\n" + probe.expected() + ". 19세");
    }
    assertThat(probes.get(1).toItem())
        .containsEntry("id", "q1/permuted-choices/rotation-1")
        .containsEntry("expected", "B");
  }

  @Test
  void asksForTheSecondHalfWithAndWithoutTheName() {
    List<Probe> probes = GuidedCompletion.probes(ITEM);
    assertThat(probes).extracting(Probe::variant).containsExactly("guided", "control");
    assertThat(probes.get(0).prompt()).contains("KoLaw-2025 test");
    assertThat(probes.get(1).prompt()).doesNotContain("KoLaw");
    String second = probes.get(0).expected();
    assertThat(ITEM.question()).endsWith(second).isNotEqualTo(second);
    assertThat(probes).allSatisfy(p -> assertThat(p.prompt()).doesNotContain(second.strip()));
    assertThatThrownBy(
            () -> GuidedCompletion.probes(new ProbedItem("s", "d", "짧은 질문", List.of(), -1)))
        .hasMessageContaining("at least 20 letters and digits for this test, not 4");
  }

  @Test
  void asksForWrongChoicesWithoutShowingAny() {
    List<Probe> probes = ChoiceRecall.probes(ITEM);
    assertThat(probes).extracting(Probe::expected).containsExactly("17세", "18세", "20세");
    assertThat(probes)
        .allSatisfy(p -> assertThat(p.prompt()).doesNotContain("17세", "18세", "19세", "20세"));
    assertThatThrownBy(() -> ChoiceRecall.probes(new ProbedItem("s", "d", "질문", List.of(), -1)))
        .hasMessage("item s needs at least 2 choices for this test, not 0");
    assertThatThrownBy(() -> new ProbedItem("s", "d", "질문", List.of("a", "b"), 2))
        .hasMessageContaining("not choice 2 of 2");
  }

  @Test
  void findsAModelThatLearntTheLetters() {
    var random = new Random(3);
    List<PermutedChoices.Answers> learnt = answers(random, 200, 0.9, 0.5);
    Finding finding = PermutedChoices.finding("entrant", "ko-law", learnt, 1);
    assertThat(finding.effect()).isBetween(0.3, 0.5);
    assertThat(finding.p()).isLessThan(0.001);
    assertThat(PermutedChoices.circularScore(learnt)).isLessThan(0.3);
    Finding control =
        PermutedChoices.finding("entrant", "ko-law", learnt, answers(random, 200, 0.5, 0.5), 1);
    assertThat(control.effect()).isBetween(0.25, 0.55);
    assertThat(control.p()).isLessThan(0.001);
    assertThat(control.control()).contains("200 control items");
  }

  @Test
  void doesNotTakeALikingForLettersForContamination() {
    var random = new Random(4);
    Finding finding =
        PermutedChoices.finding(
            "entrant", "ko-law", answers(random, 300, 0.7, 0.5), answers(random, 300, 0.7, 0.5), 1);
    assertThat(finding.p()).isGreaterThan(0.05);
  }

  /** The share of simulated seasons in which a finding is made. */
  @Test
  void hasPowerAndKeepsToItsLevel() {
    var random = new Random(6);
    int innocent = 0;
    int guilty = 0;
    for (int season = 0; season < 200; season++) {
      innocent +=
          PermutedChoices.finding("e", "t", answers(random, 100, 0.6, 0.6), season).p() <= 0.05
              ? 1
              : 0;
      guilty +=
          PermutedChoices.finding("e", "t", answers(random, 100, 0.75, 0.6), season).p() <= 0.05
              ? 1
              : 0;
    }
    assertThat(innocent).isBetween(2, 20);
    assertThat(guilty).isGreaterThan(165);
  }

  private static List<PermutedChoices.Answers> answers(
      Random random, int items, double published, double others) {
    List<PermutedChoices.Answers> answers = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      answers.add(
          new PermutedChoices.Answers(
              "i" + i,
              i,
              random.nextDouble() < published,
              List.of(
                  random.nextDouble() < others,
                  random.nextDouble() < others,
                  random.nextDouble() < others)));
    }
    return answers;
  }

  @Test
  void findsAModelThatCompletesWhatItWasNamed() {
    List<GuidedCompletion.Replies> replies = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String second = "알맞은 것을 고르시오. 선택지는 " + i + "번까지 있다.";
      replies.add(
          new GuidedCompletion.Replies(
              "i" + i, i, second, i % 3 == 0 ? "모르겠습니다" : second, "모르겠습니다"));
    }
    Finding finding = GuidedCompletion.finding("e", "t", replies, 1);
    assertThat(finding.effect()).isBetween(0.5, 0.7);
    assertThat(finding.p()).isEqualTo(1.0 / 256);
    assertThat(GuidedCompletion.overlap("같은 글.", "같은글")).isEqualTo(1);
  }

  @Test
  void findsAModelThatRecallsChoices() {
    List<ChoiceRecall.Recalled> seen = new ArrayList<>();
    List<ChoiceRecall.Recalled> fresh = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      seen.add(new ChoiceRecall.Recalled("i" + i, i / 2, "첫째 보기 " + i, "첫째 보기 " + i));
      fresh.add(new ChoiceRecall.Recalled("f" + i, i / 2, "둘째 보기 " + i, "알 수 없음"));
    }
    Finding finding = ChoiceRecall.finding("e", "t", seen, fresh, 1);
    assertThat(finding.effect()).isGreaterThan(0.8);
    assertThat(finding.p()).isLessThan(0.001);
    assertThat(finding.clusters()).isEqualTo(40);
  }

  @Test
  void comparesPublicItemsWithTheirTwins() {
    var random = new Random(8);
    List<TwinGap.Pair> pairs = new ArrayList<>();
    List<TwinGap.Pair> unexposed = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      pairs.add(new TwinGap.Pair("i" + i, i, right(random, 0.8), right(random, 0.55)));
      unexposed.add(new TwinGap.Pair("i" + i, i, right(random, 0.6), right(random, 0.55)));
    }
    assertThat(TwinGap.finding("e", "t", pairs, 1).p()).isLessThan(0.001);
    Finding finding = TwinGap.finding("e", "t", pairs, unexposed, 1);
    assertThat(finding.effect())
        .isCloseTo(
            TwinGap.finding("e", "t", pairs, 1).effect()
                - TwinGap.finding("u", "t", unexposed, 1).effect(),
            within(1e-12));
    assertThatThrownBy(() -> TwinGap.finding("e", "t", pairs, unexposed.subList(1, 150), 1))
        .hasMessageContaining("same pairs in the same order: 150 and 149");
  }

  private static double right(Random random, double share) {
    return random.nextDouble() < share ? 1 : 0;
  }

  @Test
  void readsLikelihoods() {
    var item =
        new ItemLikelihood("1", 1, "Seoul", List.of(-1.0, -2.0, -3.0, -4.0, -10.0), List.of(-30.0));
    assertThat(item.minK(0.2)).isEqualTo(-10);
    assertThat(item.minK(0.4)).isEqualTo(-7);
    assertThat(item.minK(0.01)).isEqualTo(-10);
    assertThat(item.lowerCaseRatio()).isEqualTo(1.5);
    assertThat(item.zlibRatio()).isEqualTo(-20.0 / ItemLikelihood.compressedLength("Seoul"));
    var korean = new ItemLikelihood("1", 1, "서울", List.of(-1.0), List.of(-1.0));
    assertThat(korean.hasCapitals()).isFalse();
    assertThatThrownBy(korean::lowerCaseRatio)
        .hasMessage("item 1 has no capital letters or no log probabilities in lower case");
    assertThatThrownBy(() -> new ItemLikelihood("1", 1, "x", List.of(0.5), null))
        .hasMessage("item 1 needs finite log probabilities up to 0, at least 1 of them");
  }

  @Test
  void compressesAsZlibDoes() {
    for (JsonNode row : referenceZlib()) {
      assertThat(ItemLikelihood.compressedLength(row.get("text").asString()))
          .isCloseTo(row.get("bytes").asInt(), within(8));
    }
  }

  private static Iterable<JsonNode> referenceZlib() {
    try {
      EffectTests.load();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return EffectTests.zlib();
  }

  @Test
  void findsLikelihoodsAboveThoseOfControlItems() {
    var random = new Random(9);
    List<ItemLikelihood> seen = likelihoods(random, 60, -1.0);
    List<ItemLikelihood> fresh = likelihoods(random, 60, -2.0);
    for (ContaminationTest test : List.of(ContaminationTest.MIN_K, ContaminationTest.ZLIB_RATIO)) {
      Finding finding = ItemLikelihood.finding(test, "e", "t", seen, fresh, 1);
      assertThat(finding.effect()).isGreaterThan(0.9);
      assertThat(finding.low()).isGreaterThan(0.5);
      assertThat(finding.p()).isLessThan(0.001);
    }
    Finding none =
        ItemLikelihood.finding(
            ContaminationTest.MIN_K, "e", "t", fresh, likelihoods(random, 60, -2.0), 1);
    assertThat(none.p()).isGreaterThan(0.02);
    assertThatThrownBy(
            () -> ItemLikelihood.finding(ContaminationTest.ITEM_ORDER, "e", "t", seen, fresh, 1))
        .hasMessage("item-order is no reading of likelihoods");
  }

  private static List<ItemLikelihood> likelihoods(Random random, int items, double mean) {
    List<ItemLikelihood> all = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      List<Double> logs = new ArrayList<>();
      for (int t = 0; t < 30; t++) {
        logs.add(mean * -Math.log(1 - random.nextDouble()));
      }
      all.add(new ItemLikelihood("i" + i, i, "문항 " + random.nextLong(), logs, null));
    }
    return all;
  }

  @Test
  void findsAPublishedOrder() {
    List<ItemOrder.Shard> shards = ItemOrder.shards(100, 10, 5, 42);
    assertThat(shards).hasSize(10).isEqualTo(ItemOrder.shards(100, 10, 5, 42));
    assertThat(shards.get(1).orders().getFirst()).startsWith(10, 11, 12);
    assertThat(shards.get(1).orders())
        .hasSize(6)
        .allSatisfy(
            order ->
                assertThat(order)
                    .containsExactlyInAnyOrder(10, 11, 12, 13, 14, 15, 16, 17, 18, 19));
    assertThat(new ItemOrder.Shard(0, List.of(List.of(1, 0))).text(0, List.of("가", "나")))
        .isEqualTo("나\n\n가");

    var random = new Random(10);
    int innocent = 0;
    int guilty = 0;
    for (int season = 0; season < 100; season++) {
      innocent += ItemOrder.finding("e", "t", shards(random, 0), season).p() <= 0.05 ? 1 : 0;
      guilty += ItemOrder.finding("e", "t", shards(random, 1.2), season).p() <= 0.05 ? 1 : 0;
    }
    assertThat(innocent).isBetween(0, 12);
    assertThat(guilty).isGreaterThan(90);
    assertThatThrownBy(() -> ItemOrder.shards(10, 10, 5, 42))
        .hasMessageContaining("not 10 items in shards of 10 with 5 shuffles");
  }

  private static List<ItemOrder.ShardLikelihood> shards(Random random, double gain) {
    List<ItemOrder.ShardLikelihood> shards = new ArrayList<>();
    for (int s = 0; s < 12; s++) {
      double[] row = new double[9];
      double level = -500 + 30 * random.nextGaussian();
      for (int i = 0; i < row.length; i++) {
        row[i] = level + random.nextGaussian() + (i == 0 ? gain : 0);
      }
      shards.add(ItemOrder.of(row));
    }
    return shards;
  }

  @Test
  void comparesItemsThatACorpusHasWithOthers() {
    List<CorpusOverlap.Scored> scored = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boolean found = i % 2 == 0;
      scored.add(
          new CorpusOverlap.Scored(
              new CorpusOverlap.Found("i" + i, 5, found ? 2 : 0, 0, 0, null),
              i,
              (found && i % 10 != 0) || i % 9 == 0 ? 1 : 0));
    }
    Finding finding = CorpusOverlap.finding("e", "t", scored, 1).orElseThrow();
    assertThat(finding.effect()).isGreaterThan(0.5);
    assertThat(finding.p()).isLessThan(0.001);
    assertThat(CorpusOverlap.finding("e", "t", scored.subList(0, 2), 1)).isEmpty();
  }

  @Test
  void holdsTheFalseDiscoveryRateOverTheBoard() {
    var random = new Random(13);
    int falseShare = 0;
    int found = 0;
    int boards = 30;
    for (int season = 0; season < boards; season++) {
      List<Finding> findings = new ArrayList<>();
      for (int e = 0; e < 20; e++) {
        boolean guilty = e < 5;
        findings.add(
            PermutedChoices.finding(
                "entrant " + e,
                "t",
                answers(random, 60, guilty ? 0.9 : 0.5, guilty ? 0.4 : 0.5),
                31L * season + e));
      }
      List<Finding> raised = ContaminationBoard.of(findings, 0.1).raised();
      long wrong =
          raised.stream().filter(f -> Integer.parseInt(f.entrant().substring(8)) >= 5).count();
      found += (int) (raised.size() - wrong);
      falseShare += raised.isEmpty() ? 0 : (int) (1000 * wrong / raised.size());
    }
    assertThat(found).isGreaterThan(145);
    assertThat(falseShare / 1000.0 / boards).isLessThan(0.14);
  }

  @Test
  void writesABoardThatDisqualifiesNobody() {
    var random = new Random(14);
    Finding strong = PermutedChoices.finding("가", "t", answers(random, 80, 0.9, 0.4), 1);
    Finding weak = PermutedChoices.finding("나", "t", answers(random, 80, 0.5, 0.5), 1);
    ContaminationBoard board = ContaminationBoard.of(List.of(weak, strong), 0.05);
    assertThat(board.rows().getFirst().finding()).isEqualTo(strong);
    assertThat(board.raised()).containsExactly(strong);
    assertThat(board.rows().getFirst().q()).isCloseTo(2 * strong.p(), within(1e-12));
    String json = CanonicalJson.string(board.toTree());
    assertThat(json)
        .contains("\"disqualifies\":false", "evidence, not verdicts", "실격되는 참가팀은 없으며")
        .contains("other possible causes", "다른 원인일 수 있음");
    assertThatThrownBy(() -> ContaminationBoard.of(List.of(weak, weak), 0.05))
        .hasMessageContaining("of 2 only 1 differ");
    assertThatThrownBy(() -> ContaminationBoard.of(List.of(weak), 0))
        .hasMessage("a false-discovery rate lies between 0 and 1, both excluded, not at 0.0");
  }
}
