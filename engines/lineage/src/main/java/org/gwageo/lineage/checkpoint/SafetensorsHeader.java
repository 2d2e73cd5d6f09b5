package org.gwageo.lineage.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON header of a safetensors file, checked against the length of the data that follows it:
 * the byte ranges, ordered by their begin, cover the data from its first byte to its last without a
 * hole or an overlap, as the format demands.
 */
final class SafetensorsHeader {

  /** Where one tensor lies; {@code begin} and {@code end} count from the first byte of the data. */
  record Entry(String name, ElementType type, List<Long> shape, long begin, long end) {}

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(8).maxNumberLength(20).build())
          .build();

  private final String file;
  private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
  private final SequencedMap<String, String> metadata = new LinkedHashMap<>();

  private SafetensorsHeader(String file) {
    this.file = file;
  }

  /** Parses {@code header}, the bytes between the length and the data of {@code file}. */
  static SafetensorsHeader parse(String file, byte[] header, long dataLength)
      throws CheckpointException {
    var parsed = new SafetensorsHeader(file);
    String text = parsed.text(header);
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      parsed.readTop(json);
    } catch (JacksonException e) {
      throw new CheckpointException(
          file + ": the header is not JSON: " + printable(e.getOriginalMessage()), e);
    }
    parsed.checkCoverage(dataLength);
    return parsed;
  }

  /** Returns the tensors in the order of their bytes. */
  List<Entry> entries() {
    var inOrder = new ArrayList<>(entries.values());
    inOrder.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    return inOrder;
  }

  /** Returns what the file says under {@code __metadata__}. */
  SequencedMap<String, String> metadata() {
    return metadata;
  }

  private String text(byte[] header) throws CheckpointException {
    if (header.length == 0 || header[0] != '{') {
      throw new CheckpointException(file + ": the header does not start with '{'");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(header))
          .toString();
    } catch (CharacterCodingException e) {
      throw new CheckpointException(file + ": the header is not UTF-8", e);
    }
  }

  private void readTop(JsonParser json) throws CheckpointException {
    expect(json.nextToken() == JsonToken.START_OBJECT, "the header is not one JSON object");
    boolean metadataSeen = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      if (name.equals("__metadata__")) {
        expect(!metadataSeen, "__metadata__ is there twice");
        metadataSeen = true;
        readMetadata(json);
      } else {
        var entry = readTensor(name, json);
        expect(entries.put(name, entry) == null, "tensor " + printable(name) + " is there twice");
      }
    }
    expect(json.nextToken() == null, "something follows the JSON object of the header");
  }

  private void readMetadata(JsonParser json) throws CheckpointException {
    expect(json.nextToken() == JsonToken.START_OBJECT, "__metadata__ is not an object");
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      expect(
          json.nextToken() == JsonToken.VALUE_STRING,
          "__metadata__ entry " + printable(key) + " is not a string");
      expect(
          metadata.put(key, json.getString()) == null,
          "__metadata__ entry " + printable(key) + " is there twice");
    }
  }

  private Entry readTensor(String name, JsonParser json) throws CheckpointException {
    String tensor = "tensor " + printable(name);
    expect(json.nextToken() == JsonToken.START_OBJECT, tensor + " is not described by an object");
    String typeName = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      switch (key) {
        case "dtype" -> {
          expect(typeName == null, tensor + " has two dtypes");
          expect(value == JsonToken.VALUE_STRING, tensor + ": dtype is not a string");
          typeName = json.getString();
        }
        case "shape" -> {
          expect(shape == null, tensor + " has two shapes");
          shape = readLengths(tensor + ": shape", value, json);
        }
        case "data_offsets" -> {
          expect(offsets == null, tensor + " has two data_offsets");
          offsets = readLengths(tensor + ": data_offsets", value, json);
        }
        default -> json.skipChildren();
      }
    }
    return entry(name, typeName, shape, offsets);
  }

  private Entry entry(
      String name,
      @Nullable String typeName,
      @Nullable List<Long> shape,
      @Nullable List<Long> offsets)
      throws CheckpointException {
    String tensor = file + ": tensor " + printable(name);
    if (typeName == null || shape == null || offsets == null) {
      throw new CheckpointException(tensor + " lacks dtype, shape or data_offsets");
    }
    var type = ElementType.named(typeName);
    if (type.isEmpty()) {
      throw new CheckpointException(
          "%s has dtype %s; known are %s"
              .formatted(tensor, printable(typeName), List.of(ElementType.ofSafetensors())));
    }
    if (offsets.size() != 2 || offsets.getFirst() > offsets.getLast()) {
      throw new CheckpointException(
          "%s has data_offsets %s, not a begin and an end".formatted(tensor, printable(offsets)));
    }
    long begin = offsets.getFirst();
    long end = offsets.getLast();
    long needed = bytesNeeded(tensor, type.get(), shape);
    if (needed != end - begin) {
      throw new CheckpointException(
          "%s of type %s and shape %s takes %d bytes; its data_offsets give %d"
              .formatted(tensor, type.get(), printable(shape), needed, end - begin));
    }
    return new Entry(name, type.get(), shape, begin, end);
  }

  private static long bytesNeeded(String tensor, ElementType type, List<Long> shape)
      throws CheckpointException {
    long needed = type.bytes();
    try {
      for (long axis : shape) {
        needed = Math.multiplyExact(needed, axis);
      }
      return needed;
    } catch (ArithmeticException e) {
      throw new CheckpointException(
          "%s has shape %s, more than 2^63 bytes".formatted(tensor, printable(shape)), e);
    }
  }

  private List<Long> readLengths(String what, @Nullable JsonToken first, JsonParser json)
      throws CheckpointException {
    expect(first == JsonToken.START_ARRAY, what + " is not a list");
    var lengths = new ArrayList<Long>();
    for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
      expect(token == JsonToken.VALUE_NUMBER_INT, what + " holds something other than integers");
      long length;
      try {
        length = json.getLongValue();
      } catch (JacksonException e) {
        throw new CheckpointException(
            file + ": " + what + " holds an integer beyond 2^63: " + printable(json.getString()),
            e);
      }
      expect(length >= 0, what + " holds the negative number " + length);
      lengths.add(length);
    }
    return List.copyOf(lengths);
  }

  private void checkCoverage(long dataLength) throws CheckpointException {
    long covered = 0;
    String previous = "the header";
    for (Entry entry : entries()) {
      if (entry.begin() != covered) {
        throw new CheckpointException(
            "%s: tensor %s begins at byte %d, but %s ends at byte %d: %s"
                .formatted(
                    file,
                    printable(entry.name()),
                    entry.begin(),
                    previous,
                    covered,
                    entry.begin() < covered ? "they overlap" : "there is a hole"));
      }
      if (entry.end() > dataLength) {
        throw new CheckpointException(
            "%s: tensor %s ends at byte %d, but the data has %d bytes"
                .formatted(file, printable(entry.name()), entry.end(), dataLength));
      }
      covered = entry.end();
      previous = "tensor " + printable(entry.name());
    }
    if (covered != dataLength) {
      throw new CheckpointException(
          "%s: %s ends at byte %d, but the data has %d bytes: %d trailing bytes belong to no tensor"
              .formatted(file, previous, covered, dataLength, dataLength - covered));
    }
  }

  private void expect(boolean condition, String sentence) throws CheckpointException {
    if (!condition) {
      throw new CheckpointException(file + ": " + sentence);
    }
  }

  /** Returns {@code value} as at most 120 characters that are safe on one line. */
  static String printable(Object value) {
    String text = value.toString();
    String cut = text.length() > 120 ? text.substring(0, 120) + "…" : text;
    return cut.codePoints()
        .map(c -> Character.isISOControl(c) || (c >= 0xD800 && c < 0xE000) ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
