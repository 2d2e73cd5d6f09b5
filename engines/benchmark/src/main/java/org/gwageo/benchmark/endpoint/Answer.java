package org.gwageo.benchmark.endpoint;

import java.time.Duration;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Timing;
import org.jspecify.annotations.Nullable;

/**
 * What one request brought.
 *
 * @param outcome the reply or the failure
 * @param sent when the request, connected, began to be sent, in nanoseconds of the client's clock
 * @param timing how long it took; nothing queued
 * @param retryAfter how long the endpoint asks to wait; null if it does not say
 * @param rates what the endpoint says of its rate limits; null if it does not say
 */
public record Answer(
    Outcome outcome,
    long sent,
    Timing timing,
    @Nullable Duration retryAfter,
    @Nullable RateSigns rates) {}
