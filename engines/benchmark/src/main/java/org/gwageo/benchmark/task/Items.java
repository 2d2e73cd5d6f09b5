package org.gwageo.benchmark.task;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The items of a task, read anew from their file each time they are needed, so that memory does not
 * grow with their number.
 */
public final class Items {

  /** Opens a reader before the first item, as often as wanted. */
  @FunctionalInterface
  public interface Source {

    /**
     * Returns a reader before the first item.
     *
     * @throws TaskException if what is stored are no items
     * @throws IOException if they cannot be read
     */
    ItemReader open() throws IOException, TaskException;
  }

  /** Opens the bytes of a file. */
  @FunctionalInterface
  private interface Bytes {
    InputStream open() throws IOException;
  }

  private final String file;
  private final Source source;
  private final Digest digest;
  private final int count;
  private final int limit;
  private final boolean closed;

  private Items(String file, Source source, Digest digest, int count, int limit, boolean closed) {
    this.file = file;
    this.source = source;
    this.digest = digest;
    this.count = count;
    this.limit = limit;
    this.closed = closed;
  }

  /**
   * Returns the items of {@code file}: JSONL, CSV, TSV or Parquet by the ending of its name.
   *
   * @throws IOException if it cannot be read
   */
  public static Items of(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    Source source =
        name.toLowerCase(Locale.ROOT).endsWith(".parquet")
            ? () -> ParquetRows.open(file)
            : () -> reader(name, () -> Files.newInputStream(file));
    return of(name, Digest.of(file), source);
  }

  /** Returns items held in memory: JSONL, CSV or TSV by the ending of {@code name}. */
  public static Items of(String name, byte[] bytes) {
    return of(name, Digest.of(bytes), () -> reader(name, () -> new ByteArrayInputStream(bytes)));
  }

  /**
   * Returns items from anywhere.
   *
   * @param name the name of the place, for messages
   * @param digest the digest of all that the items say
   * @param source gives the same items in the same order each time
   */
  public static Items of(String name, Digest digest, Source source) {
    return new Items(name, source, digest, 0, Integer.MAX_VALUE, false);
  }

  /**
   * Returns items that are known by number and digest and cannot be read here, such as sealed ones
   * without their key. A task of such items has its true digest; it can be neither asked nor
   * scored.
   *
   * @param name the name of the place, for messages
   * @param digest the digest that the items have where they can be read
   * @param count how many there are, at least 1
   * @param reason why they cannot be read, for the message of {@link #open}
   */
  public static Items closed(String name, Digest digest, int count, String reason) {
    if (count < 1) {
      throw new IllegalArgumentException("a task has at least one item, not " + count);
    }
    Source none =
        () -> {
          throw new TaskException(name, 0, reason);
        };
    return new Items(name, none, digest, count, Integer.MAX_VALUE, true);
  }

  /** Returns whether the items cannot be read here. */
  public boolean isClosed() {
    return closed;
  }

  /** Returns how many items there are. */
  public int count() {
    return Math.min(count, limit);
  }

  /** Returns the digest of the file's bytes. */
  public Digest digest() {
    return digest;
  }

  /** Returns the name of the file. */
  public String file() {
    return file;
  }

  /** Returns a reader before the first item. */
  public ItemReader open() throws IOException, TaskException {
    ItemReader all = source.open();
    return limit == Integer.MAX_VALUE ? all : new First(all, limit);
  }

  private static ItemReader reader(String file, Bytes bytes) throws IOException, TaskException {
    var in = new BufferedReader(new InputStreamReader(bytes.open(), StandardCharsets.UTF_8));
    try {
      in.mark(1);
      if (in.read() != '\uFEFF') {
        in.reset();
      }
      String name = file.toLowerCase(Locale.ROOT);
      if (name.endsWith(".csv")) {
        return new DelimitedLines(file, in, ',');
      }
      if (name.endsWith(".tsv")) {
        return new DelimitedLines(file, in, '\t');
      }
      if (name.endsWith(".jsonl")) {
        return new JsonLines(file, in);
      }
      throw new TaskException(
          file, 0, "items are in a file ending in .jsonl, .csv, .tsv or .parquet");
    } catch (IOException | TaskException e) {
      in.close();
      throw e;
    }
  }

  Items limitedTo(int newLimit) {
    return new Items(file, source, digest, count, Math.min(limit, newLimit), closed);
  }

  /** Looks at every item once. */
  @FunctionalInterface
  interface Check {
    void look(Item item) throws TaskException;
  }

  /**
   * Returns the items with their count, after {@code check} has seen each of them; closed items as
   * they are.
   *
   * @throws TaskException if an item is wrong, an id occurs twice, or there are none
   */
  Items checked(Check check) throws IOException, TaskException {
    if (closed) {
      return this;
    }
    // 64 bits of each id's digest stand for the id: a few megabytes for a million items.
    long[] ids = new long[1024];
    int n = 0;
    try (ItemReader reader = open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        check.look(item);
        if (n == ids.length) {
          ids = Arrays.copyOf(ids, 2 * n);
        }
        ids[n++] = shortened(item.id());
      }
    }
    if (n == 0) {
      throw new TaskException(file, 0, "a task has at least one item, but there are none");
    }
    refuseRepeated(Arrays.copyOf(ids, n));
    return new Items(file, source, digest, n, limit, false);
  }

  private void refuseRepeated(long[] ids) throws IOException, TaskException {
    Arrays.sort(ids);
    for (int i = 1; i < ids.length; i++) {
      if (ids[i] == ids[i - 1]) {
        throw repeated(ids[i]);
      }
    }
  }

  private TaskException repeated(long shortened) throws IOException, TaskException {
    Item last = null;
    try (ItemReader reader = open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        if (shortened(item.id()) == shortened) {
          last = item;
        }
      }
    }
    return new TaskException(
        file,
        last == null ? 0 : last.line(),
        "an item's id is unique, but this one occurs twice: " + (last == null ? "" : last.id()));
  }

  private static long shortened(String id) {
    return Long.parseUnsignedLong(
        Digest.of(id.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16), 16);
  }

  /** Makes an item of the fields of one line. */
  static Item item(String file, int line, int ordinal, Map<String, @Nullable Object> fields)
      throws TaskException {
    Object given = fields.get("id");
    String id = given == null ? String.valueOf(ordinal + 1) : String.valueOf(given);
    if (id.isBlank()) {
      throw new TaskException(file, line, "an item's id is blank");
    }
    try {
      CanonicalJson.string(id);
    } catch (IllegalArgumentException e) {
      throw new TaskException(file, line, "an item's id is no text: " + e.getMessage());
    }
    return new Item(file, line, ordinal, id, fields);
  }

  /** The first items of another reader. */
  private static final class First implements ItemReader {

    private final ItemReader all;
    private int left;

    First(ItemReader all, int left) {
      this.all = all;
      this.left = left;
    }

    @Override
    public @Nullable Item next() throws IOException, TaskException {
      return left-- > 0 ? all.next() : null;
    }

    @Override
    public void close() throws IOException {
      all.close();
    }
  }
}
