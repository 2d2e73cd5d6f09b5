package org.gwageo.benchmark.task;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Tells the formats of task files apart. */
final class OtherFormats {

  private static final JsonMapper JSON = JsonMapper.shared();

  private OtherFormats() {}

  static Optional<TaskFormat> of(byte[] bytes) {
    String format = format(bytes);
    for (TaskFormat one : TaskFormat.all()) {
      if (one.name().equals(format)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** The value of the object's member {@code format}; empty for what is no JSON object with one. */
  private static String format(byte[] bytes) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean found = parser.currentName().equals("format");
        JsonToken value = parser.nextToken();
        if (found && value == JsonToken.VALUE_STRING) {
          return parser.getString();
        }
        parser.skipChildren();
      }
      return "";
    } catch (JacksonException e) {
      return "";
    }
  }
}
