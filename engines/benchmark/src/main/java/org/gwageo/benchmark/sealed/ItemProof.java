package org.gwageo.benchmark.sealed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/**
 * One item revealed alone, with what it takes to check that it was among the committed ones. It
 * tells nothing about the other items.
 *
 * @param commitment the digest of the commitment
 * @param position the item's position, from 0
 * @param id the item's id
 * @param salt the item's salt, 64 hexadecimal digits
 * @param item the item's line
 * @param path the hashes beside the way from the item to the root, the lowest first
 */
public record ItemProof(
    Digest commitment, int position, String id, String salt, String item, List<String> path) {

  /** The value of {@code format} in proofs. */
  public static final String FORMAT = "gwageo-item-proof/1";

  /** Copies the list. */
  public ItemProof {
    path = List.copyOf(path);
  }

  /**
   * Checks the proof offline.
   *
   * @throws SealedException if it belongs to another commitment, or the item was not at its place
   */
  public void verify(Commitment committed) throws SealedException {
    String source = "proof of item " + id;
    if (!commitment.equals(committed.digest())) {
      throw SealedException.inField(
          source,
          0,
          "commitment",
          "it is for the commitment " + commitment + ", not " + committed.digest());
    }
    int count = committed.header().count();
    if (position >= count) {
      throw SealedException.inField(
          source, 0, "position", "there are " + count + " items, so none has position " + position);
    }
    byte[] root =
        MerkleTree.rootOf(
            Hashes.leaf(
                HexFormat.of().parseHex(salt), position, id, item.getBytes(StandardCharsets.UTF_8)),
            position,
            count,
            path.stream().map(HexFormat.of()::parseHex).toList());
    String found = HexFormat.of().formatHex(root);
    if (!found.equals(committed.header().root().hex())) {
      throw SealedException.of(
          source, "item, salt, place and path do not lead to the committed root");
    }
  }

  /** Returns the document: canonical JSON. */
  public byte[] toJson() {
    var tree = new TreeMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("commitment", commitment.toString());
    tree.put("position", position);
    tree.put("id", id);
    tree.put("salt", salt);
    tree.put("item", item);
    tree.put("path", path);
    return CanonicalJson.bytes(tree);
  }

  /** Writes the document. */
  public void write(Path file) throws IOException {
    Files.write(file, toJson());
  }

  /**
   * Reads a proof of at most 1 MiB.
   *
   * @throws SealedException if the document is none
   */
  public static ItemProof read(Path file) throws IOException, SealedException {
    return read(Documents.single(file));
  }

  /**
   * Reads a proof held in memory.
   *
   * @param source its name in messages
   * @throws SealedException if the document is none
   */
  public static ItemProof parse(String source, byte[] json) throws SealedException {
    Map<String, ?> members = Documents.parse(source, 0, json);
    return read(new Documents.Fields(source, 0, Map.copyOf(nonNull(source, members))));
  }

  private static Map<String, Object> nonNull(String source, Map<String, ?> members)
      throws SealedException {
    var all = new TreeMap<String, Object>();
    for (var member : members.entrySet()) {
      if (member.getValue() == null) {
        throw SealedException.inField(source, 0, member.getKey(), "it is null");
      }
      all.put(member.getKey(), member.getValue());
    }
    return all;
  }

  private static ItemProof read(Documents.Fields fields) throws SealedException {
    fields.format(FORMAT);
    var proof =
        new ItemProof(
            fields.digest("commitment"),
            fields.number("position"),
            fields.text("id"),
            HexFormat.of().formatHex(fields.hex("salt", 32)),
            fields.text("item"),
            fields.hashes("path").stream().map(HexFormat.of()::formatHex).toList());
    fields.end();
    return proof;
  }
}
