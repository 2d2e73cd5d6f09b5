package org.gwageo.nano.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ManyRequestsTests {
  @Test
  void answersManyAtOnceAsItAnswersOne() throws Exception {
    try (Client client = new Client(Limits.usual());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> alone = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        alone.add(client.chat(i + " + 7 = ?", "").text());
      }
      List<Future<String>> together = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int number = i % 10;
        together.add(threads.submit(() -> client.chat(number + " + 7 = ?", "").text()));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i % 10));
      }
      assertThat(client.server.generatedReplies()).isEqualTo(110);
    }
  }

  @Test
  void turnsAwayWhatDoesNotFitTheQueue() throws Exception {
    try (Client client = new Client(new Limits(1, 1, 1 << 20, 16));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Client.Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        answers.add(threads.submit(() -> client.chat("안녕하세요", "")));
      }
      int refused = 0;
      for (Future<Client.Answer> answer : answers) {
        int status = answer.get().status();
        assertThat(status).isIn(200, 429);
        if (status == 429) {
          refused++;
          assertThat(answer.get().message())
              .isEqualTo("1 requests are being computed and 1 wait, which is the limit");
        }
      }
      assertThat(refused).isLessThan(60);
      assertThat(client.server.generatedReplies()).isEqualTo(60 - refused);
    }
  }

  @Test
  void computesOneReplyForOneKey() throws Exception {
    try (Client client = new Client(Limits.usual());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> bodies = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        bodies.add(
            threads.submit(
                () ->
                    client
                        .chat("Hello", ",\"temperature\":1.5", "Idempotency-Key", "run/1")
                        .body()));
      }
      String first = bodies.getFirst().get();
      for (Future<String> body : bodies) {
        assertThat(body.get()).isEqualTo(first);
      }
      assertThat(client.server.generatedReplies("run/1")).isEqualTo(1);
      assertThat(client.server.generatedReplies()).isEqualTo(1);
      assertThat(client.server.generatedReplies("run/2")).isZero();
    }
  }

  @Test
  void replaysAStreamForItsKey() throws Exception {
    try (Client client = new Client(Limits.usual())) {
      String body = Client.chatBody("안녕하세요", ",\"stream\":true");
      List<String> first = client.events("/v1/chat/completions", body, "Idempotency-Key", "stream");
      List<String> again = client.events("/v1/chat/completions", body, "Idempotency-Key", "stream");
      assertThat(text(again)).isEqualTo(text(first)).isNotEmpty();
      assertThat(client.server.generatedReplies("stream")).isEqualTo(1);
    }
  }

  @Test
  void servesOthersWhileAClientOfAStreamReadsNothing() throws Exception {
    try (Client client = new Client(new Limits(1, 8, 1 << 20, 16));
        Socket lazy = new Socket(InetAddress.getLoopbackAddress(), client.server.port())) {
      byte[] body =
          Client.chatBody("1", ",\"stream\":true,\"max_tokens\":250")
              .getBytes(StandardCharsets.UTF_8);
      String head =
          "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length);
      lazy.setReceiveBufferSize(1024);
      lazy.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
      lazy.getOutputStream().write(body);
      lazy.getOutputStream().flush();
      while (client.server.generatedReplies() < 1) {
        Thread.onSpinWait();
      }
      assertThat(client.chat("Hello", "").status()).isEqualTo(200);
    }
  }

  @Test
  void refusesAStreamWithAStatusBeforeItBegins() throws Exception {
    try (Client client = new Client(Limits.usual())) {
      client.chat("Hello", "", "Idempotency-Key", "a");
      Client.Answer answer = client.chat("Hi", ",\"stream\":true", "Idempotency-Key", "a");
      assertThat(answer.status()).isEqualTo(422);
    }
  }

  private static String text(List<String> events) {
    StringBuilder text = new StringBuilder();
    for (String event : events) {
      if (!event.equals("[DONE]")) {
        text.append(
            Client.json(event).path("choices").path(0).path("delta").path("content").asString(""));
      }
    }
    return text.toString();
  }

  @Test
  void refusesAKeyWithAnotherRequest() throws Exception {
    try (Client client = new Client(Limits.usual())) {
      client.chat("Hello", "", "Idempotency-Key", "a");
      Client.Answer other = client.chat("Hi", "", "Idempotency-Key", "a");
      assertThat(other.status()).isEqualTo(422);
      assertThat(other.message()).isEqualTo("Idempotency-Key 'a' was used with another request");
    }
  }

  @Test
  void forgetsTheOldestKeysFirst() throws Exception {
    try (Client client = new Client(new Limits(2, 16, 1 << 20, 3))) {
      for (String key : List.of("a", "b", "c", "d", "d", "a")) {
        client.chat("Hello", "", "Idempotency-Key", key);
      }
      assertThat(client.server.generatedReplies("a")).isEqualTo(2);
      assertThat(client.server.generatedReplies("d")).isEqualTo(1);
    }
  }

  @Test
  void doesNotRememberRefusals() throws Exception {
    try (Client client = new Client(Limits.usual())) {
      assertThat(client.chat("Hello", ",\"n\":2", "Idempotency-Key", "a").status()).isEqualTo(400);
      assertThat(client.chat("Hello", "", "Idempotency-Key", "a").status()).isEqualTo(200);
    }
  }

  @Test
  void finishesWhatRunsWhenItCloses() throws Exception {
    Client client = new Client(Limits.usual());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      client.chat("Hello", "");
      Future<Client.Answer> running =
          threads.submit(() -> client.chat("1", ",\"temperature\":2,\"max_tokens\":200"));
      while (client.server.generatedReplies() < 2) {
        Thread.onSpinWait();
      }
      client.server.close();
      assertThat(running.get().status()).isEqualTo(200);
    }
    client.close();
  }
}
