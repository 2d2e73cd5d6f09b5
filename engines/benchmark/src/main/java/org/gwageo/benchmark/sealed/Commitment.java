package org.gwageo.benchmark.sealed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What is published before a season, so that after it everybody can check that the items were not
 * changed: the Merkle root over all items and the digest of the sealed file.
 *
 * <p>It gives nothing away: each leaf hash is salted with 32 bytes that only the season key yields.
 *
 * @param header the first line of the sealed file, root included
 * @param sealedFile the digest of the sealed file's bytes
 */
public record Commitment(SealedHeader header, Digest sealedFile) {

  /** The value of {@code format} in commitments. */
  public static final String FORMAT = "gwageo-commitment/1";

  /** Returns the document: canonical JSON. */
  public byte[] toJson() {
    return CanonicalJson.bytes(toTree());
  }

  private Map<String, Object> toTree() {
    var tree = header.toTree(FORMAT);
    tree.put("sealedFile", sealedFile.toString());
    return tree;
  }

  /** Returns the digest of the document; it is what goes into a log or a newspaper. */
  public Digest digest() {
    return Digest.of(toJson());
  }

  /**
   * Reads a commitment.
   *
   * @throws SealedException if the document is none
   * @throws IOException if it cannot be read
   */
  public static Commitment read(Path file) throws IOException, SealedException {
    return read(Documents.single(file));
  }

  /**
   * Reads a commitment held in memory.
   *
   * @param source its name in messages
   * @throws SealedException if the document is none
   */
  public static Commitment parse(String source, byte[] json) throws SealedException {
    return read(new Documents.Fields(source, 0, Documents.parse(source, 0, json)));
  }

  private static Commitment read(Documents.Fields fields) throws SealedException {
    fields.format(FORMAT);
    Digest sealedFile = fields.digest("sealedFile");
    SealedHeader header = SealedHeader.rest(fields);
    fields.end();
    return new Commitment(header, sealedFile);
  }

  /** Writes the document. */
  public void write(Path file) throws IOException {
    Files.write(file, toJson());
  }

  /**
   * Checks that a sealed file is the committed one. No key is needed: the file's bytes, its first
   * line and the root over the leaf hashes in it are compared.
   *
   * @throws SealedException if it is another; the message names the item and field if one is wrong
   */
  public void verify(Path sealed) throws IOException, SealedException {
    String name = String.valueOf(sealed.getFileName());
    Commitment found = SealedItems.inspect(sealed);
    differs(name, "task", header.task(), found.header.task());
    differs(name, "taskDigest", header.taskDigest(), found.header.taskDigest());
    differs(name, "season", header.season(), found.header.season());
    differs(name, "count", header.count(), found.header.count());
    differs(name, "root", header.root(), found.header.root());
    differs(name, "container", header.container(), found.header.container());
    differs(name, "keyId", header.keyId(), found.header.keyId());
    differs(name, "choiceKey", header.choiceKey(), found.header.choiceKey());
    differs(name, "canary", header.canary(), found.header.canary());
    if (!sealedFile.equals(found.sealedFile)) {
      throw SealedException.of(
          name,
          "the committed file has the digest " + sealedFile + ", this one " + found.sealedFile);
    }
  }

  private static void differs(String name, String field, Object committed, @Nullable Object found)
      throws SealedException {
    if (!committed.equals(found)) {
      throw SealedException.inField(
          name, 1, field, "committed was " + committed + ", but the file has " + found);
    }
  }
}
