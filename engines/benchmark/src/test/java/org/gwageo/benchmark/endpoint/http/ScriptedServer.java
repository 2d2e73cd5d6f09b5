package org.gwageo.benchmark.endpoint.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server that sends exactly the bytes that a test wants, when and as it wants them. */
public final class ScriptedServer implements AutoCloseable {

  /** Answers one request; after it returns the connection waits for the next. */
  @FunctionalInterface
  public interface Script {
    void answer(Visit visit) throws Exception;
  }

  /**
   * A request.
   *
   * @param headers by lower-case name
   */
  public record Request(String method, String target, Map<String, String> headers, String body) {}

  /** One request and the connection on which it came. */
  public static final class Visit {

    private final Socket socket;
    private final Request request;
    private final int number;
    private final CountDownLatch closing;

    private Visit(Socket socket, Request request, int number, CountDownLatch closing) {
      this.socket = socket;
      this.request = request;
      this.number = number;
      this.closing = closing;
    }

    public Request request() {
      return request;
    }

    /** Which request of the server's life this is, from 1. */
    public int number() {
      return number;
    }

    public Visit send(String text) throws IOException {
      return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public Visit send(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return this;
    }

    /** Sends a whole response with its length. */
    public void respond(int status, String type, String body) throws IOException {
      respond(status, Map.of("Content-Type", type), body);
    }

    public void respond(int status, Map<String, String> headers, String body) throws IOException {
      var head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
      headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      head.append("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n");
      send(head + body);
    }

    /** Begins a response of events, each of which is a chunk. */
    public Visit events() throws IOException {
      return send(
          "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n");
    }

    public Visit event(String data) throws IOException {
      return chunk("data: " + data + "\n\n");
    }

    public Visit chunk(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      var out = new ByteArrayOutputStream();
      out.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.writeBytes(bytes);
      out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
      return send(out.toByteArray());
    }

    public void lastChunk() throws IOException {
      send("0\r\n\r\n");
    }

    public Visit pause(long millis) throws InterruptedException {
      Thread.sleep(millis);
      return this;
    }

    /** Ends the connection with a reset. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Ends the connection in good order. */
    public void hangUp() throws IOException {
      socket.close();
    }

    /** Agrees to a tunnel and carries bytes both ways until an end closes. */
    public void tunnelTo(int port) throws Exception {
      try (var other = new Socket(InetAddress.getLoopbackAddress(), port)) {
        send("HTTP/1.1 200 Connected\r\n\r\n");
        Thread back =
            Thread.ofVirtual()
                .start(
                    () -> {
                      try {
                        other.getInputStream().transferTo(socket.getOutputStream());
                      } catch (IOException e) {
                        // An end closed.
                      }
                    });
        socket.getInputStream().transferTo(other.getOutputStream());
        back.interrupt();
      }
    }

    /** Says nothing until the server is closed. */
    public void hold() throws InterruptedException {
      closing.await();
    }
  }

  private final ServerSocket listener;
  private final Script script;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final boolean secure;

  private ScriptedServer(ServerSocket listener, Script script, boolean secure) {
    this.listener = listener;
    this.script = script;
    this.secure = secure;
  }

  public static ScriptedServer start(Script script) throws IOException {
    return start(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()), script, false);
  }

  public static ScriptedServer start(ServerSocket listener, Script script, boolean secure) {
    var server = new ScriptedServer(listener, script, secure);
    server.workers.execute(server::accept);
    return server;
  }

  /** The address of the interface, which ends in {@code /v1}. */
  public URI base() {
    return URI.create(
        (secure ? "https://localhost:" : "http://127.0.0.1:") + listener.getLocalPort() + "/v1");
  }

  public List<Request> requests() {
    return requests;
  }

  public int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        connections.incrementAndGet();
        open.add(socket);
        workers.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // close() ends accepting.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      for (Request request = read(in); request != null; request = read(in)) {
        int number;
        synchronized (requests) {
          requests.add(request);
          number = requests.size();
        }
        script.answer(new Visit(socket, request, number, closing));
        if (socket.isClosed()) {
          return;
        }
      }
    } catch (Exception e) {
      // The client went away, which tests see from its side.
    } finally {
      open.remove(socket);
    }
  }

  private static @Nullable Request read(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    String[] lines = head.toString().strip().split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      String[] field = lines[i].split(": ", 2);
      headers.put(field[0].toLowerCase(Locale.ROOT), field[1]);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    String[] first = lines[0].split(" ", -1);
    return new Request(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
    workers.shutdownNow();
    try {
      workers.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
