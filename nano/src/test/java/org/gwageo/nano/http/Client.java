package org.gwageo.nano.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gwageo.nano.files.BadModelException;
import org.gwageo.nano.generation.NanoModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A server of two models and a client of it. */
final class Client implements AutoCloseable {
  static final String MODEL = "hon-cheon";
  private static final List<NanoModel> MODELS = models();
  private static final ObjectMapper JSON = new ObjectMapper();

  final NanoServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  Client(Limits limits) {
    try {
      this.server =
          NanoServer.start(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              MODELS,
              limits,
              Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<NanoModel> models() {
    try {
      return List.of(
          NanoModel.load(Path.of("models", MODEL)), NanoModel.load(Path.of("models/ja-gyeok")));
    } catch (IOException | BadModelException e) {
      throw new AssertionError(e);
    }
  }

  static NanoModel model() {
    return MODELS.getFirst();
  }

  record Answer(int status, String body, JsonNode json) {
    String message() {
      return json.path("error").path("message").asString("");
    }

    String text() {
      return json.path("choices").path(0).path("message").path("content").asString("");
    }

    String completion() {
      return json.path("choices").path(0).path("text").asString("");
    }

    String ending() {
      return json.path("choices").path(0).path("finish_reason").asString("");
    }
  }

  Answer get(String path) throws Exception {
    return answer(HttpRequest.newBuilder(uri(path)).GET().build());
  }

  Answer post(String path, String body, String... headers) throws Exception {
    return answer(request(path, body, headers));
  }

  /** Posts a chat with one question and further fields, such as {@code ,"seed":1}. */
  Answer chat(String question, String more, String... headers) throws Exception {
    return post("/v1/chat/completions", chatBody(question, more), headers);
  }

  static String chatBody(String question, String more) {
    return "{\"model\":\"%s\",\"temperature\":0,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]%s}"
        .formatted(MODEL, question, more);
  }

  /** Posts and returns the data of all events. */
  List<String> events(String path, String body, String... headers) throws Exception {
    HttpResponse<Stream<String>> response =
        http.send(request(path, body, headers), HttpResponse.BodyHandlers.ofLines());
    List<String> events = new ArrayList<>();
    try (var lines = response.body()) {
      lines
          .filter(line -> line.startsWith("data: "))
          .forEach(line -> events.add(line.substring(6)));
    }
    return events;
  }

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  private HttpRequest request(String path, String body, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return builder.build();
  }

  private Answer answer(HttpRequest request) throws Exception {
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body(), json(response.body()));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  @Override
  public void close() {
    server.close();
    http.close();
  }
}
