package org.gwageo.benchmark.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Numbers that reference.py computed with scipy and statsmodels. */
final class Reference {

  private static final JsonNode ROOT = read();

  private Reference() {}

  private static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(
            Reference.class.getResourceAsStream("reference.json"), "reference.json")) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode get(String name) {
    return Objects.requireNonNull(ROOT.get(name), name);
  }

  static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }
}
