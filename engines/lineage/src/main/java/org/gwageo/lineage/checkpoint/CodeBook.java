package org.gwageo.lineage.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A table of the GGUF format that says which values the elements of a code have together. A code
 * stands for 4 or 8 elements.
 */
final class CodeBook {

  private static final String TABLES = "gguf-code-books.txt";

  private final int width;
  private final byte[] values;

  private CodeBook(int width, byte[] values) {
    this.width = width;
    this.values = values;
  }

  /** Returns the book of a type of blocks. */
  static CodeBook of(ElementType type) {
    return Objects.requireNonNull(All.BOOKS.get(type), () -> type + " has no code book");
  }

  /** Returns how many elements a code stands for. */
  int width() {
    return width;
  }

  /** Returns the value of element {@code index} of a code. */
  int value(int code, int index) {
    return values[code * width + index];
  }

  /** Read when the first such block is. */
  private static final class All {

    static final Map<ElementType, CodeBook> BOOKS = read();

    private static Map<ElementType, CodeBook> read() {
      Map<ElementType, CodeBook> books = new EnumMap<>(ElementType.class);
      for (String part : text().split("\n(?=[A-Z])", -1)) {
        if (!part.startsWith("#")) {
          String[] lines = part.split("\n", 2);
          String[] head = lines[0].split(" ");
          books.put(ElementType.valueOf(head[0]), book(levels(head), lines[1]));
        }
      }
      // One book serves both.
      books.put(ElementType.IQ1_M, Objects.requireNonNull(books.get(ElementType.IQ1_S)));
      return books;
    }

    private static byte[] levels(String[] head) {
      var levels = new byte[head.length - 1];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = Byte.parseByte(head[i + 1]);
      }
      return levels;
    }

    private static CodeBook book(byte[] levels, String codes) {
      String[] words = codes.strip().split("\\s+", -1);
      int width = words[0].length();
      var values = new byte[words.length * width];
      for (int i = 0; i < values.length; i++) {
        values[i] = levels[words[i / width].charAt(i % width) - '0'];
      }
      return new CodeBook(width, values);
    }

    private static String text() {
      try (InputStream in = CodeBook.class.getResourceAsStream(TABLES)) {
        return new String(
            Objects.requireNonNull(in, TABLES).readAllBytes(), StandardCharsets.US_ASCII);
      } catch (IOException e) {
        throw new UncheckedIOException(TABLES + " cannot be read", e);
      }
    }
  }
}
