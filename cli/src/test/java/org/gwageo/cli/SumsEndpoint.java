package org.gwageo.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model behind the OpenAI interface that can add, and counts how often it is asked what. */
final class SumsEndpoint implements AutoCloseable {

  private static final Pattern SUM = Pattern.compile("(\\d+)\\+(\\d+)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Integer> answered = new ConcurrentHashMap<>();
  private final Set<String> refused;
  private final long delayMillis;

  private SumsEndpoint(HttpServer server, Set<String> refused, long delayMillis) {
    this.server = server;
    this.refused = refused;
    this.delayMillis = delayMillis;
  }

  /** Starts an endpoint that answers every sum but {@code refused} after {@code delayMillis}. */
  static SumsEndpoint start(Set<String> refused, long delayMillis) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    var endpoint = new SumsEndpoint(server, refused, delayMillis);
    server.setExecutor(endpoint.threads);
    server.createContext("/v1/chat/completions", endpoint::answer);
    server.start();
    return endpoint;
  }

  /** Returns the base of the interface. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** Returns how often each sum was answered. */
  Map<String, Integer> answered() {
    return answered;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Matcher sum = SUM.matcher(request);
      if (!sum.find() || refused.contains(sum.group())) {
        exchange.sendResponseHeaders(400, -1);
        return;
      }
      Thread.sleep(delayMillis);
      int result = Integer.parseInt(sum.group(1)) + Integer.parseInt(sum.group(2));
      byte[] reply =
          """
          {"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"%d"}}]}
          """
              .formatted(result)
              .getBytes(StandardCharsets.UTF_8);
      answered.merge(sum.group(), 1, Integer::sum);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, reply.length);
      exchange.getResponseBody().write(reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
