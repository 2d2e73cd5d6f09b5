package org.gwageo.benchmark.endpoint;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.task.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends questions to one endpoint over kept-alive HTTP/1.1 connections.
 *
 * <p>Safe for use by many threads; each call blocks its own.
 */
public final class EndpointClient implements AutoCloseable {

  /** Most bytes of a response that are read. */
  private static final long LARGEST_REPLY = 8L << 20;

  /** What the platform says when a body is longer than {@link #LARGEST_REPLY}. */
  private static final String TOO_LONG = "body exceeds capacity";

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

  private final Endpoint endpoint;
  private final Duration limit;
  private final InstantSource clock;
  private final ExecutorService executor;
  private final HttpClient http;

  /**
   * Makes a client.
   *
   * @param limit the time in which a reply must be complete
   * @param clock tells when a date in {@code Retry-After} is reached
   */
  public EndpointClient(Endpoint endpoint, Duration limit, InstantSource clock) {
    this.endpoint = endpoint;
    this.limit = limit;
    this.clock = clock;
    this.executor = Executors.newVirtualThreadPerTaskExecutor();
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit.compareTo(CONNECT_LIMIT) < 0 ? limit : CONNECT_LIMIT)
            .executor(executor)
            .build();
  }

  /**
   * Asks once. The request's key is sent as {@code Idempotency-Key}, so that an endpoint that has
   * answered it already can repeat its reply.
   *
   * @throws InterruptedException if the calling thread is interrupted; the request is abandoned
   */
  public Answer ask(Request request) throws InterruptedException {
    HttpRequest.Builder http1 =
        HttpRequest.newBuilder(endpoint.at(request.api().path()))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("Idempotency-Key", request.key().hex())
            .POST(HttpRequest.BodyPublishers.ofString(request.body()));
    if (endpoint.apiKey() != null) {
      http1.header("Authorization", "Bearer " + endpoint.apiKey());
    }
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(
            http1.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_REPLY));
    try {
      return read(response.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      response.cancel(true);
      return failed(FailureClass.STALL, "no complete reply within " + limit.toMillis() + " ms");
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (InterruptedException e) {
      response.cancel(true);
      throw e;
    }
  }

  private Answer read(HttpResponse<byte[]> response) {
    if (response.statusCode() == 200) {
      return new Answer(ReplyReader.reply(response.body()), null);
    }
    Failed failed = ReplyReader.failure(response.statusCode(), response.body());
    Duration retryAfter =
        response
            .headers()
            .firstValue("Retry-After")
            .flatMap(header -> RetryAfter.parse(header, clock.instant()))
            .orElse(null);
    return new Answer(failed, retryAfter);
  }

  private Answer failed(@Nullable Throwable cause) {
    String message = cause == null ? "no cause" : String.valueOf(cause.getMessage());
    return switch (cause) {
      case HttpConnectTimeoutException e -> failed(FailureClass.CONNECT, noConnection(e));
      case ConnectException e -> failed(FailureClass.CONNECT, noConnection(e));
      case IOException e when message.contains(TOO_LONG) ->
          failed(
              FailureClass.MALFORMED, "a reply has at most " + LARGEST_REPLY + " bytes, not more");
      case null, default -> failed(FailureClass.RESET, message);
    };
  }

  private String noConnection(IOException cause) {
    String reason = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return "no connection to " + endpoint.base().getAuthority() + reason;
  }

  private static Answer failed(FailureClass failure, String message) {
    return new Answer(new Failed(failure, 0, ReplyReader.wellFormed(message)), null);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
    executor.close();
  }
}
