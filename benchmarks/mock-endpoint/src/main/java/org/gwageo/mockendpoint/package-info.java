/**
 * An OpenAI-compatible endpoint whose whole world is known in advance.
 *
 * <p>A harness that talks to a real model cannot be checked: nobody knows what it should have
 * scored, how often the server was really asked, or when the first token truly left. Here all of it
 * is known:
 *
 * <ul>
 *   <li><b>A deterministic world.</b> Latency, length, text and faults follow from {@code
 *       sha256(seed, prompt)} and from how often that prompt was asked, never from the order or the
 *       time of requests. Two harnesses that send the same prompts live in the same world.
 *   <li><b>An answer key.</b> {@link org.gwageo.mockendpoint.AnswerKey} recognises the question in
 *       a prompt. Whether it is answered rightly follows from {@code sha256(seed, item)}, so {@link
 *       org.gwageo.mockendpoint.AnswerKey#expected()} is the score that a harness must print,
 *       whatever its prompt looks like. One that loses, doubles or misreads an item shows another.
 *   <li><b>Faults by schedule.</b> {@link org.gwageo.mockendpoint.Fault}: rate limits, server
 *       errors, resets, cuts, stalls, broken JSON, filters, doubled events, refused prompts.
 *   <li><b>The server's own books.</b> {@link org.gwageo.mockendpoint.MockStats}: requests,
 *       connections, requests in flight, doubled prompts, parameters seen, and for each request the
 *       time at which its first token was written.
 * </ul>
 *
 * <p>A complete example, in one process with what it measures:
 *
 * {@snippet :
 * AnswerKey key =
 *     AnswerKey.of(
 *         List.of(KeyItem.number("1", "What is 2 + 3?", "5"), KeyItem.number("2", "7 - 4?", "3")),
 *         new AnswerPlan(7, 0.5, List.of(AnswerStyle.HASH)));
 * MockOptions options =
 *     MockOptions.standard()
 *         .with(key)
 *         .withFaults(List.of(Fault.parse("429:share=0.1,retry-after=1")));
 * try (MockEndpoint endpoint = MockEndpoint.start(options)) {
 *   runTheHarnessAgainst("http://127.0.0.1:" + endpoint.port() + "/v1");
 *   assertThat(theScore()).isEqualTo(key.expected().share());
 *   assertThat(endpoint.stats().prompts()).isEqualTo(2);
 * }
 * }
 *
 * <p>As a process of its own, so that it can be pinned to a processor of its own: {@link
 * org.gwageo.mockendpoint.MockServer}. Then {@code /__stats} shows the books, {@code /__timings}
 * the first-token times, {@code /__expected} the score known in advance; {@code /__reset} empties
 * the books and {@code /__finish} marks that the client claims to have ended.
 *
 * <p>HTTP/1.1 on plain sockets, one virtual thread per connection: connections can be broken at any
 * byte, and the code that answers reads from top to bottom. HTTP/2 is not spoken.
 */
@NullMarked
package org.gwageo.mockendpoint;

import org.jspecify.annotations.NullMarked;
