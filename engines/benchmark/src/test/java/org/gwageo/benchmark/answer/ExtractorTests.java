package org.gwageo.benchmark.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtractorTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12 + 7 = 19|19",
        "답은 19입니다.|19",
        "모두 1,234개|1,234",
        "-5|-5",
        "−5도|-5",
        "12-7|7",
        "3.14|3.14",
        "약 3.5. 끝|3.5",
        "１９|19",
        "12,13|13",
        "1,2345|2345",
        "42.|42",
        "없음|-",
      })
  void findsTheLastNumber(String reply, String number) {
    assertThat(Extractor.firstOf(List.of(NamedExtractor.NUMBER), reply).orElse("-"))
        .isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "정답은 서울입니다.|서울",
        "답: 월요일|월요일",
        "정답：3월 4일|3월 4일",
        "따라서 최종 답변은 **화요일**이다.|화요일",
        "정답은 3.5입니다. 왜냐하면 그렇기 때문입니다.|3.5",
        "정답은 부산이 아닙니다. 정답은 서울입니다.|서울",
        "정답 서울|서울",
        "대답은 했다|-",
        "서울|-",
      })
  void findsWhatAKoreanMarkerAnnounces(String reply, String answer) {
    assertThat(Extractor.firstOf(List.of(NamedExtractor.KOREAN_ANSWER), reply).orElse("-"))
        .isEqualTo(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The answer is Monday.|Monday",
        "Answer: March 4|March 4",
        "the answer is not Monday. The answer is Tuesday|Tuesday",
        "The answer is \"blue\".|blue",
        "I answered it|-",
      })
  void findsWhatAnEnglishMarkerAnnounces(String reply, String answer) {
    assertThat(Extractor.firstOf(List.of(NamedExtractor.ENGLISH_ANSWER), reply).orElse("-"))
        .isEqualTo(answer);
  }

  @Test
  void balancesBracesInABox() {
    assertThat(NamedExtractor.BOXED.extract("\\boxed{1} so \\boxed{\\frac{1}{2}}"))
        .contains("\\frac{1}{2}");
    assertThat(NamedExtractor.BOXED.extract("\\boxed{1")).isEmpty();
  }

  @Test
  void takesLines() {
    String reply = "\n  첫째 줄 \n\n둘째 줄\r\n \n";

    assertThat(Extractor.firstOf(List.of(NamedExtractor.FIRST_LINE), reply)).contains("첫째 줄");
    assertThat(Extractor.firstOf(List.of(NamedExtractor.LAST_LINE), reply)).contains("둘째 줄");
    assertThat(Extractor.firstOf(List.of(NamedExtractor.WHOLE), " 답 ")).contains("답");
    assertThat(Extractor.firstOf(List.of(NamedExtractor.WHOLE), " \u3000\u00a0")).isEmpty();
  }

  @Test
  void goesDownTheCascade() {
    List<Extractor> cascade =
        List.of(NamedExtractor.BOXED, NamedExtractor.KOREAN_ANSWER, NamedExtractor.FIRST_LINE);

    assertThat(Extractor.firstOf(cascade, "\\boxed{1} 정답: 2")).contains("1");
    assertThat(Extractor.firstOf(cascade, "셋\n정답: 2")).contains("2");
    assertThat(Extractor.firstOf(cascade, "셋\n넷")).contains("셋");
  }

  @Test
  void takesFirstOrLastMatchOfARegularExpression() {
    assertThat(RegexExtractor.of("(\\d)", 1, false).extract("1 2 3")).contains("1");
    assertThat(RegexExtractor.of("(\\d)", 1, true).extract("1 2 3")).contains("3");
    assertThat(RegexExtractor.of("x(\\d)?", 1, true).extract("x x1 x")).contains("1");
  }

  @Test
  void matchesWordBoundariesAsPythonDoes() {
    assertThat(RegexExtractor.of("\\bB\\b", 0, true).extract("정답은 B입니다")).isEmpty();
    assertThat(RegexExtractor.of("\\w+", 0, true).extract("가나다!")).contains("가나다");
  }

  @Test
  void refusesABadExpressionAndAMissingGroup() {
    assertThatThrownBy(() -> RegexExtractor.of("(", 0, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a regular expression: (");
    assertThatThrownBy(() -> RegexExtractor.of("a", 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("groups 0 to 0, not 1");
  }

  @Test
  void givesARunawayExpressionUp() {
    Extractor runaway = RegexExtractor.of("(x+x+)+y", 0, true);

    assertThat(Extractor.firstOf(List.of(runaway), "x".repeat(60))).isEqualTo(Optional.empty());
  }

  @Test
  void normalisesShortAnswers() {
    assertThat(Normalisation.NUMBER.apply(" 1,234.50 ")).isEqualTo("1234.5");
    assertThat(Normalisation.NUMBER.apply("007")).isEqualTo("7");
    assertThat(Normalisation.NUMBER.apply("-0.0")).isEqualTo("0");
    assertThat(Normalisation.NUMBER.apply("100")).isEqualTo("100");
    assertThat(Normalisation.NUMBER.apply("열")).isEqualTo("열");
    assertThat(Normalisation.KOREAN_ENDING.apply("월요일입니다.")).isEqualTo("월요일");
    assertThat(Normalisation.TRIM_PUNCTUATION.apply("**\"답.\"**")).isEqualTo("답");
    assertThat(Normalisation.SQUEEZE.apply(" 3월\u00a0\n 4일 ")).isEqualTo("3월 4일");
    assertThat(Normalisation.NO_SPACES.apply("3월 4일")).isEqualTo("3월4일");
    assertThat(Normalisation.NO_PUNCTUATION.apply("가, 나·다!")).isEqualTo("가 나다");
    assertThat(Normalisation.NFKC.apply(Normalizer.normalize("한글", Normalizer.Form.NFD)))
        .isEqualTo("한글");
  }
}
