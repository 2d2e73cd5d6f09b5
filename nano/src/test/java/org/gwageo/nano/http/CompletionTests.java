package org.gwageo.nano.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompletionTests {
  private static final Client CLIENT = new Client(Limits.usual());

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  private static Client.Answer complete(String prompt, String more) throws Exception {
    return CLIENT.post(
        "/v1/completions",
        "{\"model\":\"hon-cheon\",\"temperature\":0,\"prompt\":%s%s}".formatted(prompt, more));
  }

  @Test
  void continuesText() throws Exception {
    Client.Answer answer = complete("\"안녕\"", ",\"max_tokens\":5");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("object").asString()).isEqualTo("text_completion");
    assertThat(answer.json().path("usage").path("completion_tokens").asInt())
        .isLessThanOrEqualTo(5);
  }

  @Test
  void echoesThePromptWithItsLogProbabilities() throws Exception {
    String prompt = "27 더하기 45는?";
    Client.Answer answer =
        complete("\"" + prompt + "\"", ",\"max_tokens\":0,\"echo\":true,\"logprobs\":2");
    assertThat(answer.completion()).isEqualTo(prompt);
    JsonNode probabilities = answer.json().path("choices").path(0).path("logprobs");
    int[] ids = Client.model().tokenizer().encode(prompt);
    assertThat(probabilities.path("tokens")).hasSize(ids.length);
    assertThat(probabilities.path("token_logprobs")).hasSize(ids.length);
    assertThat(probabilities.path("top_logprobs").path(0)).hasSize(2);
    assertThat(probabilities.path("text_offset").path(1).asInt()).isEqualTo(1);
    double first = probabilities.path("token_logprobs").path(0).asDouble();
    double direct =
        Client.model()
            .score(Client.model().prompt(prompt), 0)
            .get(1)
            .logProbability()
            .orElseThrow();
    assertThat(first).isCloseTo(direct, within(1e-9));
  }

  @Test
  void givesTokenIdsTheSameReplyAsTheirText() throws Exception {
    String ids = Arrays.toString(Client.model().prompt("Hello"));
    assertThat(complete(ids, "").completion()).isEqualTo(complete("\"Hello\"", "").completion());
  }

  @Test
  void answersSeveralPromptsAsSeveralChoices() throws Exception {
    Client.Answer answer = complete("[\"Hello\",\"안녕\"]", ",\"echo\":true");
    assertThat(answer.json().path("choices")).hasSize(2);
    assertThat(answer.json().path("choices").path(1).path("index").asInt()).isEqualTo(1);
    assertThat(answer.json().path("choices").path(1).path("text").asString()).startsWith("안녕");
  }

  @Test
  void streamsTextPieces() throws Exception {
    String body =
        "{\"model\":\"hon-cheon\",\"temperature\":0,\"prompt\":\"Hello\",\"stream\":true,\"echo\":true}";
    List<String> events = CLIENT.events("/v1/completions", body);
    assertThat(events.getLast()).isEqualTo("[DONE]");
    StringBuilder text = new StringBuilder();
    for (String event : events.subList(0, events.size() - 1)) {
      text.append(Client.json(event).path("choices").path(0).path("text").asString(""));
    }
    assertThat(text).hasToString(complete("\"Hello\"", ",\"echo\":true").completion());
  }

  @Test
  void refusesPromptsOfOtherKinds() throws Exception {
    assertThat(complete("5", "").message()).startsWith("prompt must be a text");
    assertThat(complete("[1,2,99999]", "").message()).startsWith("token 99999 is not in");
    assertThat(complete("[1,2.5]", "").message()).isEqualTo("element 1 of a prompt is no token id");
    assertThat(complete("[]", "").message()).startsWith("prompt must be");
  }
}
