/**
 * Tiny language models behind the OpenAI HTTP interface.
 *
 * <p>{@link org.gwageo.nano.generation.NanoModel} loads a model, {@link
 * org.gwageo.nano.http.NanoServer} serves several in one process, {@link org.gwageo.nano.NanoServe}
 * is both behind one call for a command line.
 *
 * <pre>{@code
 * NanoModel model = NanoModel.load(Path.of("nano/models/hon-cheon"));
 * try (NanoServer server = NanoServer.start(new InetSocketAddress("127.0.0.1", 0), List.of(model))) {
 *   System.out.println("http://127.0.0.1:" + server.port() + "/v1");
 * }
 * }</pre>
 */
@NullMarked
package org.gwageo.nano;

import org.jspecify.annotations.NullMarked;
