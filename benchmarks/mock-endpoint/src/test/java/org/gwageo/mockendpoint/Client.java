package org.gwageo.mockendpoint;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plain client of an endpoint. */
final class Client implements AutoCloseable {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final MockEndpoint endpoint;

  Client(MockEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.base().resolve("/v1/" + path))
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(endpoint.base().resolve(path)).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  /** Asks a question and returns the whole response's JSON. */
  JsonNode chat(String question, String settings) throws IOException, InterruptedException {
    return JSON.readTree(post("chat/completions", chatBody(question, settings)).body());
  }

  static String chatBody(String question, String settings) {
    return "{\"model\":\"mock\",\"temperature\":0,%s\"messages\":[{\"role\":\"user\",\"content\":%s}]}"
        .formatted(settings, JSON.writeValueAsString(question));
  }

  /** Asks for a stream and returns what stands after each {@code data: }. */
  List<String> stream(String question, String settings) throws IOException, InterruptedException {
    String body =
        post("chat/completions", chatBody(question, "\"stream\":true," + settings)).body();
    List<String> events = new ArrayList<>();
    body.lines().filter(line -> line.startsWith("data: ")).forEach(l -> events.add(l.substring(6)));
    return events;
  }

  /** Returns the text that the events of a stream hold. */
  static String text(List<String> events) {
    var text = new StringBuilder();
    for (String event : events) {
      if (event.startsWith("{")) {
        JsonNode delta = JSON.readTree(event).path("choices").path(0).path("delta");
        text.append(delta.path("content").asString(""));
      }
    }
    return text.toString();
  }

  static String content(JsonNode reply) {
    return reply.path("choices").path(0).path("message").path("content").asString("");
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
