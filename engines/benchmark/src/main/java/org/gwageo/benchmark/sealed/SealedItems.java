package org.gwageo.benchmark.sealed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.gwageo.benchmark.task.AnswerRule;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A file of sealed items that can be opened, item by item, with the season key.
 *
 * <p>The file has one JSON object a line: a {@link SealedHeader}, then one envelope for each item
 * with {@code position}, {@code id}, {@code leaf}, {@code key} and {@code box}. Each line is
 * written in exactly one way (canonical JSON, RFC 8785), and readers refuse any other, so that no
 * byte of the file can change unnoticed.
 */
public final class SealedItems {

  private final Path file;
  private final SeasonKey key;
  private final SealedHeader header;

  private SealedItems(Path file, SeasonKey key, SealedHeader header) {
    this.file = file;
    this.key = key;
    this.header = header;
  }

  /**
   * What sealed items belong to.
   *
   * @param task the id of the task
   * @param taskDigest the digest of the task file's bytes
   * @param season the season
   * @param itemCanaries whether each item gets a field {@code canary} with a canary of its own
   */
  public record Purpose(String task, Digest taskDigest, String season, boolean itemCanaries) {

    /** Refuses blank names. */
    public Purpose {
      if (task.isBlank() || season.isBlank()) {
        throw new IllegalArgumentException(
            "sealed items belong to a task and a season: \"" + task + "\", \"" + season + "\"");
      }
    }
  }

  /**
   * Seals items. The items are read twice, one at a time; only their ids and leaf hashes are kept
   * in memory.
   *
   * @param items a JSONL file; blank lines are skipped, an item's id is its field {@code id} or its
   *     position from 1
   * @param sealed the file to write; it appears complete or not at all
   * @param random draws the data keys and nonces
   * @return the commitment to publish before the season
   * @throws SealedException if a line is no item, an id occurs twice, or the file changes meanwhile
   */
  public static Commitment seal(
      Path items, Purpose purpose, SeasonKey key, SecureRandom random, Path sealed)
      throws IOException, SealedException {
    byte[] drawn = new byte[16];
    random.nextBytes(drawn);
    String container = HexFormat.of().formatHex(drawn);
    byte[] saltKey =
        SealedHeader.saltKey(
            key, purpose.task(), purpose.taskDigest(), purpose.season(), container);
    List<byte[]> leaves = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    PlainItems.each(
        items,
        purpose,
        key,
        (line, position, id, bytes) -> {
          if (!ids.add(id)) {
            throw SealedException.inItem(
                PlainItems.name(items), line, id, "id", "an item's id is unique");
          }
          leaves.add(Hashes.leaf(SealedHeader.salt(saltKey, position, id), position, id, bytes));
        });
    if (leaves.isEmpty()) {
      throw SealedException.of(PlainItems.name(items), "there are no items to seal");
    }
    var header =
        new SealedHeader(
            purpose.task(),
            purpose.taskDigest(),
            purpose.season(),
            leaves.size(),
            new Digest(HexFormat.of().formatHex(new MerkleTree(leaves).root())),
            container,
            key.id(),
            ChoiceOrder.Key.of(key, purpose.task()).digest(),
            Canary.ofTask(key, purpose.task()).guid().toString());
    Path partial = sealed.resolveSibling(sealed.getFileName() + ".partial");
    try {
      write(items, purpose, key, random, header, leaves, partial);
      Files.move(partial, sealed, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
    return new Commitment(header, Digest.of(sealed));
  }

  private static void write(
      Path items,
      Purpose purpose,
      SeasonKey key,
      SecureRandom random,
      SealedHeader header,
      List<byte[]> leaves,
      Path partial)
      throws IOException, SealedException {
    byte[] wrappingKey = header.wrappingKey(key);
    byte[] saltKey = header.saltKey(key);
    Digest bound = header.digest();
    int[] written = {0};
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16)) {
      out.write(Documents.line(header.toTree(SealedHeader.FORMAT)));
      PlainItems.each(
          items,
          purpose,
          key,
          (line, position, id, bytes) -> {
            byte[] leaf =
                Hashes.leaf(SealedHeader.salt(saltKey, position, id), position, id, bytes);
            if (position >= leaves.size() || !Arrays.equals(leaf, leaves.get(position))) {
              throw changed(items);
            }
            out.write(
                Envelope.seal(wrappingKey, bound, position, id, leaf, bytes, random).toLine());
            written[0]++;
          });
    }
    if (written[0] != leaves.size()) {
      throw changed(items);
    }
  }

  private static SealedException changed(Path items) {
    return SealedException.of(PlainItems.name(items), "the file changed while it was sealed");
  }

  /**
   * Opens a sealed file.
   *
   * @throws SealedException if its first line is wrong or it was sealed with another key
   */
  public static SealedItems open(Path sealed, SeasonKey key) throws IOException, SealedException {
    try (var envelopes = new Envelopes(sealed)) {
      SealedHeader header = envelopes.header();
      if (!header.keyId().equals(key.id())) {
        throw SealedException.inField(
            envelopes.source(),
            1,
            "keyId",
            "it was sealed with the season key " + header.keyId() + ", not with " + key.id());
      }
      return new SealedItems(sealed, key, header);
    }
  }

