/**
 * How fast an endpoint replied and what its replies cost, from the same requests that are scored.
 *
 * <p>Everything here is a pure function of a journal: each attempt holds its {@link
 * org.gwageo.benchmark.journal.Timing} and the endpoint's count of tokens, and {@link
 * org.gwageo.benchmark.latency.LatencySummary} puts them into one histogram for each measure (HDR
 * histograms: three significant digits over the whole range), so that percentiles of a million
 * requests need a few hundred kilobytes.
 *
 * <p>Two totals stand beside each other. The service time counts from the moment the request was
 * sent; the time since the intended start also counts what came before: the wait for a place, for a
 * rate limit, for other runs, and for the connection. An endpoint that makes its clients wait looks
 * fast by the first and slow by the second.
 *
 * <pre>{@code
 * LatencySummary latency = LatencySummary.of(journal, task.digest(), endpoint.subject());
 * double p99 = latency.firstToken().p99();                  // milliseconds
 * PriceList prices = PriceList.of("KRW", new BigDecimal("1500"), new BigDecimal("6000"));
 * BigDecimal cost = prices.cost(latency.tokens());          // for the whole run
 * }</pre>
 *
 * <p>Times are what the client saw. They tell about the endpoint only while the client itself had
 * processors to spare ({@link org.gwageo.benchmark.run.ClientLoad}).
 */
@NullMarked
package org.gwageo.benchmark.latency;

import org.jspecify.annotations.NullMarked;
