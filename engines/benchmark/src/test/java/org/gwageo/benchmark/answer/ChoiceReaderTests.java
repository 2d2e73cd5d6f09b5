package org.gwageo.benchmark.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceReaderTests {

  private static final List<String> FRUIT = List.of("사과", "포도", "감", "배");
  private static final List<String> NUMBERS = List.of("7", "2", "12", "3");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "정답은 B입니다|B",
        "정답: B|B",
        "정답 : B|B",
        "정답：B|B",
        "정답은 (C)입니다.|C",
        "정답은 **D**입니다.|D",
        "**정답: C**|C",
        "**정답**: C|C",
        "답: ②|B",
        "답은 ③번입니다.|C",
        "답변: 4번|D",
        "최종 답: A|A",
        "최종 답변은 A이다|A",
        "최종답은 <B>|B",
        "정답은 「C」이에요|C",
        "정답은 [D]예요|D",
        "정답이 B임|B",
        "정답은 3입니다|C",
        "답: (2) 왜냐하면|B",
        "3번이에요|C",
        "정답은 Ｂ입니다|B",
        "정답은 （Ｃ）|C",
        "답: 2|B",
        "The answer is B.|B",
        "the answer is (c)|-",
        "The correct answer is: D|D",
        "Answer: C|C",
        "ANSWER: A|A",
        "The answer is **B**|B",
        "Final answer: \\boxed{C}|C",
        "따라서 \\boxed{D}|D",
        "<answer>B</answer>|B",
        "B가 정답입니다|B",
        "②번이 답입니다|B",
        "C is correct|C",
        "C is the correct answer|C",
        "B|B",
        "b|B",
        "B.|B",
        "(B)|B",
        "(b)|B",
        "B)|B",
        "**B**|B",
        "②|B",
        "2|B",
        "2번|B",
        "B. 포도|B",
        "b) 포도|B",
        "② 포도|B",
        "B입니다|B",
        "B번입니다|B",
        "그래서 C예요|C",
        "③이다|C",
        "I think it is B|B",
        "Let me see. B, since grapes grow on vines|B",
        "포도|B",
        "포도입니다.|B",
        "\"포도\"|B",
      })
  void readsTheLetterOfAnAnswer(String reply, String letter) {
    assertThat(letterOf(reply, FRUIT)).isEqualTo(letter);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the answer is not A. It is B|B",
        "The answer is not A but B|B",
        "the answer isn't A, so C|C",
        "정답은 A가 아니라 B입니다|B",
        "정답은 A가 아니다. 정답은 C이다|C",
        "답은 A가 아닙니다. D입니다.|D",
        "The answer is A. Wait, no. The answer is D|D",
        "정답은 A입니다. 다시 보면 정답은 B입니다.|B",
        "A is wrong and B is wrong, so C|C",
        "B, not A|B",
        "Answer: A? No. Answer: C|C",
        "A가 아니라 B가 정답이다|B",
      })
  void letsTheLastConclusionCountAndNoDenial(String reply, String letter) {
    assertThat(letterOf(reply, FRUIT)).isEqualTo(letter);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "모르겠습니다",
        "I do not know",
        "A or B",
        "정답은 A 또는 B입니다",
        "The answer is A or B",
        "정답은 E입니다",
        "정답은 ⑦입니다",
        "정답은 ㄱ, ㄴ입니다",
        "ㄱ/ㄴ/ㄷ",
        "A dog is an animal",
        "Apple",
        "정답: KN",
        "DNA와 관련이 있다",
        "5",
        "수박",
        "정답 3개를 고르세요",
        "답은 3가지입니다",
        "합은 3입니다",
        "Answer 2 questions",
      })
  void guessesNothing(String reply) {
    assertThat(letterOf(reply, FRUIT)).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"2|B", "12|C", "답: C|C", "정답은 B입니다|B", "7|A", "정답은 7입니다|-", "1|-", "①|A"})
  void doesNotTakeANumberForALabelWhenChoicesAreNumbers(String reply, String letter) {
    assertThat(letterOf(reply, NUMBERS)).isEqualTo(letter);
  }

  @Test
  void readsDecomposedHangul() {
    String reply = Normalizer.normalize("정답은 B입니다", Normalizer.Form.NFD);

    assertThat(letterOf(reply, FRUIT)).isEqualTo("B");
  }

  @Test
  void leavesReasoningOut() {
    assertThat(letterOf("<think>정답은 A인가? B인가?</think>\n정답은 C입니다", FRUIT)).isEqualTo("C");
    assertThat(letterOf("the answer is A</think>D", FRUIT)).isEqualTo("D");
    assertThat(letterOf("<think>the answer is A", FRUIT)).isEqualTo("-");
  }

  @Test
  void ignoresZeroWidthCharactersAndLineEnds() {
    assertThat(letterOf("정답은\u200B B\r\n", FRUIT)).isEqualTo("B");
    assertThat(letterOf("정답은\u00A0B", FRUIT)).isEqualTo("B");
  }

  @Test
  void takesTheFirstLineOfAReplyThatGoesOn() {
    assertThat(letterOf("B\n사과는 과일이다", FRUIT)).isEqualTo("B");
  }

  @Test
  void readsTenChoices() {
    List<String> ten = List.of("가", "나", "다", "라", "마", "바", "사", "아", "자", "차");

    assertThat(letterOf("정답은 J입니다", ten)).isEqualTo("J");
    assertThat(letterOf("⑩", ten)).isEqualTo("J");
    assertThat(letterOf("답: 10번", ten)).isEqualTo("J");
    assertThat(letterOf("I believe the sun is a star", ten)).isEqualTo("-");
  }

  @Test
  void refusesOneChoiceAndEleven() {
    assertThatThrownBy(() -> ChoiceReader.read("A", List.of("하나")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 to 10 choices, not 1");
  }

  @Test
  void isQuickOnALongReplyWithoutAnAnswer() {
    assertThat(letterOf("정답 ".repeat(30_000) + "*".repeat(30_000), FRUIT)).isEqualTo("-");
  }

  @Test
  void readsAnyTextWithoutFailingAndTheSameInEveryUnicodeForm() {
    var random = new Random(3);
    List<String> parts =
        List.of(
            "정답은 ",
            "답: ",
            "A",
            "B",
            "③",
            "2",
            "번",
            "입니다",
            "이 아니라 ",
            " or ",
            "또는",
            "**",
            "(",
            ")",
            "\\boxed{",
            "}",
            "answer is ",
            "not ",
            "\n",
            " ",
            "사과",
            "<think>",
            "</think>",
            "가",
            "나",
            ".");
    for (int trial = 0; trial < 4000; trial++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(14); i >= 0; i--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      String letter = letterOf(text.toString(), FRUIT);

      assertThat(letter).as(text.toString()).isIn("A", "B", "C", "D", "-");
      assertThat(letterOf(Normalizer.normalize(text, Normalizer.Form.NFD), FRUIT))
          .as(text.toString())
          .isEqualTo(letter);
    }
  }

  private static String letterOf(String reply, List<String> choices) {
    OptionalInt read = ChoiceReader.read(reply, choices);
    return read.isPresent() ? String.valueOf((char) ('A' + read.getAsInt())) : "-";
  }
}