  /**
   * Reads a sealed file without a key and checks its form, its count and its root.
   *
   * @return the commitment that a true file leads to
   * @throws SealedException if a line is wrong or the root is not that of the leaf hashes
   */
  public static Commitment inspect(Path sealed) throws IOException, SealedException {
    List<byte[]> leaves = new ArrayList<>();
    try (var envelopes = new Envelopes(sealed)) {
      for (Envelope next = envelopes.next(); next != null; next = envelopes.next()) {
        leaves.add(next.leaf());
      }
      envelopes.checkRoot(leaves);
      return new Commitment(envelopes.header(), Digest.of(sealed));
    }
  }

  /** Returns the first line. */
  public SealedHeader header() {
    return header;
  }

  /**
   * Refuses a task that the items do not belong to.
   *
   * @param task the task's id
   * @param taskDigest the digest of the task file's bytes
   * @throws SealedException if they were sealed for another task or another version of its file
   */
  public void refuseOtherTask(String task, Digest taskDigest) throws SealedException {
    if (!header.task().equals(task)) {
      throw SealedException.inField(
          name(), 1, "task", "they were sealed for the task " + header.task() + ", not " + task);
    }
    if (!header.taskDigest().equals(taskDigest)) {
      throw SealedException.inField(
          name(),
          1,
          "taskDigest",
          "they were sealed for a task file with the digest "
              + header.taskDigest()
              + ", not "
              + taskDigest);
    }
  }

  /** Returns how many items there are. */
  public int count() {
    return header.count();
  }

  /** Returns the digest of the sealed file's bytes. */
  public Digest digest() throws IOException {
    return Digest.of(file);
  }

  /**
   * Returns a reader before the first item. Each item is decrypted when it is asked for and checked
   * against its leaf hash; the root is checked after the last. Nothing is written to disk.
   */
  public ItemReader reader() throws IOException, SealedException {
    return new SealedItemReader(this);
  }

  /** Returns the items as a task takes them; they are decrypted anew each time they are read. */
  public Items items() throws IOException {
    return Items.of(name(), digest(), this::readerForTask);
  }

  /**
   * Returns the items as a task takes them, with the choices of each in the order for {@code
   * entrant} and the right answers following.
   *
   * <p>Their digest is that of the sealed file for every entrant, so that all entrants have the
   * same task; the orders follow from the file, the season key and the entrant's name.
   *
   * @param where the fields in which the items keep their choices
   */
  public Items itemsFor(String entrant, ChoiceOrder.Fields where) throws IOException {
    return ChoiceOrder.itemsFor(items(), choiceKey(), entrant, where);
  }

  /**
   * Returns the items as they are put to {@code entrant}.
   *
   * @param rule how the task judges replies; only lettered choices depend on the entrant
   */
  public Items itemsFor(String entrant, AnswerRule rule) throws IOException {
    return rule instanceof AnswerRule.Choice choice
        ? itemsFor(entrant, ChoiceOrder.Fields.of(choice))
        : items();
  }

  private ItemReader readerForTask() throws IOException, TaskException {
    try {
      return reader();
    } catch (SealedException e) {
      throw new TaskException(name(), e.line(), e.reason());
    }
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }

  /** Returns the key of the orders of choices; it is published after the season. */
  public ChoiceOrder.Key choiceKey() {
    return ChoiceOrder.Key.of(key, header.task());
  }

  Envelopes envelopes() throws IOException, SealedException {
    var envelopes = new Envelopes(file);
    if (!envelopes.header().equals(header)) {
      envelopes.close();
      throw SealedException.of(envelopes.source(), "the file changed after it was opened");
    }
    return envelopes;
  }

  /** Opens envelopes of this file and checks what is inside against the leaf hash. */
  final class Opener {

    private final byte[] wrappingKey = header.wrappingKey(key);
    private final byte[] saltKey = header.saltKey(key);
    private final Digest bound = header.digest();

    byte[] line(Envelope envelope, Envelopes from) throws SealedException {
      byte[] line = envelope.open(wrappingKey, bound, from.source(), from.line());
      byte[] leaf = Hashes.leaf(salt(envelope), envelope.position(), envelope.id(), line);
      if (!Arrays.equals(leaf, envelope.leaf())) {
        throw SealedException.inItem(
            from.source(),
            from.line(),
            envelope.id(),
            "leaf",
            "the item inside is not the one that its leaf hash commits to");
      }
      return line;
    }

    byte[] salt(Envelope envelope) {
      return SealedHeader.salt(saltKey, envelope.position(), envelope.id());
    }
  }

  /** Returns a canary for every item, to search corpora and replies for. */
  public List<Canary> canaries() throws IOException, SealedException {
    List<Canary> canaries = new ArrayList<>();
    canaries.add(Canary.ofTask(key, header.task()));
    try (Envelopes envelopes = envelopes()) {
      for (@Nullable Envelope next = envelopes.next(); next != null; next = envelopes.next()) {
        canaries.add(Canary.ofItem(key, header.task(), next.id()));
      }
    }
    return List.copyOf(canaries);
  }
}
