package org.gwageo.nano.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.nano.generation.NanoModel;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Answers HTTP requests. */
final class Routes implements HttpHandler {
  private static final System.Logger LOG = System.getLogger(Routes.class.getName());
  private static final int LONGEST_KEY = 255;

  private final SequencedMap<String, NanoModel> models = new LinkedHashMap<>();
  private final Limits limits;
  private final Writer writer;
  private final Remembered remembered;
  private final long started;
  private final Open open = new Open();
  private final ObjectMapper json = new ObjectMapper();
  private final AtomicLong seeds = new AtomicLong();

  Routes(List<NanoModel> models, Limits limits, Clock clock) {
    for (NanoModel model : models) {
      if (this.models.put(model.name(), model) != null) {
        throw new IllegalArgumentException("two models are named %s".formatted(model.name()));
      }
    }
    this.limits = limits;
    this.remembered = new Remembered(limits.remembered());
    this.writer = new Writer(new Turns(limits.atOnce(), limits.queue()), clock);
    this.started = clock.instant().getEpochSecond();
  }

  Remembered remembered() {
    return remembered;
  }

  long generated() {
    return writer.generated();
  }

  /** Refuses further requests and waits for those that run. */
  void close(long millis) {
    open.close(millis);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!open.enter()) {
        refuse(exchange, ApiException.closing());
        return;
      }
      try {
        route(exchange);
      } catch (ApiException e) {
        refuse(exchange, e);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a request failed", e);
        refuse(exchange, ApiException.failed());
      } finally {
        open.leave();
      }
    }
  }

  private void route(HttpExchange exchange) throws IOException, ApiException {
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/health" -> get(exchange, Map.of("status", "ok"));
      case "/v1/models" -> get(exchange, list());
      case "/v1/chat/completions" -> complete(exchange, Request.Route.CHAT);
      case "/v1/completions" -> complete(exchange, Request.Route.TEXT);
      default -> {
        if (!path.startsWith("/v1/models/")) {
          throw ApiException.notFound(null, "there is nothing at %s".formatted(path));
        }
        get(exchange, entry(model(path.substring("/v1/models/".length()))));
      }
    }
  }

  private void get(HttpExchange exchange, Map<String, Object> tree)
      throws IOException, ApiException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw ApiException.method("%s takes GET, not %s".formatted(exchange.getRequestURI(), method));
    }
    Wire.reply(exchange, 200, CanonicalJson.bytes(tree));
  }

  private Map<String, Object> list() {
    List<Object> entries = new ArrayList<>();
    models.values().forEach(model -> entries.add(entry(model)));
    return Map.of("object", "list", "data", entries);
  }

  private Map<String, Object> entry(NanoModel model) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", model.name());
    entry.put("object", "model");
    entry.put("created", started);
    entry.put("owned_by", "gwageo");
    entry.put("max_model_len", model.shape().positions());
    return entry;
  }

  private NanoModel model(String name) throws ApiException {
    NanoModel model = models.get(name);
    if (model == null) {
      throw ApiException.notFound(
          "model_not_found",
          "there is no model '%s', only %s".formatted(name, String.join(", ", models.keySet())));
    }
    return model;
  }

  private void complete(HttpExchange exchange, Request.Route route)
      throws IOException, ApiException {
    if (!exchange.getRequestMethod().equals("POST")) {
      throw ApiException.method(
          "%s takes POST, not %s".formatted(exchange.getRequestURI(), exchange.getRequestMethod()));
    }
    byte[] body = Wire.body(exchange, limits.requestBytes());
    Fields fields = new Fields(parsed(body));
    NanoModel model = model(fields.text("model"));
    long seed = seeds.incrementAndGet();
    Request request =
        switch (route) {
          case CHAT -> Request.chat(model, fields, seed);
          case TEXT -> Request.text(model, fields, seed);
        };
    String key = key(exchange);
    if (request.stream()) {
      stream(exchange, request, key, body);
    } else {
      Written written =
          found(key, route, body, () -> writer.write(request, Writer.SILENT)).written();
      Shape shape = new Shape(request, written.number(), written.created());
      Wire.reply(exchange, 200, CanonicalJson.bytes(shape.whole(written)));
    }
  }

  private void stream(HttpExchange exchange, Request request, @Nullable String key, byte[] body)
      throws IOException, ApiException {
    EventStream events = new EventStream(request, key != null);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                events.finish(
                    found(key, request.route(), body, () -> writer.write(request, events)));
              } catch (ApiException e) {
                events.fail(e);
              } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a request failed", e);
                events.fail(ApiException.failed());
              }
            });
    events.copyTo(exchange);
  }

  private Remembered.Found found(
      @Nullable String key, Request.Route route, byte[] body, Remembered.Work work)
      throws ApiException {
    if (key == null) {
      return new Remembered.Found(work.write(), true);
    }
    byte[] start = (route + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return remembered.find(key, Digest.of(all), work);
  }

  private static @Nullable String key(HttpExchange exchange) throws ApiException {
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw ApiException.invalid(
          "Idempotency-Key",
          "Idempotency-Key has %d characters, the limits are 1 and %d"
              .formatted(key.strip().length(), LONGEST_KEY));
    }
    return key;
  }

  private JsonNode parsed(byte[] body) throws ApiException {
    try {
      JsonNode root = json.readTree(body);
      if (root.isObject()) {
        return root;
      }
    } catch (JacksonException e) {
      throw ApiException.invalid(
          null, "the body is not JSON: %s".formatted(e.getOriginalMessage()));
    }
    throw ApiException.invalid(null, "the body is not a JSON object");
  }

  private static void refuse(HttpExchange exchange, ApiException refusal) throws IOException {
    if (exchange.getResponseCode() == -1) {
      if (refusal.status() == 429) {
        exchange.getResponseHeaders().set("Retry-After", "1");
      }
      Wire.reply(exchange, refusal.status(), refusal.json());
    }
  }
}
