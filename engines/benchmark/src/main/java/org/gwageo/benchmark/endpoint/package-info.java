/**
 * An OpenAI-compatible endpoint and one request to it.
 *
 * <p>{@link org.gwageo.benchmark.endpoint.EndpointClient} sends one question and classifies what
 * comes back; it never retries. Which failures are worth another attempt, and after how long, is
 * {@link org.gwageo.benchmark.endpoint.Backoff}'s and the run's business.
 */
@NullMarked
package org.gwageo.benchmark.endpoint;

import org.jspecify.annotations.NullMarked;
