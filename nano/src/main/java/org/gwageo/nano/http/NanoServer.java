package org.gwageo.nano.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gwageo.nano.generation.NanoModel;

/** A running server of tiny models; safe for use by many threads. */
public final class NanoServer implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final long CLOSE_MILLIS = 5_000;

  static {
    // Without it every reply on a kept connection waits for the client's delayed acknowledgement.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Routes routes;

  private NanoServer(HttpServer server, ExecutorService threads, Routes routes) {
    this.server = server;
    this.threads = threads;
    this.routes = routes;
  }

  /** Starts a server with the usual limits and the system clock. */
  public static NanoServer start(InetSocketAddress address, List<NanoModel> models)
      throws IOException {
    return start(address, models, Limits.usual(), Clock.systemUTC());
  }

  /**
   * Starts a server.
   *
   * @param address where to listen; port 0 takes any free one
   * @param models the models by their names, which must differ
   * @param limits what is taken at once
   * @param clock tells when replies are created
   * @throws IOException if the address cannot be listened on
   */
  public static NanoServer start(
      InetSocketAddress address, List<NanoModel> models, Limits limits, Clock clock)
      throws IOException {
    Routes routes = new Routes(models, limits, clock);
    HttpServer server = HttpServer.create(address, BACKLOG);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", routes);
    server.start();
    return new NanoServer(server, threads, routes);
  }

  /** Returns the port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Returns how many replies were computed for {@code idempotencyKey}; repeats do not count. */
  public int generatedReplies(String idempotencyKey) {
    return routes.remembered().count(idempotencyKey);
  }

  /** Returns how many replies were computed since the start; repeats do not count. */
  public long generatedReplies() {
    return routes.generated();
  }

  /** Refuses new requests, waits up to five seconds for running ones, and ends. */
  @Override
  public void close() {
    routes.close(CLOSE_MILLIS);
    server.stop(0);
    threads.shutdownNow();
  }
}
