package org.gwageo.benchmark.sealed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.canonical.Digest;

/** A season with a key, a task and a few items. */
final class Sealed {

  static final SeasonKey KEY = SeasonKey.of(sequence(32));
  static final SealedItems.Purpose PURPOSE =
      new SealedItems.Purpose("ko-law", Digest.of(new byte[] {1}), "2027-1", false);
  static final List<String> ITEMS =
      List.of(
          "{\"id\":\"가\",\"question\":\"수도는?\",\"choices\":[\"서울\",\"부산\",\"대구\"],\"answer\":\"A\"}",
          "{\"id\":\"b\",\"question\":\"1.50\",\"answer\":1.50}",
          "{\"question\":\"" + "긴 문제 ".repeat(60) + "\",\"answer\":\"x\"}");

  private Sealed() {}

  static byte[] sequence(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  static Commitment seal(Path folder) throws IOException, SealedException {
    Path items = folder.resolve("items.jsonl");
    Files.writeString(items, String.join("\n", ITEMS) + "\n");
    return SealedItems.seal(items, PURPOSE, KEY, new SecureRandom(), sealedFile(folder));
  }

  static Path sealedFile(Path folder) {
    return folder.resolve("items.sealed");
  }

  static List<Item> read(Path sealed, SeasonKey key) throws Exception {
    List<Item> items = new ArrayList<>();
    try (ItemReader reader = SealedItems.open(sealed, key).reader()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        items.add(item);
      }
    }
    return items;
  }

  static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    if (!text.contains(from)) {
      throw new IllegalArgumentException("the file has no " + from);
    }
    Files.writeString(file, text.replace(from, to), StandardCharsets.UTF_8);
  }
}
