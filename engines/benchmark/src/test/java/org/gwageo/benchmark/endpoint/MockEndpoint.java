package org.gwageo.benchmark.endpoint;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.canonical.CanonicalJson;

/**
 * An OpenAI-compatible endpoint whose world is known: what it answers depends on the prompt and on
 * how often it was asked, never on chance or time. It counts what really reaches it.
 *
 * <p>HTTP/1.1 with kept-alive connections, written on plain sockets so that connections can be
 * broken at any point.
 */
public final class MockEndpoint implements AutoCloseable {

  private static final Pattern CONTENT =
      Pattern.compile("\"(?:content|prompt)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

  /**
   * A request as it arrived.
   *
   * @param path the path
   * @param headers headers by lower-case name
   * @param body the body
   * @param prompt the last message's content or the prompt
   * @param occurrence how often this key has been asked, this time included
   */
  public record Request(
      String path, Map<String, String> headers, String body, String prompt, int occurrence) {}

  /** What the endpoint does with a request. */
  public sealed interface Reaction {

    /** A complete HTTP response. */
    record Respond(int status, Map<String, String> headers, String body) implements Reaction {}

    /** The connection is reset, after part of a response or before any. */
    record Break(boolean midway) implements Reaction {}

    /** Nothing comes for some time, then the connection closes. */
    record Stall(long millis) implements Reaction {}
  }

  /** The world behind the endpoint. */
  @FunctionalInterface
  public interface World {
    /** Returns what happens to a request. */
    Reaction react(Request request) throws InterruptedException;
  }

  private final ServerSocket server;
  private final World world;
  private final boolean counting;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> answered = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger total = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();

  private MockEndpoint(ServerSocket server, World world, boolean counting) {
    this.server = server;
    this.world = world;
    this.counting = counting;
  }

  /** Starts an endpoint on a free port. */
  public static MockEndpoint start(World world) throws IOException {
    return start(world, true);
  }

  /** Starts an endpoint that only counts requests, for measurements. */
  public static MockEndpoint startBare(World world) throws IOException {
    return start(world, false);
  }

  private static MockEndpoint start(World world, boolean counting) throws IOException {
    var server = new ServerSocket(0, 4096, InetAddress.getLoopbackAddress());
    var endpoint = new MockEndpoint(server, world, counting);
    endpoint.threads.execute(endpoint::accept);
    return endpoint;
  }

  /** Returns a chat reply. */
  public static Reaction chat(String content, String finish) {
    return new Reaction.Respond(
        200,
        Map.of(),
        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":"
            + CanonicalJson.string(content)
            + "},\"finish_reason\":\""
            + finish
            + "\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1}}");
  }

  /** Returns an error with a message. */
  public static Reaction error(int status, Map<String, String> headers) {
    return new Reaction.Respond(
        status, headers, "{\"error\":{\"message\":\"status " + status + "\"}}");
  }

  /** Returns the right reply to {@code n + 1 = ?}. */
  public static Reaction sum(Request request) {
    int n = Integer.parseInt(request.prompt().substring(0, request.prompt().indexOf(' ')));
    return chat("답은 " + (n + 1) + "입니다.", "stop");
  }

  /** Returns the address that ends in {@code /v1}. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
  }

  /** Returns how many requests arrived. */
  public int requests() {
    return total.get();
  }

  /** Returns the requests in the order of arrival. */
  public List<Request> log() {
    return requests;
  }

  /** Returns how often each prompt was asked. */
  public Map<String, Integer> askedByPrompt() {
    Map<String, Integer> byPrompt = new TreeMap<>();
    requests.forEach(request -> byPrompt.merge(request.prompt(), 1, Integer::sum));
    return byPrompt;
  }

  /** Returns how often each key got status 200. */
  public Map<String, Integer> answeredByKey() {
    Map<String, Integer> byKey = new TreeMap<>();
    answered.forEach((key, count) -> byKey.put(key, count.get()));
    return byKey;
  }

  /** Returns how many connections were opened. */
  public int connections() {
    return connections.get();
  }

  /** Returns the most requests that were under way at once. */
  public int mostInFlight() {
    return mostInFlight.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        connections.incrementAndGet();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // The endpoint was closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
      boolean goOn = true;
      while (goOn) {
        goOn = serveOne(socket, in);
      }
    } catch (IOException | InterruptedException e) {
      // The client or the test went away.
    } finally {
      sockets.remove(socket);
    }
  }

  private boolean serveOne(Socket socket, InputStream in) throws IOException, InterruptedException {
    String start = line(in);
    if (start.isEmpty()) {
      return false;
    }
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    int now = inFlight.incrementAndGet();
    mostInFlight.accumulateAndGet(now, Math::max);
    Reaction reaction;
    String key = headers.getOrDefault("idempotency-key", "");
    try {
      total.incrementAndGet();
      Matcher content = CONTENT.matcher(body);
      String prompt = "";
      while (content.find()) {
        prompt = content.group(1);
      }
      int occurrence =
          counting ? asked.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet() : 1;
      var request = new Request(start.split(" ", -1)[1], headers, body, prompt, occurrence);
      if (counting) {
        requests.add(request);
      }
      reaction = world.react(request);
    } finally {
      inFlight.decrementAndGet();
    }
    return carryOut(reaction, key, socket);
  }

  private boolean carryOut(Reaction reaction, String key, Socket socket)
      throws IOException, InterruptedException {
    switch (reaction) {
      case Reaction.Respond respond -> {
        if (counting && respond.status() == 200) {
          answered.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
        }
        byte[] body = respond.body().getBytes(StandardCharsets.UTF_8);
        write(socket.getOutputStream(), respond, body, body.length);
        return true;
      }
      case Reaction.Break(boolean midway) -> {
        if (midway) {
          var partial = new Reaction.Respond(200, Map.of(), "{\"choices\":");
          write(
              socket.getOutputStream(),
              partial,
              partial.body().getBytes(StandardCharsets.UTF_8),
              500);
        }
        socket.setSoLinger(true, 0);
        return false;
      }
      case Reaction.Stall(long millis) -> {
        Thread.sleep(millis);
        return false;
      }
    }
  }

  private static void write(
      OutputStream out, Reaction.Respond respond, byte[] body, int announcedLength)
      throws IOException {
    var head = new StringBuilder("HTTP/1.1 " + respond.status() + " x\r\n");
    respond
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Type: application/json\r\nContent-Length: ")
        .append(announcedLength)
        .append("\r\n\r\n");
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    whole.writeBytes(body);
    whole.writeTo(out);
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream(64);
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
    threads.close();
  }
}
