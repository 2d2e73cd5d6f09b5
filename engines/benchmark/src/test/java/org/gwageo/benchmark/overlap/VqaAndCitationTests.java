package org.gwageo.benchmark.overlap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VqaAndCitationTests {

  private static List<String> people(int yes) {
    return Stream.concat(
            Collections.nCopies(yes, "yes").stream(), Collections.nCopies(10 - yes, "no").stream())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1, 0.3333333333333333, 0.3",
    "2, 0.6666666666666666, 0.6",
    "3, 1, 0.9",
    "4, 1, 1",
    "10, 1, 1",
  })
  void votesCountUpToThree(int yes, double soft, double official) {
    assertThat(VqaAccuracy.SOFT_VOTE.score("Yes.", people(yes))).isCloseTo(soft, within(1e-12));
    assertThat(VqaAccuracy.LEAVE_ONE_OUT.score("Yes.", people(yes)))
        .isCloseTo(official, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "'The Red, Bus', red bus",
    "Two dogs, 2 dogs",
    "none, 0",
    "'3.5', 3.5",
    "'end.', end",
    "dont, don't",
    "'well-known', well known",
    "'$1,000!', $1000",
    "서울역, 서울역",
    "'a\tb', b",
    "what's up, what 's up",
  })
  void answersAreBroughtToOneForm(String answer, String form) {
    assertThat(VqaAccuracy.normalised(answer)).isEqualTo(form);
  }

  private static final Map<Integer, String> SOURCES =
      Map.of(
          1, "조선은 1392년에 세워졌다. 첫 임금은 태조이다.",
          2, "한양의 인구는 약 103,328명이었다.",
          3, "The art of the exam.");

  @Test
  void citationsOfSourcesThatDoNotExistAreFound() {
    Citations citations = Citations.of("조선은 1392년에 섰다 [1]. 인구는 십만 명이다 [2, 7]. 그렇다고 한다.", SOURCES);
    assertThat(citations.cited()).containsExactly(1, 2);
    assertThat(citations.missing()).containsExactly(7);
    assertThat(citations.sentences()).isEqualTo(3);
    assertThat(citations.uncitedSentences()).isEqualTo(1);
  }

  @Test
  void marksAfterTheFullStopBelongToTheSentence() {
    Citations citations = Citations.of("조선은 1392년에 섰다.[1][2] 끝이다. [1-3]\n", SOURCES);
    assertThat(citations.cited()).containsExactly(1, 2, 3);
    assertThat(citations.uncitedSentences()).isZero();
    assertThat(citations.sentences()).isEqualTo(2);
  }

  @Test
  void quotationsAreLookedUpInWhatIsCited() {
    Citations citations =
        Citations.of("“첫 임금은  태조이다” [1]. 「약 103328명」이라 한다 [1]. \"없는 말이다\" [2].", SOURCES);
    assertThat(citations.quotations())
        .extracting(Citations.Quotation::supported)
        .containsExactly(true, false, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1392년에 섰다 [1].|1392|SUPPORTED",
        "1,392년에 섰다 [1].|1392|SUPPORTED",
        "1392년에 섰다 [2].|1392|UNSUPPORTED",
        "1392년에 섰다. 다른 말 [1].|1392|UNSUPPORTED",
        "13년에 섰다 [1].|1392|ABSENT",
        "21392년에 섰다 [1].|1392|ABSENT",
        "인구는 103,328명 [2]|103328|SUPPORTED",
        "It is about art [3].|art|SUPPORTED",
        "It is about a party [3].|art|ABSENT",
        "첫 임금은 태조였다 [1]|태조|SUPPORTED",
        "[1392] 라고 한다|1392|ABSENT",
      })
  void factsNeedASourceThatHasThem(String reply, String fact, Citations.Fact expected) {
    assertThat(Citations.fact(reply, SOURCES, List.of(fact))).isEqualTo(expected);
  }
}
