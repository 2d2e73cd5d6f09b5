package org.gwageo.lineage.sigstore;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values in the JSON form of Protocol Buffers, in which Sigstore writes its files: bytes are
 * base64, whole numbers of 64 bits are texts, times are RFC 3339.
 */
final class ProtobufJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** 2^53, more than any log will ever hold: up to here every number has one form in JSON. */
  private static final long LARGEST = 1L << 53;

  private ProtobufJson() {}

  static JsonNode parse(String thing, byte[] bytes, int limit) throws SigstoreException {
    if (bytes.length > limit) {
      throw new SigstoreException(
          "the %s has %d bytes; at most %d are read".formatted(thing, bytes.length, limit));
    }
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new SigstoreException(
          "the %s is not JSON: %s".formatted(thing, e.getOriginalMessage()), e);
    }
  }

  static String text(JsonNode node) {
    return node.asString("");
  }

  static byte[] bytes(String thing, JsonNode node) throws SigstoreException {
    String text = text(node);
    if (text.isEmpty()) {
      throw new SigstoreException("the %s is missing".formatted(thing));
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new SigstoreException("the %s is not base64".formatted(thing), e);
    }
  }

  /** Returns a whole number from 0 to 2^53; 0 is what Protocol Buffers leave out. */
  static long number(String thing, JsonNode node) throws SigstoreException {
    if (node.isMissingNode()) {
      return 0;
    }
    try {
      long value = node.isIntegralNumber() ? node.longValue() : Long.parseLong(text(node));
      if (value >= 0 && value <= LARGEST) {
        return value;
      }
    } catch (JacksonException | NumberFormatException e) {
      throw new SigstoreException("the %s %s is no whole number".formatted(thing, node), e);
    }
    throw new SigstoreException("the %s %s is not in 0 to 2^53".formatted(thing, node));
  }

  static @Nullable Instant time(String thing, JsonNode node) throws SigstoreException {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text(node), Instant::from);
    } catch (DateTimeException e) {
      throw new SigstoreException("the %s %s is no time".formatted(thing, node), e);
    }
  }

  static List<JsonNode> list(String thing, JsonNode array, int most) throws SigstoreException {
    if (array.size() > most) {
      throw new SigstoreException(
          "the %s has %d items; at most %d are read".formatted(thing, array.size(), most));
    }
    return array.isArray() ? array.valueStream().toList() : List.of();
  }
}
