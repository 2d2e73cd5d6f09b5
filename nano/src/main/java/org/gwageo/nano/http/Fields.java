package org.gwageo.nano.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a request; absent and {@code null} mean the default. */
record Fields(JsonNode root) {
  private static final int MOST_STOPS = 4;
  private static final int LONGEST_STOP = 256;

  @Nullable JsonNode present(String name) {
    JsonNode node = root.get(name);
    return node == null || node.isNull() ? null : node;
  }

  String text(String name) throws ApiException {
    JsonNode node = present(name);
    if (node == null || !node.isString()) {
      throw ApiException.invalid(name, "%s must be a text".formatted(name));
    }
    return node.asString();
  }

  boolean flag(String name) throws ApiException {
    JsonNode node = present(name);
    if (node == null) {
      return false;
    }
    if (!node.isBoolean()) {
      throw ApiException.invalid(name, "%s must be true or false".formatted(name));
    }
    return node.asBoolean();
  }

  long whole(String name, long least, long most, long otherwise) throws ApiException {
    JsonNode node = present(name);
    if (node == null) {
      return otherwise;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.asLong() < least
        || node.asLong() > most) {
      throw ApiException.invalid(
          name,
          "%s is %s, it must be a whole number from %d to %d"
              .formatted(name, shown(node), least, most));
    }
    return node.asLong();
  }

  double number(String name, double otherwise) throws ApiException {
    JsonNode node = present(name);
    if (node == null) {
      return otherwise;
    }
    if (!node.isNumber()) {
      throw ApiException.invalid(
          name, "%s is %s, it must be a number".formatted(name, shown(node)));
    }
    return node.asDouble();
  }

  List<String> stops() throws ApiException {
    JsonNode node = present("stop");
    if (node == null) {
      return List.of();
    }
    List<String> stops = new ArrayList<>();
    for (JsonNode stop : node.isArray() ? node : List.of(node)) {
      if (!stop.isString()
          || stop.asString().isEmpty()
          || stop.asString().length() > LONGEST_STOP) {
        throw ApiException.invalid(
            "stop", "every stop must be a text of 1 to %d characters".formatted(LONGEST_STOP));
      }
      stops.add(stop.asString());
    }
    if (stops.size() > MOST_STOPS) {
      throw ApiException.invalid(
          "stop", "there are %d stop texts, the limit is %d".formatted(stops.size(), MOST_STOPS));
    }
    return stops;
  }

  /** Refuses settings that this server would otherwise ignore silently. */
  void refuseUnsupported() throws ApiException {
    whole("n", 1, 1, 1);
    whole("best_of", 1, 1, 1);
    for (String penalty : List.of("presence_penalty", "frequency_penalty")) {
      if (number(penalty, 0) != 0) {
        throw ApiException.invalid(penalty, "%s is supported only as 0".formatted(penalty));
      }
    }
    for (String name : List.of("tools", "functions", "logit_bias", "suffix")) {
      JsonNode node = present(name);
      if (node != null && (!node.isEmpty() || node.isString())) {
        throw ApiException.invalid(name, "%s is not supported".formatted(name));
      }
    }
    JsonNode format = present("response_format");
    if (format != null && !format.path("type").asString("text").equals("text")) {
      throw ApiException.invalid("response_format", "response_format is supported only as text");
    }
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
