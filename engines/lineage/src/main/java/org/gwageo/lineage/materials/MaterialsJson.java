package org.gwageo.lineage.materials;

import org.gwageo.lineage.checkpoint.CheckpointException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON from outside, of bounded length; the parser bounds its depth. */
final class MaterialsJson {

  private static final int LIMIT = 64 << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private MaterialsJson() {}

  static JsonNode tree(String thing, byte[] json) throws CheckpointException {
    if (json.length > LIMIT) {
      throw new CheckpointException(
          "the %s has %d bytes; at most %d are read".formatted(thing, json.length, LIMIT));
    }
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new CheckpointException(
          "the %s is not JSON: %s".formatted(thing, e.getOriginalMessage()), e);
    }
  }
}
