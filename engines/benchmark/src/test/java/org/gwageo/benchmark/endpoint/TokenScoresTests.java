package org.gwageo.benchmark.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Likelihood;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.junit.jupiter.api.Test;

class TokenScoresTests {

  private static Outcome read(String prompt, int border, String member) {
    var sink = new ReplySink();
    sink.head(Heads.json());
    byte[] bytes =
        ("{\"choices\":[{\"text\":\"x\"," + member + ",\"finish_reason\":\"length\"}]}")
            .getBytes(StandardCharsets.UTF_8);
    sink.body(bytes, 0, bytes.length, 0);
    return sink.outcome(Heads.likelihood(prompt, border), () -> prompt);
  }

  private static Likelihood likelihood(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Answered.class);
    Likelihood likelihood = ((Answered) outcome).reply().likelihood();
    return Objects.requireNonNull(likelihood);
  }

  private static String lists(String tokens, String logProbabilities, String top) {
    return "\"logprobs\":{\"text_offset\":[0],\"tokens\":"
        + tokens
        + ",\"token_logprobs\":"
        + logProbabilities
        + (top.isEmpty() ? "" : ",\"top_logprobs\":" + top)
        + "}";
  }

  @Test
  void addsUpTheTokensOfTheContinuationAndNoneThatWasWritten() {
    Likelihood likelihood =
        likelihood(
            read(
                "Q: A",
                2,
                lists(
                    "[\"Q\",\":\",\" A\",\" more\"]",
                    "[null,-1,-0.5,-9]",
                    "[null,{\":\":-1},{\" A\":-0.5,\" B\":-2},{\"z\":0}]")));

    assertThat(likelihood.logProbabilities()).containsExactly(-0.5);
    assertThat(likelihood.greedy()).isTrue();
  }

  @Test
  void tellsThatAnotherTokenIsLikelier() {
    assertThat(
            likelihood(
                    read(
                        "Q: A",
                        2,
                        lists(
                            "[\"Q\",\":\",\" A\"]",
                            "[null,-1,-0.5]",
                            "[null,{\":\":-1},{\" A\":-0.5,\" B\":-0.4}]")))
                .greedy())
        .isFalse();
  }

  @Test
  void countsATokenThatBeginsWithSpacesOfTheContext() {
    Likelihood likelihood =
        likelihood(read("Q: A", 3, lists("[\"Q\",\":\",\" A\"]", "[null,-1,-0.5]", "")));

    assertThat(likelihood.sum()).isCloseTo(-0.5, within(1e-12));
  }

  @Test
  void refusesATokenThatIsPartOfBoth() {
    assertThat(read("Q: AB", 4, lists("[\"Q\",\":\",\" AB\"]", "[null,-1,-0.5]", "")))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.failure()).isEqualTo(FailureClass.REFUSED);
              assertThat(failed.message()).contains("\" AB\"").contains("border");
            });
  }

  @Test
  void placesPartsOfHangulByTheReadableTokensAroundThem() {
    // 답 is two tokens, neither of which is a character; so is 맞 within the continuation.
    String tokens = "[\"질문 \",\"\uFFFD\",\"\uFFFD\",\":\",\" \",\"\uFFFD\",\"\uFFFD\",\"다\",\"z\"]";
    Likelihood likelihood =
        likelihood(read("질문 답: 맞다", 5, lists(tokens, "[null,-1,-2,-3,-4,-5,-6,-7,-8]", "")));

    assertThat(likelihood.logProbabilities()).containsExactly(-4.0, -5.0, -6.0, -7.0);
  }

  @Test
  void placesPartsThatAreWrittenAsBytesExactly() {
    // 맞 = EB A7 9E, 다 = EB 8B A4
    String tokens =
        "[\"a\",\"bytes:\\\\xeb\",\"bytes:\\\\xa7\\\\x9e\\\\xeb\\\\x8b\",\"bytes:\\\\xa4\"]";
    assertThat(likelihood(read("a맞다", 1, lists(tokens, "[null,-1,-2,-3]", ""))).logProbabilities())
        .containsExactly(-1.0, -2.0, -3.0);
    assertThat(read("a맞다", 2, lists(tokens, "[null,-1,-2,-3]", ""))).isInstanceOf(Failed.class);
  }

  @Test
  void refusesABorderWithinPartsThatCannotBePlaced() {
    assertThat(read("가나다", 1, lists("[\"\uFFFD\",\"\uFFFD\",\"다\"]", "[-1,-2,-3]", "")))
        .isInstanceOf(Failed.class);
  }

  @Test
  void passesOverAMarkAtTheBeginning() {
    assertThat(
            likelihood(read("Q A", 1, lists("[\"<s>\",\"Q\",\" A\"]", "[null,-1,-2]", "")))
                .logProbabilities())
        .containsExactly(-2.0);
    assertThat(
            likelihood(read("Q A", 0, lists("[\"<s>\",\"Q\",\" A\"]", "[null,-1,-2]", "")))
                .logProbabilities())
        .containsExactly(-1.0, -2.0);
  }

  @Test
  void readsTheFormOfPromptLogprobs() {
    String member =
        "\"prompt_logprobs\":[null,"
            + "{\"11\":{\"logprob\":-1.5,\"rank\":3,\"decoded_token\":\":\"},"
            + "\"12\":{\"logprob\":-0.1,\"rank\":1,\"decoded_token\":\"!\"}},"
            + "{\"13\":{\"logprob\":-0.25,\"rank\":1,\"decoded_token\":\" A\"}}]";

    Likelihood one = likelihood(read("Q: A", 2, member));
    assertThat(one.logProbabilities()).containsExactly(-0.25);
    assertThat(one.greedy()).isTrue();
    Likelihood two = likelihood(read("Q: A", 1, member));
    assertThat(two.logProbabilities()).containsExactly(-1.5, -0.25);
    assertThat(two.greedy()).isFalse();
  }

  @Test
  void refusesWhatTellsNoLikelihood() {
    assertThat(read("Q: A", 2, "\"logprobs\":null")).isInstanceOf(Failed.class);
    assertThat(read("Q: A", 2, "\"logprobs\":{\"content\":[]}")).isInstanceOf(Failed.class);
    assertThat(read("Q A", 0, lists("[\"Q\",\" A\"]", "[null,-1]", ""))).isInstanceOf(Failed.class);
    assertThat(read("Q A", 1, lists("[\"Q\",\" B\"]", "[null,-1]", ""))).isInstanceOf(Failed.class);
    assertThat(read("Q A", 1, lists("[\"Q\"]", "[null]", ""))).isInstanceOf(Failed.class);
    assertThat(read("Q A", 1, lists("[\"Q\",\" A\"]", "[null]", ""))).isInstanceOf(Failed.class);
    assertThat(read("Q A", 1, lists("[\"Q\",\" A\"]", "[null,\"NaN\"]", "")))
        .isInstanceOf(Failed.class);
  }
}
