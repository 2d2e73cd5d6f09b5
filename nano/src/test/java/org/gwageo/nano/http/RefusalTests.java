package org.gwageo.nano.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTests {
  private static final Client CLIENT = new Client(new Limits(2, 16, 20_000, 16));

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"max_tokens\":0 | max_tokens is 0",
        ",\"max_tokens\":1.5 | max_tokens is 1.5",
        ",\"max_tokens\":99999999999999999999 | max_tokens is 99999999999999999999",
        ",\"temperature\":-1 | temperature is -1.0",
        ",\"temperature\":\"hot\" | temperature is \"hot\"",
        ",\"top_p\":0 | top_p is 0.0",
        ",\"top_logprobs\":2 | top_logprobs needs logprobs",
        ",\"logprobs\":true,\"top_logprobs\":21 | top_logprobs is 21",
        ",\"logprobs\":1 | logprobs must be true or false",
        ",\"stop\":\"\" | every stop must be",
        ",\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"] | there are 5 stop texts, the limit is 4",
        ",\"stop\":5 | every stop must be",
        ",\"n\":2 | n is 2",
        ",\"seed\":\"one\" | seed is \"one\"",
        ",\"stream\":\"yes\" | stream must be true or false",
        ",\"presence_penalty\":1 | presence_penalty is supported only as 0",
        ",\"tools\":[{}] | tools is not supported",
        ",\"response_format\":{\"type\":\"json_object\"} | response_format",
        ",\"messages\":[] | messages must be a list",
        ",\"messages\":[{\"role\":\"king\",\"content\":\"\"}] | the role of message 0",
        ",\"messages\":[{\"role\":\"user\"}] | message 0 has no text content",
        ",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}] | not text",
      })
  void refusesBadFieldsWithOneSentence(String more, String message) throws Exception {
    Client.Answer answer = CLIENT.chat("Hello", more);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains(message).doesNotContain("\n");
    assertThat(answer.json().path("error").path("type").asString())
        .isEqualTo("invalid_request_error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{ | the body is not JSON", "[] | not a JSON object", "{} | model must be a text"})
  void refusesBodiesThatAreNoRequest(String body, String message) throws Exception {
    Client.Answer answer = CLIENT.post("/v1/chat/completions", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains(message);
  }

  @Test
  void namesTheModelsItHas() throws Exception {
    Client.Answer answer =
        CLIENT.post("/v1/chat/completions", "{\"model\":\"gpt-4\",\"messages\":[]}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("error").path("code").asString()).isEqualTo("model_not_found");
    assertThat(answer.message()).isEqualTo("there is no model 'gpt-4', only hon-cheon, ja-gyeok");
  }

  @Test
  void refusesBodiesBeyondTheLimit() throws Exception {
    Client.Answer answer = CLIENT.chat("가".repeat(20_000), "");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.message()).isEqualTo("the body is larger than 20000 bytes");
    assertThat(CLIENT.chat("Hello", "").status()).isEqualTo(200);
  }

  @Test
  void refusesPromptsLongerThanTheModel() throws Exception {
    Client.Answer answer = CLIENT.chat("1 ".repeat(300), "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").path("code").asString())
        .isEqualTo("context_length_exceeded");
    assertThat(answer.message()).contains("the limit of model hon-cheon is 255");
  }

  @Test
  void knowsItsRoutesAndMethods() throws Exception {
    assertThat(CLIENT.get("/v1/engines").status()).isEqualTo(404);
    assertThat(CLIENT.get("/v1/chat/completions").status()).isEqualTo(405);
    assertThat(CLIENT.post("/v1/models", "{}").status()).isEqualTo(405);
    assertThat(CLIENT.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void listsItsModels() throws Exception {
    Client.Answer list = CLIENT.get("/v1/models");
    assertThat(list.json().path("data").path(0).path("id").asString()).isEqualTo("hon-cheon");
    assertThat(list.json().path("data")).hasSize(2);
    assertThat(CLIENT.get("/v1/models/ja-gyeok").json().path("object").asString())
        .isEqualTo("model");
    assertThat(CLIENT.get("/v1/models/other").status()).isEqualTo(404);
  }
}
