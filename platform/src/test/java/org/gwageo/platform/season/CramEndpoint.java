package org.gwageo.platform.season;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import tools.jackson.databind.json.JsonMapper;

/**
 * An endpoint whose model has learnt the answers by heart. Each question is known by its number
 * among those that were learnt, from 0.
 */
final class CramEndpoint implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, String> answers = new HashMap<>();
  private final IntFunction<String> spoils;
  private final int delay;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Starts an endpoint.
   *
   * @param spoils what is said instead of the right answer to a question; empty for the answer
   * @param delay milliseconds before a reply
   */
  CramEndpoint(List<Path> items, IntFunction<String> spoils, int delay) throws IOException {
    this.spoils = spoils;
    this.delay = delay;
    for (Path file : items) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        var item = JSON.readTree(line);
        String question = item.path("question").stringValue();
        numbers.put(question, numbers.size());
        answers.put(question, item.path("answer").asString(""));
      }
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/models", exchange -> send(exchange, "{\"data\":[{\"id\":\"m\"}]}"));
    server.createContext("/v1/chat/completions", this::chat);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  int asked() {
    return asked.get();
  }

  private void chat(HttpExchange exchange) throws IOException {
    var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
    var messages = body.path("messages");
    String question = messages.get(messages.size() - 1).path("content").stringValue();
    asked.incrementAndGet();
    pause();
    Integer number = numbers.get(question);
    String spoilt = number == null ? "?" : spoils.apply(number);
    String text = spoilt.isEmpty() ? answers.getOrDefault(question, "?") : spoilt;
    String reply =
        JSON.writeValueAsString(
            Map.of(
                "choices",
                List.of(
                    Map.of(
                        "index",
                        0,
                        "message",
                        Map.of("role", "assistant", "content", text),
                        "finish_reason",
                        "stop")),
                "usage",
                Map.of("prompt_tokens", 11, "completion_tokens", 3, "total_tokens", 14)));
    if (body.path("stream").asBoolean(false)) {
      String piece =
          JSON.writeValueAsString(
              Map.of(
                  "choices",
                  List.of(
                      Map.of(
                          "index",
                          0,
                          "delta",
                          Map.of("role", "assistant", "content", text),
                          "finish_reason",
                          "stop")),
                  "usage",
                  Map.of("prompt_tokens", 11, "completion_tokens", 3, "total_tokens", 14)));
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
      bytes(exchange, "data: " + piece + "\n\ndata: [DONE]\n\n");
      return;
    }
    send(exchange, reply);
  }

  private void pause() {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("the endpoint is stopped", e));
    }
  }

  private static void send(HttpExchange exchange, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    bytes(exchange, json);
  }

  private static void bytes(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
