package org.gwageo.benchmark.sealed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.gwageo.benchmark.task.Item;
import org.gwageo.canonical.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Items before they are sealed: the lines of a JSONL file. */
final class PlainItems {

  static final String CANARY = "canary";

  private PlainItems() {}

  /** Takes one item. */
  @FunctionalInterface
  interface Taker {
    void take(int line, int position, String id, byte[] bytes) throws IOException, SealedException;
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** Hands over every item's line, without white space around it and with its canary if wanted. */
  static void each(Path items, SealedItems.Purpose purpose, SeasonKey key, Taker taker)
      throws IOException, SealedException {
    try (var lines = new Documents.Lines(items, false)) {
      int position = 0;
      for (byte[] read = lines.next(); read != null; read = lines.next()) {
        String text = text(lines, read);
        if (text.isEmpty()) {
          continue;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Map<String, @Nullable Object> fields = parse(lines.source(), lines.line(), bytes);
        Item item = item(lines.source(), lines.line(), position, fields);
        if (purpose.itemCanaries()) {
          bytes = withCanary(text, item, purpose.task(), key);
        }
        taker.take(lines.line(), position, item.id(), bytes);
        position++;
      }
    }
  }

  private static String text(Documents.Lines lines, byte[] read) throws SealedException {
    String text = new String(read, StandardCharsets.UTF_8);
    if (lines.line() == 1 && text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    if (text.indexOf('\uFFFD') >= 0) {
      // Parsing the bytes tells a replacement character that was written from one that stands for
      // bytes that are no UTF-8.
      parse(lines.source(), lines.line(), read);
    }
    return text.strip();
  }

  private static byte[] withCanary(String text, Item item, String task, SeasonKey key)
      throws SealedException {
    if (item.fields().containsKey(CANARY)) {
      throw SealedException.inItem(
          item.file(), item.line(), item.id(), CANARY, "the item has such a field already");
    }
    String canary = CanonicalJson.string(Canary.ofItem(key, task, item.id()).text());
    String comma = item.fields().isEmpty() ? "" : ",";
    return (text.substring(0, text.length() - 1) + comma + "\"" + CANARY + "\":" + canary + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  static Map<String, @Nullable Object> parse(String source, int line, byte[] bytes)
      throws SealedException {
    return Documents.parse(source, line, bytes);
  }

  /**
   * Makes an item as the reader of plain JSONL does: its id is the field, or its position from 1.
   */
  static Item item(String source, int line, int position, Map<String, @Nullable Object> fields)
      throws SealedException {
    Object given = fields.get("id");
    String id = given == null ? String.valueOf(position + 1) : String.valueOf(given);
    if (id.isBlank()) {
      throw SealedException.inField(source, line, "id", "an item's id is blank");
    }
    try {
      CanonicalJson.string(id);
    } catch (IllegalArgumentException e) {
      throw SealedException.inField(source, line, "id", "it is no text: " + e.getMessage());
    }
    return new Item(source, line, position, id, fields);
  }
}
