package org.gwageo.benchmark.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KoreanOverlapTests {

  private static double reply(String metric, String reply, String gold) {
    return ReplyMetric.named(metric).orElseThrow().score(reply, List.of(gold));
  }

  private static double corpus(String metric, String reply, String gold) {
    return CorpusMetric.named(metric).orElseThrow().single(reply, List.of(gold));
  }

  @Test
  void hangulCountsInTheKoreanRougesAndNotInTheEnglishOne() {
    String said = "한국의 수도는 서울이다.";
    String gold = "한국의 수도는 서울이다.";
    assertThat(reply("rougeL", said, gold)).isZero();
    assertThat(reply("rougeL-char", said, gold)).isEqualTo(1);
    assertThat(reply("rougeL-nori", said, gold)).isEqualTo(1);
  }

  @Test
  void morphemesSetParticlesApart() {
    assertThat(Tokenisation.MORPHEMES.tokens("수도는 서울이다"))
        .containsExactly("수도", "는", "서울", "이", "다");
    assertThat(Tokenisation.WORDS.tokens("수도는\u3000서울이다")).containsExactly("수도는", "서울이다");
    double nori = reply("rouge1-nori", "서울이 수도", "수도는 서울");
    assertThat(nori).isCloseTo(2 * (2.0 / 3) * (2.0 / 3) / (4.0 / 3), within(1e-12));
    assertThat(corpus("bleu-nori", "서울이 한국의 수도이다", "서울이 한국의 수도이다")).isCloseTo(100, within(1e-9));
  }

  @Test
  void decomposedHangulEqualsComposed() {
    String composed = "한국의 수도는 서울이다";
    String loose = Normalizer.normalize(composed, Normalizer.Form.NFD);
    for (String name :
        List.of("korquad-em", "korquad-f1", "anls", "rougeL-char", "rougeL-nori", "rouge2-nori")) {
      assertThat(reply(name, loose, composed)).as(name).isEqualTo(1);
    }
    for (String name : List.of("wer", "cer", "cer-nospace", "jer")) {
      assertThat(corpus(name, loose, composed)).as(name).isZero();
    }
    CorpusMetric chrf = new Composed(Chrf.standard());
    assertThat(chrf.single(loose, List.of(composed))).isCloseTo(100, within(1e-9));
    assertThat(Chrf.standard().single(loose, List.of(composed))).isLessThan(60);
    assertThat(chrf.signature(1)).endsWith("|form:nfc");
  }

  @ParameterizedTest
  @CsvSource({
    "학교에 갔다, 학교에 갔다, 0, 0, 0, 0",
    "학교에갔다, 학교에 갔다, 1, 0.16666666666666666, 0, 0",
    "학교에 갔더, 학교에 갔다, 0.5, 0.16666666666666666, 0.2, 0.08333333333333333",
    "'학교에, 갔다!', 학교에 갔다, 0, 0, 0, 0",
    "'', 학교에 갔다, 1, 1, 1, 1",
    "ＡＢＣ １２３, abc 123, 0, 0, 0, 0",
  })
  void transcriptionsAreCountedInWordsSyllablesAndJamo(
      String said, String gold, double wer, double cer, double bare, double jamo) {
    assertThat(corpus("wer", said, gold)).isCloseTo(wer, within(1e-12));
    assertThat(corpus("cer", said, gold)).isCloseTo(cer, within(1e-12));
    assertThat(corpus("cer-nospace", said, gold)).isCloseTo(bare, within(1e-12));
    assertThat(corpus("jer", said, gold)).isCloseTo(jamo, within(1e-12));
  }

  @Test
  void anEmptyReferenceOfSilenceIsRightOnlyForNothing() {
    assertThat(corpus("cer", "", "")).isZero();
    assertThat(corpus("cer", "말", "")).isEqualTo(1);
  }

  @Test
  void korquadIgnoresQuotesAndCountsCharacters() {
    assertThat(reply("korquad-em", "《훈민정음》", "훈민정음")).isEqualTo(1);
    assertThat(reply("korquad-f1", "세종대왕이", "세종대왕")).isCloseTo(8.0 / 9, within(1e-12));
    assertThat(reply("squad-f1", "세종대왕이", "세종대왕")).isZero();
  }

  @Test
  void manyThreadsAnalyseAlike() throws InterruptedException, ExecutionException {
    String text = "평가위원은 점수와 까닭을 적고, 결과는 누구나 다시 계산할 수 있다. ".repeat(20);
    List<String> expected = Tokenisation.MORPHEMES.tokens(text);
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      List<Future<List<String>>> results = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        results.add(pool.submit(() -> Tokenisation.MORPHEMES.tokens(text)));
      }
      for (Future<List<String>> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bleu-x", "rougeL-13a", "rouge3", "rougeL-ascii", "wer-raw-raw", ""})
  void unknownNamesAreNoMeasures(String name) {
    assertThat(CorpusMetric.named(name)).isEmpty();
    assertThat(ReplyMetric.named(name)).isEmpty();
  }

  @Test
  void aReplyWithoutAReferenceIsRefused() {
    assertThatThrownBy(() -> Chrf.standard().statistics("x", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a reply needs at least 1 reference, got 0");
    assertThatThrownBy(() -> Chrf.standard().score(new double[3]))
        .hasMessage("sums: 3 numbers, not 18");
  }
}
