package org.gwageo.platform.season;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** An endpoint whose model knows which choices are right, wherever they stand in a prompt. */
final class ChoosingEndpoint implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern LINE = Pattern.compile("^([A-Z])\\. (.*)$", Pattern.MULTILINE);

  private final HttpServer server;
  private final Collection<String> right;
  private final Queue<String> prompts = new ConcurrentLinkedQueue<>();

  ChoosingEndpoint(Collection<String> right) throws IOException {
    this.right = right;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v1/models",
        exchange -> send(exchange, "application/json", "{\"data\":[{\"id\":\"m\"}]}"));
    server.createContext("/v1/chat/completions", this::chat);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /** Returns what was asked. */
  List<String> prompts() {
    return List.copyOf(prompts);
  }

  private void chat(HttpExchange exchange) throws IOException {
    var messages = JSON.readTree(exchange.getRequestBody().readAllBytes()).path("messages");
    String prompt = messages.get(messages.size() - 1).path("content").stringValue();
    prompts.add(prompt);
    String letter = "A";
    var lines = LINE.matcher(prompt);
    while (lines.find()) {
      if (right.contains(lines.group(2))) {
        letter = lines.group(1);
      }
    }
    String piece =
        JSON.writeValueAsString(
            Map.of(
                "choices",
                List.of(
                    Map.of(
                        "index",
                        0,
                        "delta",
                        Map.of("role", "assistant", "content", letter),
                        "finish_reason",
                        "stop")),
                "usage",
                Map.of("prompt_tokens", 7, "completion_tokens", 1, "total_tokens", 8)));
    send(exchange, "text/event-stream", "data: " + piece + "\n\ndata: [DONE]\n\n");
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
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
