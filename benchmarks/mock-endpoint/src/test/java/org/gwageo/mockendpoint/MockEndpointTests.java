package org.gwageo.mockendpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class MockEndpointTests {

  private static final AnswerKey KEY =
      AnswerKey.of(
          List.of(
              KeyItem.number("1", "What is 2 + 3?", "5"),
              KeyItem.choice("2", "Pick the river.", "C", List.of("A", "B", "C", "D")),
              new KeyItem(
                  "3",
                  "Look up the weather.",
                  "x",
                  List.of(),
                  1.0,
                  null,
                  new KeyItem.Tool("weather", "{\"city\":\"서울\"}"))),
          new AnswerPlan(1, 1, List.of(AnswerStyle.HASH)));

  private static MockEndpoint endpoint(Profile profile) throws IOException {
    return MockEndpoint.start(MockOptions.standard().with(KEY).with(profile));
  }

  @Test
  void givesEveryClientTheSameWorldWhateverTheOrder() throws Exception {
    List<String> forwards = new ArrayList<>();
    List<String> backwards = new ArrayList<>();
    try (MockEndpoint endpoint = MockEndpoint.start(MockOptions.standard());
        Client client = new Client(endpoint)) {
      for (int i = 0; i < 20; i++) {
        forwards.add(Client.content(client.chat("question " + i, "")));
      }
    }
    try (MockEndpoint endpoint = MockEndpoint.start(MockOptions.standard());
        Client client = new Client(endpoint)) {
      for (int i = 19; i >= 0; i--) {
        backwards.add(Client.content(client.chat("question " + i, "")));
      }
    }
    assertThat(backwards.reversed()).isEqualTo(forwards);
    assertThat(forwards.stream().distinct().count()).isGreaterThan(15);
  }

  @Test
  void streamsTheSameTextAsItSendsWhole() throws Exception {
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        Client client = new Client(endpoint)) {
      String whole = Client.content(client.chat("What is 2 + 3?", ""));
      List<String> events =
          client.stream("What is 2 + 3?", "\"stream_options\":{\"include_usage\":true},");
      assertThat(Client.text(events)).isEqualTo(whole).endsWith("#### 5");
      assertThat(events.getLast()).isEqualTo("[DONE]");
      JsonNode usage = Client.JSON.readTree(events.get(events.size() - 2)).path("usage");
      assertThat(usage.path("completion_tokens").intValue()).isEqualTo(Tokens.count(whole));
    }
  }

  @Test
  void appliesStopStringsAndTheLimitOfTokens() throws Exception {
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        Client client = new Client(endpoint)) {
      String stopped = Client.content(client.chat("What is 2 + 3?", "\"stop\":[\"####\"],"));
      assertThat(stopped).doesNotContain("####").isNotEmpty();
      JsonNode cut = client.chat("What is 2 + 3?", "\"max_tokens\":3,");
      assertThat(Tokens.count(Client.content(cut))).isEqualTo(3);
      assertThat(cut.path("choices").path(0).path("finish_reason").asString(""))
          .isEqualTo("length");
    }
  }

  @Test
  void sendsAsManyRepliesAsAskedFor() throws Exception {
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        Client client = new Client(endpoint)) {
      JsonNode reply = client.chat("Pick the river.", "\"n\":3,");
      assertThat(reply.path("choices").size()).isEqualTo(3);
      assertThat(reply.path("choices").path(2).path("message").path("content").asString(""))
          .endsWith("#### C");
    }
  }

  @Test
  void callsTools() throws Exception {
    String tools = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}],";
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        Client client = new Client(endpoint)) {
      JsonNode message =
          client.chat("Look up the weather.", tools).path("choices").path(0).path("message");
      JsonNode call = message.path("tool_calls").path(0).path("function");
      assertThat(message.path("content").isNull()).isTrue();
      assertThat(call.path("arguments").asString("")).isEqualTo("{\"city\":\"서울\"}");
      List<String> events = client.stream("Look up the weather.", tools);
      var arguments = new StringBuilder();
      for (String event : events) {
        if (event.startsWith("{")) {
          JsonNode delta = Client.JSON.readTree(event).path("choices").path(0).path("delta");
          JsonNode part = delta.path("tool_calls").path(0).path("function");
          arguments.append(part.path("arguments").asString(""));
        }
      }
      assertThat(arguments.toString()).isEqualTo("{\"city\":\"서울\"}");
    }
  }

  @Test
  void countsImagesAndSounds() throws Exception {
    String body =
        """
        {"model":"mock","messages":[{"role":"user","content":[
          {"type":"text","text":"What is 2 + 3?"},
          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
          {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav"}}]}]}
        """;
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        Client client = new Client(endpoint)) {
      JsonNode reply = Client.JSON.readTree(client.post("chat/completions", body).body());
      assertThat(Client.content(reply)).endsWith("#### 5");
      assertThat(endpoint.stats().images()).isEqualTo(1);
      assertThat(endpoint.stats().sounds()).isEqualTo(1);
    }
  }

  @Test
  void echoesPromptsWithLogProbabilitiesThatPreferItsAnswer() throws Exception {
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        Client client = new Client(endpoint)) {
      String best = "";
      double most = Double.NEGATIVE_INFINITY;
      for (String letter : List.of("A", "B", "C", "D")) {
        JsonNode reply =
            Client.JSON.readTree(client.post("completions", likelihood(letter)).body());
        JsonNode logprobs = reply.path("choices").path(0).path("logprobs");
        JsonNode logs = logprobs.path("token_logprobs");
        assertThat(logs.path(0).isNull()).isTrue();
        assertThat(logprobs.path("text_offset").size()).isEqualTo(logs.size());
        double last = logs.path(logs.size() - 1).doubleValue();
        best = last > most ? letter : best;
        most = Math.max(most, last);
      }
      assertThat(best).isEqualTo("C");
    }
  }

  private static String likelihood(String letter) {
    return "{\"model\":\"mock\",\"prompt\":\"Pick the river. Answer: "
        + letter
        + "\",\"echo\":true,\"logprobs\":1,\"max_tokens\":0,\"temperature\":0}";
  }

  @Test
  void speaksLikeTheServerOfItsProfile() throws Exception {
    try (MockEndpoint endpoint = endpoint(Profile.OPENAI);
        Client client = new Client(endpoint)) {
      HttpResponse<String> refused =
          client.post("chat/completions", Client.chatBody("What is 2 + 3?", "\"max_tokens\":9,"));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("max_completion_tokens");
      HttpResponse<String> accepted =
          client.post(
              "chat/completions",
              Client.chatBody("What is 2 + 3?", "\"max_completion_tokens\":90,"));
      assertThat(accepted.statusCode()).isEqualTo(200);
      assertThat(accepted.headers().firstValue("x-ratelimit-limit-requests")).isPresent();
    }
    try (MockEndpoint endpoint = endpoint(Profile.LLAMACPP);
        Client client = new Client(endpoint)) {
      JsonNode reply =
          Client.JSON.readTree(
              client
                  .post(
                      "completions",
                      "{\"model\":\"m\",\"prompt\":\"hello\",\"logprobs\":1,\"max_tokens\":4}")
                  .body());
      assertThat(reply.path("choices").path(0).path("logprobs").path("content").isArray()).isTrue();
      List<String> events = client.stream("What is 2 + 3?", "");
      assertThat(events.get(events.size() - 2)).contains("\"usage\"");
    }
  }

  @Test
  void putsThinkingWhereItIsTold() throws Exception {
    for (Reasoning place : Reasoning.values()) {
      MockOptions options = MockOptions.standard().with(KEY).with(Profile.SGLANG).with(place);
      try (MockEndpoint endpoint = MockEndpoint.start(options);
          Client client = new Client(endpoint)) {
        JsonNode message =
            client.chat("What is 2 + 3?", "").path("choices").path(0).path("message");
        String content = message.path("content").asString("");
        assertThat(message.has("reasoning_content")).isEqualTo(place == Reasoning.FIELD);
        assertThat(content.contains("</think>"))
            .isEqualTo(place == Reasoning.INLINE || place == Reasoning.UNOPENED);
        assertThat(content.endsWith("#### 5")).isEqualTo(place != Reasoning.UNTERMINATED);
      }
    }
  }

  @Test
  void keepsTrueBooks() throws Exception {
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        Client client = new Client(endpoint)) {
      String body = Client.chatBody("What is 2 + 3?", "\"seed\":7,\"max_tokens\":50,");
      client.post("chat/completions", body, "Idempotency-Key", "k1");
      client.post("chat/completions", body, "Idempotency-Key", "k1");
      client.chat("Pick the river.", "");
      MockStats stats = endpoint.stats();
      assertThat(stats.requests()).isEqualTo(3);
      assertThat(stats.delivered()).isEqualTo(3);
      assertThat(stats.prompts()).isEqualTo(2);
      assertThat(stats.repeated()).isEqualTo(1);
      assertThat(stats.mostRepeated()).isEqualTo(2);
      assertThat(stats.keys()).isEqualTo(1);
      assertThat(stats.itemsDelivered()).isEqualTo(2);
      assertThat(stats.itemsDeliveredAgain()).isEqualTo(1);
      assertThat(stats.connections()).isEqualTo(1);
      assertThat(stats.parameters().get("seed")).containsEntry("7", 2L);
      assertThat(stats.statuses()).containsEntry("200", 3L);
      client.get("/__finish");
      client.chat("Pick the river.", "");
      assertThat(client.get("/__stats").path("afterFinish").intValue()).isEqualTo(1);
      client.get("/__reset");
      assertThat(endpoint.stats().requests()).isZero();
    }
  }

  @Test
  void hasEachReplyInTheBooksAsSoonAsItsClientHasIt() throws Exception {
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        Client client = new Client(endpoint)) {
      for (int i = 1; i <= 400; i++) {
        if (i % 2 == 0) {
          client.stream("What is 2 + 3?", "");
        } else {
          client.chat("What is 2 + 3?", "");
        }
        MockStats stats = endpoint.stats();
        assertThat(stats.delivered()).isEqualTo(i);
        assertThat(stats.statuses()).containsEntry("200", (long) i);
      }
    }
  }

  @Test
  void digestsTheSetOfPromptsNotTheBytesOfRequests() throws Exception {
    String spaced =
        "{ \"messages\" : [ {\"content\":\"\\u0057hat is 2 + 3?\", \"role\":\"user\"} ] }";
    String digest;
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        Client client = new Client(endpoint)) {
      client.chat("What is 2 + 3?", "");
      digest = endpoint.stats().promptsDigest();
    }
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        Client client = new Client(endpoint)) {
      client.post("chat/completions", spaced);
      client.post("chat/completions", spaced);
      assertThat(endpoint.stats().promptsDigest()).isEqualTo(digest);
    }
  }

  @Test
  void takesItsTimeAndWritesItDown() throws Exception {
    MockOptions options =
        MockOptions.standard()
            .withWords(5)
            .with(new Latency(Duration.ofMillis(60), 0, Duration.ofMillis(5), 0, 0, 0));
    try (MockEndpoint endpoint = MockEndpoint.start(options);
        Client client = new Client(endpoint)) {
      client.stream("hello", "");
      RequestTiming timing = endpoint.timings().getFirst();
      assertThat(timing.firstMicros()).isGreaterThanOrEqualTo(60_000);
      assertThat(timing.lastMicros()).isGreaterThanOrEqualTo(timing.firstMicros() + 5_000);
    }
  }

  @Test
  void servesNoMoreAtOnceThanItHasSlots() throws Exception {
    MockOptions options =
        MockOptions.standard().with(new Latency(Duration.ofMillis(40), 0, Duration.ZERO, 0, 2, 0));
    try (MockEndpoint endpoint = MockEndpoint.start(options);
        Client client = new Client(endpoint);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long began = System.nanoTime();
      List<Future<JsonNode>> replies = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int number = i;
        replies.add(threads.submit(() -> client.chat("question " + number, "")));
      }
      for (Future<JsonNode> reply : replies) {
        assertThat(Client.content(reply.get())).isNotEmpty();
      }
      assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(4 * 40_000_000L);
      assertThat(endpoint.stats().mostInFlight()).isGreaterThan(2);
    }
  }

  @Test
  void readsRequestsInPiecesInChunksAndSeveralAtOnce() throws Exception {
    String body = Client.chatBody("What is 2 + 3?", "");
    String plain =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(body.length(), body);
    String chunked =
        "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
            + "Connection: close\r\n\r\n%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n"
                .formatted(10, body.substring(0, 10), body.length() - 10, body.substring(10));
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
      byte[] bytes = (plain + plain + chunked).getBytes(StandardCharsets.UTF_8);
      for (int from = 0; from < bytes.length; from += 97) {
        socket.getOutputStream().write(bytes, from, Math.min(97, bytes.length - from));
      }
      InputStream in = socket.getInputStream();
      String replies = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(replies.split("#### 5", -1)).hasSize(4);
      assertThat(endpoint.stats().connections()).isEqualTo(1);
    }
  }

  @Test
  void answersWhatIsNoRequestWithOneSentence() throws Exception {
    try (MockEndpoint endpoint = endpoint(Profile.VLLM);
        Client client = new Client(endpoint)) {
      assertThat(client.post("chat/completions", "{").statusCode()).isEqualTo(400);
      assertThat(client.post("chat/completions", "{}").body()).contains("messages are missing");
      assertThat(client.post("nowhere", "{}").statusCode()).isEqualTo(404);
      assertThat(client.get("/v1/models").path("data").path(0).path("id").asString(""))
          .isEqualTo("mock");
    }
  }
}
