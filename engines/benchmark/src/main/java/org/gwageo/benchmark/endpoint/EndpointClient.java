package org.gwageo.benchmark.endpoint;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gwageo.benchmark.endpoint.http.ExchangeTimes;
import org.gwageo.benchmark.endpoint.http.HttpFailure;
import org.gwageo.benchmark.endpoint.http.HttpLimits;
import org.gwageo.benchmark.endpoint.http.HttpOrigin;
import org.gwageo.benchmark.endpoint.http.NanoClock;
import org.gwageo.benchmark.endpoint.http.ResponseHead;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.Request;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to one endpoint over kept HTTP/1.1 connections.
 *
 * <p>Safe for use by many threads; each call blocks its own. An endpoint that refuses a parameter
 * that says how a reply travels, not what it says, is asked again without it, and the change is
 * kept and told by {@link #adaptations()}.
 */
public final class EndpointClient implements AutoCloseable {

  private final Endpoint endpoint;
  private final InstantSource clock;
  private final Streaming streaming;
  private final HttpOrigin origin;
  private final Map<Api, byte[]> openings = new EnumMap<>(Api.class);
  private volatile Set<Adaptation> adaptations;

  /**
   * Makes a client.
   *
   * @param limit the time in which a reply must be complete
   * @param streaming whether replies are asked for as a stream
   * @param adaptations the changes that the endpoint is known to need
   * @param clock tells when a date in {@code Retry-After} is reached
   * @param nanos measures
   */
  public EndpointClient(
      Endpoint endpoint,
      Duration limit,
      Streaming streaming,
      Set<Adaptation> adaptations,
      InstantSource clock,
      NanoClock nanos) {
    this(
        endpoint,
        limit,
        streaming,
        adaptations,
        clock,
        nanos,
        HttpOrigin.proxyByProperties(endpoint.base()));
  }

  private EndpointClient(
      Endpoint endpoint,
      Duration limit,
      Streaming streaming,
      Set<Adaptation> adaptations,
      InstantSource clock,
      NanoClock nanos,
      @Nullable InetSocketAddress proxy) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.streaming = streaming;
    this.adaptations = Set.copyOf(adaptations);
    this.origin = new HttpOrigin(endpoint.base(), HttpLimits.within(limit), nanos, proxy, null);
    for (Api api : Api.values()) {
      openings.put(api, opening("POST", endpoint.at(api.path())));
    }
  }

  /** Makes a client that streams and measures with {@link System#nanoTime()}. */
  public EndpointClient(Endpoint endpoint, Duration limit, InstantSource clock) {
    this(endpoint, limit, Streaming.ON, Set.of(), clock, NanoClock.system());
  }

  /** Makes a client that streams and goes through no proxy whatever is configured. */
  static EndpointClient direct(Endpoint endpoint, Duration limit, InstantSource clock) {
    return new EndpointClient(
        endpoint, limit, Streaming.ON, Set.of(), clock, NanoClock.system(), null);
  }

  private byte[] opening(String method, URI at) {
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    fields.add(Map.entry("User-Agent", "gwageo"));
    fields.add(Map.entry("Accept", "application/json, text/event-stream"));
    if (method.equals("POST")) {
      fields.add(Map.entry("Content-Type", "application/json"));
    }
    if (endpoint.apiKey() != null) {
      fields.add(Map.entry("Authorization", "Bearer " + endpoint.apiKey()));
    }
    return origin.opening(method, at.getRawPath(), fields);
  }

  /** Returns the changes that requests need to be accepted, as far as they are known. */
  public Set<Adaptation> adaptations() {
    return adaptations;
  }

  /**
   * Asks once. The request's key is sent as {@code Idempotency-Key}, so that an endpoint that has
   * answered it already can repeat its reply.
   *
   * @throws InterruptedException if the calling thread is interrupted; the request is abandoned
   */
  public Answer ask(Request request) throws InterruptedException {
    Set<Adaptation> known = adaptations;
    Set<Adaptation> tried = known;
    Answer answer = ask(request, tried);
    Adaptation needed = Refusal.cure(request, streams(request, tried), tried, answer.outcome());
    while (needed != null) {
      tried = EnumSet.copyOf(tried.isEmpty() ? Set.of(needed) : tried);
      tried.add(needed);
      answer = ask(request, tried);
      needed = Refusal.cure(request, streams(request, tried), tried, answer.outcome());
    }
    // A request that is refused in every form says nothing about the others.
    if (!tried.equals(known) && !Refusal.isRefused(answer.outcome())) {
      learn(tried);
    }
    return answer;
  }

  private void learn(Set<Adaptation> needed) {
    synchronized (origin) {
      Set<Adaptation> all = EnumSet.copyOf(needed);
      all.addAll(adaptations);
      adaptations = Set.copyOf(all);
    }
  }

  private boolean streams(Request request, Set<Adaptation> used) {
    return streaming == Streaming.ON
        && !request.isLikelihood()
        && !used.contains(Adaptation.WITHOUT_STREAM);
  }

  private Answer ask(Request request, Set<Adaptation> used) throws InterruptedException {
    byte[] body = RequestBody.of(request, streams(request, used), used);
    byte[] opening = openings.get(request.api());
    if (opening == null) {
      throw new IllegalStateException("every interface has an opening");
    }
    var sink = new ReplySink();
    var times = new ExchangeTimes();
    Outcome outcome;
    try {
      origin.exchange(
          HttpOrigin.message(opening, "Idempotency-Key", request.key().hex(), body), sink, times);
      outcome = sink.outcome(request, () -> RequestBody.prompt(request));
    } catch (HttpFailure e) {
      outcome = Failures.of(e);
    }
    ResponseHead head = sink.head();
    return new Answer(
        outcome,
        times.started() + times.connecting(),
        timing(times, sink.stream()),
        head == null ? null : retryAfter(head, outcome),
        head == null ? null : RateSigns.of(head));
  }

  private @Nullable Duration retryAfter(ResponseHead head, Outcome outcome) {
    if (!(outcome instanceof Failed)) {
      return null;
    }
    String millis = head.field("retry-after-ms");
    if (millis != null && millis.matches("\\d{1,9}")) {
      return Duration.ofMillis(Long.parseLong(millis));
    }
    String field = head.field("Retry-After");
    return field == null ? null : RetryAfter.parse(field, clock.instant()).orElse(null);
  }

  private static Timing timing(ExchangeTimes times, @Nullable StreamedReply stream) {
    long sent = times.started() + times.connecting();
    long connect = micros(times.connecting());
    long total = micros(times.ended() - sent);
    if (stream == null || stream.pieces() == 0) {
      return new Timing(0, connect, null, null, null, total);
    }
    boolean several = stream.pieces() > 1;
    return new Timing(
        0,
        connect,
        micros(stream.firstPiece() - sent),
        several ? Long.valueOf(micros(stream.meanGap())) : null,
        several ? Long.valueOf(micros(stream.longestGap())) : null,
        total);
  }

  private static long micros(long nanos) {
    return Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos));
  }

  /** Asks with a body of any form. */
  PlainReply post(String path, String body) throws InterruptedException {
    return plain(
        HttpOrigin.message(
            opening("POST", endpoint.at(path)),
            "Cache-Control",
            "no-store",
            body.getBytes(StandardCharsets.UTF_8)));
  }

  /** Asks for a document. */
  PlainReply get(String path) throws InterruptedException {
    return plain(HttpOrigin.message(opening("GET", endpoint.at(path))));
  }

  private PlainReply plain(byte[] message) throws InterruptedException {
    var reply = new PlainReply();
    try {
      origin.exchange(message, reply, new ExchangeTimes());
      return reply;
    } catch (HttpFailure e) {
      return PlainReply.failed(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    origin.close();
  }
}
