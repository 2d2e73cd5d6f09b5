package org.gwageo.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.gwageo.canonical.CanonicalJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model behind the OpenAI interface that replies to the last message as a function says. */
final class ScriptedEndpoint implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger requests = new AtomicInteger();
  private final UnaryOperator<String> model;

  private ScriptedEndpoint(HttpServer server, UnaryOperator<String> model) {
    this.server = server;
    this.model = model;
  }

  static ScriptedEndpoint start(UnaryOperator<String> model) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    var endpoint = new ScriptedEndpoint(server, model);
    server.setExecutor(endpoint.threads);
    server.createContext("/v1/chat/completions", endpoint::answer);
    server.start();
    return endpoint;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.incrementAndGet();
      JsonNode messages =
          JsonMapper.builder()
              .build()
              .readTree(exchange.getRequestBody().readAllBytes())
              .path("messages");
      String said = messages.path(messages.size() - 1).path("content").asString("");
      byte[] reply =
          ("{\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":"
                  + CanonicalJson.string(Map.of("role", "assistant", "content", model.apply(said)))
                  + "}]}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, reply.length);
      exchange.getResponseBody().write(reply);
    }
  }
}
