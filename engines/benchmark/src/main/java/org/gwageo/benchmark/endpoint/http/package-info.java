/**
 * A small HTTP/1.1 client (RFC 9110, RFC 9112) that is exact about time and about failure.
 *
 * <p>A measurement of models needs three things that general clients hide: when the connection
 * stood, when the first byte and each next part of a response was read from the socket, and at
 * which point an exchange failed. {@link org.gwageo.benchmark.endpoint.http.HttpOrigin} blocks the
 * thread that asks, hands the body to a {@link org.gwageo.benchmark.endpoint.http.BodySink} with
 * the time of each read, and keeps {@link org.gwageo.benchmark.endpoint.http.ExchangeTimes}. It
 * never repeats a request by itself, follows no redirect and asks for no compression.
 *
 * <pre>{@code
 * try (var origin = new HttpOrigin(URI.create("http://127.0.0.1:8000"),
 *     HttpLimits.within(Duration.ofMinutes(2)), NanoClock.system())) {
 *   byte[] opening = origin.opening("POST", "/v1/completions",
 *       List.of(Map.entry("Content-Type", "application/json")));
 *   var times = new ExchangeTimes();
 *   origin.exchange(HttpOrigin.message(opening, "Idempotency-Key", "1", body), sink, times);
 *   long toFirstByte = times.answered() - times.sent();
 * }
 * }</pre>
 *
 * <p>Every connection has at most one exchange at a time and is kept for the next one. Times are
 * limited by one thread that looks at all connections every ten milliseconds and closes those whose
 * time is over, so that a read needs no timer of its own.
 */
@NullMarked
package org.gwageo.benchmark.endpoint.http;

import org.jspecify.annotations.NullMarked;
