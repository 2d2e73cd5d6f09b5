package org.gwageo.benchmark.sealed;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON objects in files, one a line, read strictly. */
final class Documents {

  /** The longest line: an item with its pictures and sound inside. */
  static final int LONGEST_LINE = 64 << 20;

  private static final int BLOCK = 1 << 14;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final TypeReference<LinkedHashMap<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-f]{2})*");

  private Documents() {}

  static Map<String, @Nullable Object> parse(String source, int line, byte[] bytes)
      throws SealedException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      Map<String, @Nullable Object> object = JSON.readValue(text, OBJECT);
      if (object == null) {
        throw SealedException.at(source, line, "a line is a JSON object, but this one is null");
      }
      return object;
    } catch (CharacterCodingException e) {
      throw SealedException.at(source, line, "a line is UTF-8, but this one is not");
    } catch (JacksonException e) {
      throw SealedException.at(source, line, "a line is a JSON object: " + e.getOriginalMessage());
    }
  }

  /** Reads a file that holds exactly one canonical JSON object of less than 1 MiB and a newline. */
  static Fields single(Path file) throws IOException, SealedException {
    String name = String.valueOf(file.getFileName());
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes((1 << 20) + 1);
    }
    if (bytes.length > 1 << 20) {
      throw SealedException.of(name, "such a document has at most 1,048,576 bytes");
    }
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
      length--;
    }
    return new Fields(name, 0, parse(name, 0, Arrays.copyOf(bytes, length)));
  }

  /** The members of one object, each taken once by its type. */
  static final class Fields {

    private final String source;
    private final int line;
    private final Map<String, @Nullable Object> members;

    Fields(String source, int line, Map<String, @Nullable Object> members) {
      this.source = source;
      this.line = line;
      this.members = new TreeMap<>(members);
    }

    String text(String field) throws SealedException {
      if (members.remove(field) instanceof String text) {
        return text;
      }
      throw wrong(field, "is a text");
    }

    @Nullable String optionalText(String field) throws SealedException {
      return members.containsKey(field) ? text(field) : null;
    }

    int number(String field) throws SealedException {
      if (members.remove(field) instanceof Integer number && number >= 0) {
        return number;
      }
      throw wrong(field, "is a whole number from 0");
    }

    byte[] hex(String field, int bytes) throws SealedException {
      String text = text(field);
      if (text.length() != 2 * bytes || !HEX.matcher(text).matches()) {
        throw wrong(field, "is " + 2 * bytes + " lower-case hexadecimal digits");
      }
      return HexFormat.of().parseHex(text);
    }

    Digest digest(String field) throws SealedException {
      try {
        return Digest.parse(text(field));
      } catch (IllegalArgumentException e) {
        throw wrong(field, "is a digest: " + e.getMessage());
      }
    }

    List<byte[]> hashes(String field) throws SealedException {
      if (!(members.remove(field) instanceof List<?> list) || list.size() > 31) {
        throw wrong(field, "is a list of at most 31 hashes");
      }
      var hashes = new ArrayList<byte[]>(list.size());
      for (Object element : list) {
        if (!(element instanceof String text)
            || text.length() != 64
            || !HEX.matcher(text).matches()) {
          throw wrong(field, "holds hashes of 64 lower-case hexadecimal digits");
        }
        hashes.add(HexFormat.of().parseHex(text));
      }
      return hashes;
    }

    byte[] base64(String field, int atLeast) throws SealedException {
      byte[] bytes;
      try {
        bytes = Base64.getDecoder().decode(text(field));
      } catch (IllegalArgumentException e) {
        throw wrong(field, "is base64");
      }
      if (bytes.length < atLeast) {
        throw wrong(field, "has at least " + atLeast + " bytes, not " + bytes.length);
      }
      return bytes;
    }

    void format(String expected) throws SealedException {
      String format = text("format");
      if (!format.equals(expected)) {
        throw wrong("format", "is " + expected + ", not " + format);
      }
    }

    void end() throws SealedException {
      if (!members.isEmpty()) {
        throw SealedException.at(source, line, "there are unknown members: " + members.keySet());
      }
    }

    SealedException wrong(String field, String rule) {
      return SealedException.inField(source, line, field, field + " " + rule);
    }
  }

  /** Lines of a file that each end in a newline, held to a greatest length. */
  static final class Lines implements Closeable {

    private final String source;
    private final InputStream in;
    private final boolean strict;
    private final byte[] block = new byte[BLOCK];
    private int at;
    private int end;
    private int line;

    Lines(Path file, boolean strict) throws IOException {
      this(String.valueOf(file.getFileName()), Files.newInputStream(file), strict);
    }

    Lines(String source, InputStream in, boolean strict) {
      this.source = source;
      this.in = in;
      this.strict = strict;
    }

    int line() {
      return line;
    }

    String source() {
      return source;
    }

    /** Returns the bytes of the next line without its newline, or null at the end. */
    byte @Nullable [] next() throws IOException, SealedException {
      line++;
      byte[] parts = {};
      while (at < end || fill()) {
        int newline = at;
        while (newline < end && block[newline] != '\n') {
          newline++;
        }
        int kept = parts.length;
        if (kept + newline - at > LONGEST_LINE) {
          throw SealedException.at(source, line, "a line has at most " + LONGEST_LINE + " bytes");
        }
        parts = Arrays.copyOf(parts, kept + newline - at);
        System.arraycopy(block, at, parts, kept, newline - at);
        at = newline + 1;
        if (newline < end) {
          return parts;
        }
      }
      if (parts.length == 0) {
        return null;
      }
      if (strict) {
        throw SealedException.at(
            source, line, "every line ends in a newline; this one was cut off");
      }
      return parts;
    }

    private boolean fill() throws IOException {
      at = 0;
      end = Math.max(0, in.read(block));
      return end > 0;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** Returns the one way in which {@code tree} is written as a line, newline included. */
  static byte[] line(Map<String, ?> tree) {
    return (CanonicalJson.string(tree) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
