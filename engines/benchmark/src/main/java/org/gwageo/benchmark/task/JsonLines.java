package org.gwageo.benchmark.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Items as JSON objects, one a line; blank lines are skipped. */
final class JsonLines implements ItemReader {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private final String file;
  private final BufferedReader in;
  private int line;
  private int ordinal;

  JsonLines(String file, BufferedReader in) {
    this.file = file;
    this.in = in;
  }

  @Override
  public @Nullable Item next() throws IOException, TaskException {
    String text = in.readLine();
    line++;
    while (text != null && text.isBlank()) {
      text = in.readLine();
      line++;
    }
    if (text == null) {
      return null;
    }
    Map<String, @Nullable Object> fields;
    try {
      fields = JSON.readValue(text, OBJECT);
    } catch (JacksonException e) {
      throw new TaskException(file, line, "not a JSON object: " + e.getOriginalMessage());
    }
    if (fields == null) {
      throw new TaskException(file, line, "not a JSON object: null");
    }
    return Items.item(file, line, ordinal++, fields);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
