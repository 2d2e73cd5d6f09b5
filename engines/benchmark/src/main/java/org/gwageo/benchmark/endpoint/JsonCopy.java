package org.gwageo.benchmark.endpoint;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a value out again as it was read. */
final class JsonCopy {

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private JsonCopy() {}

  /** Returns the JSON of the value at which {@code parser} stands and moves to its end. */
  static String of(JsonParser parser) {
    var out = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      generator.copyCurrentStructure(parser);
    }
    return out.toString();
  }
}
