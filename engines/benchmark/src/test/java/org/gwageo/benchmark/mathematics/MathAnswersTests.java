package org.gwageo.benchmark.mathematics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.gwageo.benchmark.mathematics.MathAnswer.Anchor;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MathAnswersTests {

  @Test
  void takesTheLastBoxAndKeepsNestedBraces() {
    assertFound(
        "First \\boxed{1}. Wait, a long remark stands here.\nSo \\boxed{\\frac{\\sqrt{3}}{2}}.",
        "\\frac{\\sqrt{3}}{2}", Anchor.BOXED);
    assertFound("$\\boxed{\\text{(B)}}$", "\\text{(B)}", Anchor.BOXED);
    assertFound("so \\boxed 5 it is", "5", Anchor.BOXED);
    assertFound("\\fbox{8}", "8", Anchor.BOXED);
  }

  @Test
  void joinsBoxesThatBelongTogether() {
    assertFound("The roots are \\boxed{2} and \\boxed{3}.", "2, 3", Anchor.BOXED);
    assertFound("\\boxed{2}, \\boxed{3}", "2, 3", Anchor.BOXED);
  }

  @Test
  void prefersABoxToEveryOtherAnnouncement() {
    assertFound("The final answer is 5. No: \\boxed{6}. The answer is 7.", "6", Anchor.BOXED);
  }

  @Test
  void readsAnnouncementsInEnglish() {
    assertFound(
        "The final answer is $\\frac{1}{2}$. I hope it is correct.",
        "\\frac{1}{2}", Anchor.FINAL_ANSWER);
    assertFound("The answer is 3. No, the answer is 4.", "4", Anchor.ANSWER);
    assertFound("**Answer:** 42", "42", Anchor.ANSWER);
    assertFound("Answer: x = 5 because 2x = 10", "x = 5", Anchor.ANSWER);
    assertFound("The answer is 3.5 metres.", "3.5 metres", Anchor.ANSWER);
    assertFound("The answers follow. The answer is $1$ or $2$.", "1, 2", Anchor.ANSWER);
    assertFound("The answer to your question is 1,234", "1,234", Anchor.ANSWER);
  }

  @Test
  void readsAnnouncementsInKorean() {
    assertFound("계산하면 7 + 5 = 12이므로 정답은 12입니다.", "12", Anchor.KOREAN_ANSWER);
    assertFound("답: $\\sqrt{2}$", "\\sqrt{2}", Anchor.KOREAN_ANSWER);
    assertFound("**정답**: 3만 5천 원", "3만 5천 원", Anchor.KOREAN_ANSWER);
    assertFound("최종 답은 42개입니다.", "42개", Anchor.FINAL_ANSWER);
    assertFound("정답은 12이다. 검산해 보면 정답은 13이다.", "13", Anchor.KOREAN_ANSWER);
  }

  @Test
  void fallsBackToFormulasAndNumbers() {
    assertFound("12 * 3 = 36\n#### 36", "36", Anchor.HASHES);
    assertFound("so we see $x^2$ and then $x+1$", "x+1", Anchor.FORMULA);
    assertFound("We have \\(2\\) and \\[3\\]", "3", Anchor.FORMULA);
    assertFound("there are 3 cats and 4 dogs", "4", Anchor.NUMBER);
    assertThat(MathAnswers.find("I do not know")).isEmpty();
    assertThat(MathAnswers.find("")).isEmpty();
  }

  @Test
  void leavesTheReasoningOut() {
    assertFound("<think>\\boxed{1}</think>The answer is 2", "2", Anchor.ANSWER);
    assertThat(MathAnswers.find("<think>\\boxed{1}")).isEmpty();
  }

  @Test
  void passesOverWhatCannotBeRead() {
    assertFound("The answer is \\boxed{\\int_0^1}, that is the answer is 5", "5", Anchor.ANSWER);
    assertFound("\\boxed{\\int_0^1}", "\\int_0^1", Anchor.BOXED);
  }

  @Test
  void isFastOnAMegabyteOfAnything() {
    for (String piece :
        List.of(
            "\\boxed{",
            "$",
            "the answer is ",
            "정답은 ",
            "#### ",
            "1,234 ",
            "\\boxed{1} and ",
            "final answer ",
            "{",
            "* ",
            "a",
            "\\(",
            "-1/")) {
      String reply = piece.repeat(1_000_000 / piece.length());
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(60), () -> MathAnswers.find(reply), () -> piece);
    }
  }

  private static void assertFound(String reply, String text, Anchor anchor) {
    assertThat(MathAnswers.find(reply)).as(reply).contains(new MathAnswer(text, anchor));
  }
}
