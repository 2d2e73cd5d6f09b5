package org.gwageo.cli.benchmark;

import org.gwageo.benchmark.endpoint.Endpoint;

/**
 * One of the models that a command asks.
 *
 * @param endpoint where it is asked
 * @param folder the name of its folder below {@code --out}; empty where it is the only one
 */
record AskedModel(Endpoint endpoint, String folder) {

  /** Returns the model's name at its endpoint. */
  String name() {
    return endpoint.subject().model();
  }
}
