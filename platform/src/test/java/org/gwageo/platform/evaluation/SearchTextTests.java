package org.gwageo.platform.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTests {

  @Test
  void spacingPunctuationCaseAndEncodingMakeNoDifference() {
    String decomposed = Normalizer.normalize("서울 특별시, Seoul!", Form.NFD);
    assertThat(SearchText.fold(decomposed)).isEqualTo("서울특별시seoul");
    assertThat(SearchText.fold("ＳＥＯＵＬ　①")).isEqualTo("seoul1");
  }

  @ParameterizedTest
  @CsvSource({
    "서울 특별시, 서울특별시, true",
    "서울특별시, 서울 특별시는, true",
    "서울의 날씨, 서울은 날씨가, true",
    "서울, ㅅㅇ, true",
    "서울, 서ㅇ, true",
    "사과, ㅅㅇ, false",
    "한국어, 하, true",
    "한국어, 한, true",
    "항구, 한, false",
    "꽃, ㄲ, true",
    "GPT-4o mini, gpt4o, true",
    "a[b](c), [b], true",
    "마을 회관, 마을, true",
    "마당, 마을, false"
  })
  void findsWhatAReaderMeans(String text, String query, boolean found) {
    String folded = SearchText.fold(text);
    assertThat(
            SearchText.patterns(query).stream()
                .allMatch(word -> Pattern.compile(word).matcher(folded).find()))
        .isEqualTo(found);
  }

  @Test
  void looksAtNoMoreThanItsLimits() {
    assertThat(SearchText.fold("가".repeat(1_000_000))).hasSize(SearchText.LONGEST);
    assertThat(SearchText.patterns("a b c d e f g h i j k l")).hasSize(SearchText.MOST_WORDS);
    assertThat(SearchText.patterns("가".repeat(10_000))).singleElement().asString().hasSize(103);
    assertThat(SearchText.patterns("?! ()")).isEmpty();
  }

  @Test
  void aPatternIsPlainUnlessItStandsForSeveralSyllables() {
    assertThat(SearchText.isPlain(SearchText.patterns("서울").getFirst())).isTrue();
    assertThat(SearchText.isPlain(SearchText.patterns("ㅅㅇ").getFirst())).isFalse();
    assertThat(SearchText.patterns("(a|b)*").getFirst()).isEqualTo("ab");
  }
}
