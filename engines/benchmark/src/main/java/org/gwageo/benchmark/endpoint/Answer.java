package org.gwageo.benchmark.endpoint;

import java.time.Duration;
import org.gwageo.benchmark.journal.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What one request brought.
 *
 * @param outcome the reply or the failure
 * @param retryAfter how long the endpoint asks to wait; null if it does not say
 */
public record Answer(Outcome outcome, @Nullable Duration retryAfter) {}
