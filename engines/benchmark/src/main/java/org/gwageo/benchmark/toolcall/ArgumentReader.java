package org.gwageo.benchmark.toolcall;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that strangers wrote: one value, no member twice, limits on length, depth, digits. */
final class ArgumentReader {

  private static final int DEEPEST = 64;
  private static final int LONGEST = 1 << 20;
  private static final int MOST_DIGITS = 400;
  private static final JsonMapper MAPPER = mapper();

  private ArgumentReader() {}

  private static JsonMapper mapper() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(LONGEST)
            .maxNameLength(10_000)
            .maxNumberLength(MOST_DIGITS)
            .maxDocumentLength(LONGEST)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /**
   * Reads one JSON value.
   *
   * @throws ToolCallException if the text is none, or beyond the limits
   */
  static JsonNode read(String text) throws ToolCallException {
    if (text.length() > LONGEST) {
      throw new ToolCallException("JSON of " + text.length() + " characters, above " + LONGEST);
    }
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node.isMissingNode()) {
        throw new ToolCallException("no JSON at all");
      }
      return node;
    } catch (JacksonException e) {
      throw new ToolCallException("not JSON: " + e.getOriginalMessage(), e);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new ToolCallException("a number beyond all limits", e);
    }
  }
}
