package org.gwageo.mockendpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** A running endpoint; safe for use by many threads. */
public final class MockEndpoint implements AutoCloseable {

  private static final int BACKLOG = 4096;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A page beside the interface. */
  record Page(int status, String type, String body) {
    static Page json(String body) {
      return new Page(200, "application/json", body);
    }
  }

  private final ServerSocket server;
  private final MockOptions options;
  private final InstantSource clock;
  private final World world;
  private final ReplyWriter writer;
  private final Slots slots;
  private final String limitHeaders;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Books books;

  private MockEndpoint(ServerSocket server, MockOptions options, InstantSource clock) {
    this.server = server;
    this.options = options;
    this.clock = clock;
    this.world = new World(options);
    this.writer = new ReplyWriter(options);
    this.slots = new Slots(options.latency().slots());
    this.limitHeaders =
        options.profile().rateLimitHeaders()
            ? "\r\nx-ratelimit-limit-requests: 1000000\r\nx-ratelimit-remaining-requests: 999999"
                + "\r\nx-ratelimit-reset-requests: 1ms"
            : "";
    this.books = new Books(options.key(), clock);
  }

  /**
   * Starts an endpoint on the loopback address.
   *
   * @throws IOException if the port is taken
   */
  public static MockEndpoint start(MockOptions options) throws IOException {
    var server = new ServerSocket(options.port(), BACKLOG, InetAddress.getLoopbackAddress());
    var endpoint = new MockEndpoint(server, options, InstantSource.system());
    endpoint.threads.execute(endpoint::accept);
    return endpoint;
  }

  /** Returns the port. */
  public int port() {
    return server.getLocalPort();
  }

  /** Returns the address that ends in {@code /v1}. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + port() + "/v1");
  }

  /** Returns the world. */
  public MockOptions options() {
    return options;
  }

  /** Returns what reached the endpoint since the start or the last reset. */
  public MockStats stats() {
    return books.stats();
  }

  /** Returns the times of each request since the start or the last reset, if they are kept. */
  public List<RequestTiming> timings() {
    return books.timings();
  }

  /** Forgets all requests: prompts count as never asked again. */
  public void reset() {
    books = new Books(options.key(), clock);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        threads.execute(new Connection(socket, this, world, writer));
      } catch (IOException e) {
        // Closed, or one connection failed before it began.
      }
    }
  }

  Books books() {
    return books;
  }

  Slots slots() {
    return slots;
  }

  String limitHeaders() {
    return limitHeaders;
  }

  /** Returns the machine's time at which {@link System#nanoTime()} was {@code nanos}. */
  long microsSince1970(long nanos) {
    long ago = System.nanoTime() - nanos;
    return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant().minusNanos(ago));
  }

  Instant now() {
    return clock.instant();
  }

  void forget(Socket socket) {
    sockets.remove(socket);
  }

  /** Returns the page at a path that is not part of asking. */
  Page page(String method, String path) {
    return switch (path) {
      case "/__stats" -> Page.json(stats().toJson());
      case "/__timings" -> Page.json(JSON.writeValueAsString(timings()));
      case "/__expected" -> Page.json(expected());
      case "/__reset" -> {
        reset();
        yield Page.json("{}");
      }
      case "/__finish" -> {
        books.finish();
        yield Page.json("{}");
      }
      case "/health", "/v1/health" -> Page.json("{\"status\":\"ok\"}");
      default -> {
        var body = new Bytes(256);
        if (path.endsWith("/models")) {
          writer.models(body);
          yield Page.json(body.toString());
        }
        writer.error(body, 404, "", "there is nothing at " + method + " " + path);
        yield new Page(404, "application/json", body.toString());
      }
    };
  }

  /** The score known in advance: with all items, and for each fault without those it meets. */
  private String expected() {
    AnswerKey key = options.key();
    Map<String, Object> page = new LinkedHashMap<>();
    AnswerKey.Expected all = key == null ? new AnswerKey.Expected(0, 0, 0) : key.expected();
    page.put("items", all.items());
    page.put("right", all.right());
    page.put("unstated", all.unstated());
    List<Map<String, Object>> faults = new ArrayList<>();
    for (int i = 0; key != null && i < options.faults().size(); i++) {
      Set<String> met = key.met(options.faults().get(i), i);
      faults.add(
          Map.of(
              "fault", options.faults().get(i).kind().word(),
              "met", met.size(),
              "rightOfOthers", key.expected(met).right()));
    }
    page.put("faults", faults);
    return JSON.writeValueAsString(page);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // It is of no use any more, closed or not.
    }
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // As above.
      }
    }
    threads.shutdownNow();
    threads.close();
  }
}
