/**
 * An OpenAI-compatible endpoint: asks it one request and says exactly what became of it.
 *
 * <p>{@link org.gwageo.benchmark.endpoint.EndpointClient} sends requests as tasks have made them,
 * streamed or not, and puts the answer together: text, reasoning, tool calls, tokens, the
 * likelihood of a given continuation, and the times of it all. What is no answer gets a class of
 * failure: by status, by error document, also within a stream, or by where the connection broke.
 * Nothing is repeated here; that is the run's affair.
 *
 * <p>Endpoints differ. {@link org.gwageo.benchmark.endpoint.CapabilityProbe} finds out with tiny
 * requests what one can do, and {@link org.gwageo.benchmark.endpoint.Capabilities} tells whether a
 * task can be asked there. A parameter that only says how a reply travels may be renamed or left
 * out ({@link org.gwageo.benchmark.endpoint.Adaptation}), which is recorded; one that changes what
 * the model writes never is.
 *
 * <pre>{@code
 * var endpoint = Endpoint.of(URI.create("http://127.0.0.1:8000/v1"), "honcheon");
 * Capabilities found;
 * try (var probe = new CapabilityProbe(endpoint, limit, clock, NanoClock.system())) {
 *   found = probe.probe(Capabilities.needsOf(request));
 * }
 * Optional<String> obstacle = found.obstacle(Capabilities.needsOf(request));
 * try (var client = new EndpointClient(
 *     endpoint, limit, Streaming.ON, found.adaptations(), clock, NanoClock.system())) {
 *   Answer answer = client.ask(request);
 * }
 * }</pre>
 */
@NullMarked
package org.gwageo.benchmark.endpoint;

import org.jspecify.annotations.NullMarked;
