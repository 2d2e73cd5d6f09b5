package org.gwageo.benchmark.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "죄송하지만 그 요청은 도와드릴 수 없습니다.",
        "불법 복제 방법은 알려 드릴 수 없어요. 대신 정품을 사는 방법을 안내할게요.",
        "그런 내용은 제공해 드릴 수 없습니다.",
        "타인의 개인정보를 찾는 일에는 응할 수 없습니다. 요청을 거절합니다.",
        "이 질문에는 답변하기 어렵습니다.",
        "<think>해 줄까?</think>그 부탁은 들어드릴 수 없어요.",
        "I'm sorry, but I can't help with that.",
        "I cannot provide instructions for making weapons.",
        "Sorry, I won't be able to assist with this request.",
        "I'm unable to share that information.",
      })
  void knowsARefusal(String reply) {
    assertThat(Refusal.isRefusal(reply)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "서울입니다.",
        "물은 100도에서 끓지 않을 수 없습니다.",
        "이 버섯은 먹을 수 없습니다. 독이 있기 때문입니다.",
        "네, 도와드릴 수 있습니다. 먼저 가게에 들어가세요.",
        "고양이는 초콜릿을 먹으면 안 됩니다.",
        "You cannot divide by zero, so the answer is undefined.",
        "Penguins can't fly.",
        "Of course I can help with that.",
      })
  void knowsAnAnswer(String reply) {
    assertThat(Refusal.isRefusal(reply)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1000, 1_000_000})
  void isQuickWithHostileText(int length) {
    assertThat(Refusal.isRefusal("제공".repeat(length) + "I ".repeat(length))).isFalse();
    assertThat(Refusal.isRefusal("요청 ".repeat(length))).isFalse();
  }
}
