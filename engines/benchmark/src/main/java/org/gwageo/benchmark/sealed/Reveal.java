package org.gwageo.benchmark.sealed;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What is published after a season: all items with their salts, or single items with proofs.
 *
 * <p>A file of revealed items has one JSON object a line: {@code format}, {@code commitment} and
 * {@code choiceKey}, then {@code position}, {@code id}, {@code salt} and {@code item} for each
 * item, where {@code item} is its line as a text.
 */
public final class Reveal {

  /** The value of {@code format} in the first line of a file of revealed items. */
  public static final String FORMAT = "gwageo-revealed-items/1";

  private Reveal() {}

  /**
   * Writes all items with their salts.
   *
   * @param items the sealed items
   * @param revealed the file to write
   */
  public static void all(SealedItems items, Path revealed) throws IOException, SealedException {
    Digest commitment = new Commitment(items.header(), items.digest()).digest();
    SealedItems.Opener opener = items.new Opener();
    List<byte[]> leaves = new ArrayList<>();
    try (Envelopes envelopes = items.envelopes();
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(revealed), 1 << 16)) {
      out.write(
          Documents.line(
              Map.of(
                  "format",
                  FORMAT,
                  "commitment",
                  commitment.toString(),
                  "choiceKey",
                  items.choiceKey().hex())));
      for (Envelope next = envelopes.next(); next != null; next = envelopes.next()) {
        leaves.add(next.leaf());
        var tree = new TreeMap<String, Object>();
        tree.put("position", next.position());
        tree.put("id", next.id());
        tree.put("salt", HexFormat.of().formatHex(opener.salt(next)));
        tree.put("item", new String(opener.line(next, envelopes), StandardCharsets.UTF_8));
        out.write(Documents.line(tree));
      }
      envelopes.checkRoot(leaves);
    }
  }

  /**
   * Returns one item with its proof.
   *
   * @throws SealedException if there is no such item, or the sealed file is damaged
   */
  public static ItemProof one(SealedItems items, String id) throws IOException, SealedException {
    SealedItems.Opener opener = items.new Opener();
    List<byte[]> leaves = new ArrayList<>();
    Envelope wanted = null;
    byte[] line = {};
    try (Envelopes envelopes = items.envelopes()) {
      for (Envelope next = envelopes.next(); next != null; next = envelopes.next()) {
        leaves.add(next.leaf());
        if (next.id().equals(id)) {
          wanted = next;
          line = opener.line(next, envelopes);
        }
      }
      envelopes.checkRoot(leaves);
      if (wanted == null) {
        throw SealedException.inItem(
            envelopes.source(), 0, id, "id", "none of the " + leaves.size() + " items has this id");
      }
    }
    return new ItemProof(
        new Commitment(items.header(), items.digest()).digest(),
        wanted.position(),
        id,
        HexFormat.of().formatHex(opener.salt(wanted)),
        new String(line, StandardCharsets.UTF_8),
        new MerkleTree(leaves)
            .path(wanted.position()).stream().map(HexFormat.of()::formatHex).toList());
  }

  /**
   * Checks a file of revealed items offline.
   *
   * @param commitment what was published before the season
   * @param sealed the sealed file, with which a wrong item can be named; null if it is not at hand
   * @param items where to write the items as plain JSONL once all are checked; null to write
   *     nothing
   * @return how many items were checked
   * @throws SealedException if the items are not the committed ones
   */
  public static int verify(
      Commitment commitment, Path revealed, @Nullable Path sealed, @Nullable Path items)
      throws IOException, SealedException {
    if (sealed != null) {
      commitment.verify(sealed);
    }
    if (items == null) {
      return verified(commitment, revealed, sealed, OutputStream.nullOutputStream());
    }
    // Nobody is to find items on disk that did not turn out to be the committed ones.
    Path partial = items.resolveSibling(items.getFileName() + ".partial");
    try {
      int count;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 16)) {
        count = verified(commitment, revealed, sealed, out);
      }
      Files.move(partial, items, StandardCopyOption.REPLACE_EXISTING);
      return count;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static int verified(
      Commitment commitment, Path revealed, @Nullable Path sealed, OutputStream out)
      throws IOException, SealedException {
    try (var lines = new Documents.Lines(revealed, true);
        var envelopes = sealed == null ? null : new Envelopes(sealed)) {
      checkFirst(lines, commitment);
      return rest(commitment, lines, envelopes, out);
    }
  }

  private static int rest(
      Commitment commitment, Documents.Lines lines, @Nullable Envelopes envelopes, OutputStream out)
      throws IOException, SealedException {
    List<byte[]> leaves = new ArrayList<>();
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      if (leaves.size() == commitment.header().count()) {
        throw tooMany(lines, commitment);
      }
      leaves.add(checked(lines, line, leaves.size(), envelopes, out));
    }
    check(commitment, lines.source(), leaves);
    return leaves.size();
  }

  /**
   * Checks the bytes of a file of revealed items and returns the items.
   *
   * @param commitment what was published before the season
   * @param source the file's name in messages
   * @throws SealedException if the items are not the committed ones
   */
  public static RevealedItems open(Commitment commitment, String source, byte[] revealed)
      throws SealedException {
    var plain = new ByteArrayOutputStream(revealed.length);
    try (var lines = new Documents.Lines(source, new ByteArrayInputStream(revealed), true)) {
      byte[] choiceKey = checkFirst(lines, commitment);
      rest(commitment, lines, null, plain);
      return new RevealedItems(
          commitment,
          source,
          plain.toByteArray(),
          new ChoiceOrder.Key(HexFormat.of().formatHex(choiceKey)));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  /** Checks the first line and returns the bytes of the choice key. */
  private static byte[] checkFirst(Documents.Lines lines, Commitment commitment)
      throws IOException, SealedException {
    byte[] first = lines.next();
    if (first == null) {
      throw SealedException.at(lines.source(), 1, "a file of revealed items is not empty");
    }
    Documents.Fields fields = fields(lines, first);
    fields.format(FORMAT);
    String named = fields.text("commitment");
    byte[] choiceKey = fields.hex("choiceKey", 32);
    fields.end();
    if (!named.equals(commitment.digest().toString())) {
      throw SealedException.inField(
          lines.source(),
          1,
          "commitment",
          "they are for the commitment " + named + ", not " + commitment.digest());
    }
    if (!Digest.of(choiceKey).equals(commitment.header().choiceKey())) {
      throw SealedException.inField(
          lines.source(),
          1,
          "choiceKey",
          "it has the digest "
              + Digest.of(choiceKey)
              + ", but "
              + commitment.header().choiceKey()
              + " was committed");
    }
    return choiceKey;
  }

  private static byte[] checked(
      Documents.Lines lines,
      byte[] line,
      int expected,
      @Nullable Envelopes envelopes,
      OutputStream out)
      throws IOException, SealedException {
    Documents.Fields fields = fields(lines, line);
    int position = fields.number("position");
    String id = fields.text("id");
    byte[] salt = fields.hex("salt", 32);
    byte[] item = fields.text("item").getBytes(StandardCharsets.UTF_8);
    fields.end();
    if (position != expected) {
      throw SealedException.inItem(
          lines.source(), lines.line(), id, "position", "it is " + position + ", not " + expected);
    }
    byte[] leaf = Hashes.leaf(salt, position, id, item);
    Envelope sealed = envelopes == null ? null : envelopes.next();
    if (sealed != null) {
      if (!sealed.id().equals(id)) {
        throw SealedException.inItem(
            lines.source(), lines.line(), id, "id", "at this place " + sealed.id() + " was sealed");
      }
      if (!Arrays.equals(leaf, sealed.leaf())) {
        throw SealedException.inItem(
            lines.source(),
            lines.line(),
            id,
            "item",
            "item and salt are not those that were sealed");
      }
    }
    out.write(item);
    out.write('\n');
    return leaf;
  }

  private static void check(Commitment commitment, String source, List<byte[]> leaves)
      throws SealedException {
    int count = commitment.header().count();
    if (leaves.size() != count) {
      throw SealedException.of(
          source, count + " items were committed, but " + leaves.size() + " are revealed");
    }
    String root = HexFormat.of().formatHex(new MerkleTree(leaves).root());
    if (!root.equals(commitment.header().root().hex())) {
      throw SealedException.of(
          source,
          "the revealed items come to the root sha256:"
              + root
              + ", but "
              + commitment.header().root()
              + " was committed");
    }
  }

  private static SealedException tooMany(Documents.Lines lines, Commitment commitment) {
    return SealedException.at(
        lines.source(),
        lines.line(),
        "there are more than the " + commitment.header().count() + " items that were committed");
  }

  private static Documents.Fields fields(Documents.Lines lines, byte[] line)
      throws SealedException {
    return new Documents.Fields(
        lines.source(), lines.line(), Documents.parse(lines.source(), lines.line(), line));
  }
}
