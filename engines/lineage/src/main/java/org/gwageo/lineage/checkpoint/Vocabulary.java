package org.gwageo.lineage.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tokens of a {@code tokenizer.json} by the bytes they stand for, so that tokens of different
 * tokenizers can be matched: the byte alphabet of byte-level tokenizers and the {@code ▁} of
 * SentencePiece are undone. Added tokens, byte fallbacks and single bytes are left out.
 */
public final class Vocabulary {

  private static final long LIMIT = 128L << 20;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Map<Integer, Integer> BYTE_OF = byteAlphabet();

  private final Map<String, Integer> ids;

  private Vocabulary(Map<String, Integer> ids) {
    this.ids = ids;
  }

  /**
   * Reads a tokenizer.
   *
   * @throws CheckpointException if the file is larger than 128 MiB or no tokenizer
   */
  public static Vocabulary read(Path file) throws CheckpointException {
    try {
      if (Files.size(file) > LIMIT) {
        throw new CheckpointException(
            "tokenizer.json has %d bytes; at most %d are read".formatted(Files.size(file), LIMIT));
      }
      JsonNode tree = JSON.readTree(Files.readAllBytes(file));
      boolean byteLevel =
          tree.path("pre_tokenizer").toString().contains("ByteLevel")
              || tree.path("decoder").toString().contains("ByteLevel");
      var added = new HashSet<String>();
      for (JsonNode token : tree.path("added_tokens")) {
        added.add(token.path("content").asString(""));
      }
      return new Vocabulary(ids(tree.path("model").path("vocab"), added, byteLevel));
    } catch (JacksonException e) {
      throw new CheckpointException("tokenizer.json is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CheckpointException("tokenizer.json cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, Integer> ids(JsonNode vocab, Set<String> added, boolean byteLevel) {
    var ids = new HashMap<String, Integer>();
    if (vocab.isArray()) {
      int id = 0;
      for (JsonNode piece : vocab) {
        put(ids, piece.path(0).asString(""), id++, added, byteLevel);
      }
    } else {
      for (var token : vocab.properties()) {
        put(ids, token.getKey(), token.getValue().asInt(-1), added, byteLevel);
      }
    }
    return ids;
  }

  private static void put(
      Map<String, Integer> ids, String token, int id, Set<String> added, boolean byteLevel) {
    if (id < 0 || added.contains(token) || token.matches("<0x[0-9A-Fa-f]{2}>")) {
      return;
    }
    byte[] bytes =
        byteLevel ? decoded(token) : token.replace('▁', ' ').getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 1) {
      ids.putIfAbsent(new String(bytes, StandardCharsets.ISO_8859_1), id);
    }
  }

  private static byte[] decoded(String token) {
    var bytes = new ByteArrayOutputStream();
    token.codePoints().forEach(c -> bytes.write(BYTE_OF.getOrDefault(c, (int) '?')));
    return bytes.toByteArray();
  }

  /** The printable characters that byte-level tokenizers write for the 256 bytes. */
  private static Map<Integer, Integer> byteAlphabet() {
    var byteOf = new HashMap<Integer, Integer>();
    int next = 256;
    for (int b = 0; b < 256; b++) {
      boolean printable = (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || b >= 174;
      byteOf.put(printable ? b : next++, b);
    }
    return byteOf;
  }

  /** Returns the ids by token; a key holds one character per byte, U+0000 to U+00FF. */
  public Map<String, Integer> ids() {
    return Collections.unmodifiableMap(ids);
  }
}
