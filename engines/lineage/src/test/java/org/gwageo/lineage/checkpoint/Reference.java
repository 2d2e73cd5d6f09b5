package org.gwageo.lineage.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files and numbers that {@code reference.py} wrote. */
final class Reference {

  private static final JsonNode NUMBERS =
      JsonMapper.builder().build().readTree(bytes("reference.json"));

  private Reference() {}

  static JsonNode numbers(String part) {
    return NUMBERS.path(part);
  }

  /** Returns the floats of an entry, kept as the hexadecimal digits of their bytes. */
  static float[] floats(JsonNode entry) {
    byte[] bytes = HexFormat.of().parseHex(entry.path("floats").asString(""));
    return new StoredTensor(
            "reference", ElementType.F32, List.of(bytes.length / 4L), MemorySegment.ofArray(bytes))
        .toFloats();
  }

  static byte[] bytes(String name) {
    try (InputStream in = Reference.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a file into {@code folder} and returns the copy. */
  static Path copy(String name, Path folder) throws IOException {
    return Files.write(folder.resolve(name), bytes(name));
  }
}
