/**
 * The OpenAI HTTP interface in front of tiny models.
 *
 * <p>Routes: {@code GET /v1/models}, {@code GET /v1/models/NAME}, {@code POST
 * /v1/chat/completions}, {@code POST /v1/completions} and {@code GET /health}. Both completion
 * routes answer in one piece or as server-sent events, report usage and log-probabilities, and
 * honour {@code seed}, {@code stop} and {@code max_tokens}. A request with an {@code
 * Idempotency-Key} is computed once; later ones with the same key and body get the same reply from
 * memory.
 *
 * <pre>{@code
 * try (NanoServer server = NanoServer.start(new InetSocketAddress("127.0.0.1", 0), models)) {
 *   URI chat = URI.create("http://127.0.0.1:" + server.port() + "/v1/chat/completions");
 * }
 * }</pre>
 */
@NullMarked
package org.gwageo.nano.http;

import org.jspecify.annotations.NullMarked;
