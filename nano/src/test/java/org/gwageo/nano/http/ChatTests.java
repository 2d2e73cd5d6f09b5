package org.gwageo.nano.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ChatTests {
  private static final Client CLIENT = new Client(Limits.usual());
  private static final String GREETING = "안녕하세요";

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Test
  void answersInTheShapeOfTheInterface() throws Exception {
    Client.Answer answer = CLIENT.chat(GREETING, "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("안녕하세요. 무엇을 도와 드릴까요?");
    assertThat(answer.ending()).isEqualTo("stop");
    JsonNode json = answer.json();
    assertThat(json.path("object").asString()).isEqualTo("chat.completion");
    assertThat(json.path("model").asString()).isEqualTo(Client.MODEL);
    assertThat(json.path("created").asLong()).isEqualTo(1_800_000_000);
    assertThat(json.path("choices").path(0).path("message").path("role").asString())
        .isEqualTo("assistant");
    assertThat(json.path("choices").path(0).path("logprobs").isNull()).isTrue();
    JsonNode usage = json.path("usage");
    int prompt = Client.model().tokenizer().encode(GREETING).length + 4;
    assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(prompt);
    assertThat(usage.path("total_tokens").asInt())
        .isEqualTo(prompt + usage.path("completion_tokens").asInt());
  }

  @Test
  void streamsTheSameTextAsItAnswersWhole() throws Exception {
    String more = ",\"stream\":true,\"stream_options\":{\"include_usage\":true}";
    List<String> events = CLIENT.events("/v1/chat/completions", Client.chatBody(GREETING, more));
    assertThat(events.getLast()).isEqualTo("[DONE]");
    List<JsonNode> pieces = new ArrayList<>();
    events.subList(0, events.size() - 1).forEach(event -> pieces.add(Client.json(event)));
    assertThat(pieces.getFirst().path("choices").path(0).path("delta").path("role").asString())
        .isEqualTo("assistant");
    StringBuilder text = new StringBuilder();
    for (JsonNode piece : pieces) {
      assertThat(piece.path("object").asString()).isEqualTo("chat.completion.chunk");
      text.append(piece.path("choices").path(0).path("delta").path("content").asString(""));
    }
    assertThat(text).hasToString(CLIENT.chat(GREETING, "").text());
    assertThat(pieces.size()).isGreaterThan(4);
    JsonNode last = pieces.get(pieces.size() - 2).path("choices").path(0);
    assertThat(last.path("finish_reason").asString()).isEqualTo("stop");
    assertThat(pieces.getLast().path("choices")).isEmpty();
    assertThat(pieces.getLast().path("usage").path("completion_tokens").asInt()).isPositive();
  }

  @Test
  void endsAtAStopTextThatSpansTokens() throws Exception {
    Client.Answer whole = CLIENT.chat(GREETING, ",\"logprobs\":true");
    JsonNode tokens = whole.json().path("choices").path(0).path("logprobs").path("content");
    String left = tokens.path(1).path("token").asString();
    String right = tokens.path(2).path("token").asString();
    String stop = left.charAt(left.length() - 1) + right.substring(0, 1);
    assertThat(whole.text()).contains(stop);
    String wanted = whole.text().substring(0, whole.text().indexOf(stop));
    String more = ",\"stop\":[\"없는 글\",\"%s\"]".formatted(stop);
    Client.Answer stopped = CLIENT.chat(GREETING, more);
    assertThat(stopped.text()).isEqualTo(wanted);
    assertThat(stopped.ending()).isEqualTo("stop");
    StringBuilder streamed = new StringBuilder();
    for (String event :
        CLIENT.events(
            "/v1/chat/completions", Client.chatBody(GREETING, more + ",\"stream\":true"))) {
      if (!event.equals("[DONE]")) {
        streamed.append(
            Client.json(event).path("choices").path(0).path("delta").path("content").asString(""));
      }
    }
    assertThat(streamed).hasToString(wanted);
  }

  @Test
  void endsAfterMaxTokens() throws Exception {
    Client.Answer answer = CLIENT.chat(GREETING, ",\"max_tokens\":2");
    assertThat(answer.ending()).isEqualTo("length");
    assertThat(answer.json().path("usage").path("completion_tokens").asInt()).isEqualTo(2);
    assertThat("안녕하세요. 무엇을 도와 드릴까요?").startsWith(answer.text());
  }

  @Test
  void servesMaxTokensBeyondTheModelAsFarAsItGoes() throws Exception {
    String more = ",\"max_tokens\":1000000,\"temperature\":2,\"seed\":5";
    Client.Answer answer = CLIENT.chat("1 1 1 1", more);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("usage").path("total_tokens").asInt()).isLessThanOrEqualTo(256);
  }

  @Test
  void drawsTheSameTextForTheSameSeedAndOthersForOthers() throws Exception {
    List<String> texts = new ArrayList<>();
    for (int seed = 0; seed < 8; seed++) {
      String more = ",\"temperature\":2,\"top_p\":0.99,\"max_tokens\":12,\"seed\":" + seed;
      String text = CLIENT.chat(GREETING, more).text();
      assertThat(CLIENT.chat(GREETING, more).text()).isEqualTo(text);
      texts.add(text);
    }
    assertThat(texts.stream().distinct().count()).isGreaterThan(1);
  }

  @Test
  void tellsLogProbabilitiesThatMatchTheChosenTokens() throws Exception {
    JsonNode content =
        CLIENT
            .chat(GREETING, ",\"logprobs\":true,\"top_logprobs\":3")
            .json()
            .path("choices")
            .path(0)
            .path("logprobs")
            .path("content");
    assertThat(content.size()).isGreaterThan(2);
    for (JsonNode token : content) {
      assertThat(token.path("logprob").asDouble()).isLessThanOrEqualTo(0);
      JsonNode best = token.path("top_logprobs").path(0);
      assertThat(token.path("top_logprobs")).hasSize(3);
      assertThat(best.path("token")).isEqualTo(token.path("token"));
      assertThat(best.path("logprob").asDouble())
          .isCloseTo(token.path("logprob").asDouble(), within(1e-12));
      assertThat(token.path("bytes").size()).isPositive();
    }
  }

  @Test
  void takesSystemTextPartsAndEarlierTurns() throws Exception {
    String body =
        """
        {"model":"hon-cheon","temperature":0,"max_completion_tokens":20,"messages":[
          {"role":"developer","content":"짧게 답하세요."},
          {"role":"user","content":"Hello"},{"role":"assistant","content":"Hello."},
          {"role":"user","content":[{"type":"text","text":"Thank"},{"type":"text","text":" you"}]}]}
        """;
    Client.Answer answer = CLIENT.post("/v1/chat/completions", body);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isNotEmpty();
  }
}
