package org.gwageo.benchmark.sealed;

import java.util.HexFormat;
import java.util.TreeMap;
import org.gwageo.canonical.Digest;

/**
 * The first line of a sealed file: everything about it that is no secret.
 *
 * @param task the id of the task whose items they are
 * @param taskDigest the digest of the task file's bytes
 * @param season the season
 * @param count how many items there are, at least 1
 * @param root the Merkle root over the items' leaf hashes
 * @param container 32 hexadecimal digits that are drawn anew for every sealed file
 * @param keyId the id of the season key
 * @param choiceKey the digest of the key from which the entrants' orders of choices follow
 * @param canary the task's canary, a lower-case GUID
 */
public record SealedHeader(
    String task,
    Digest taskDigest,
    String season,
    int count,
    Digest root,
    String container,
    String keyId,
    Digest choiceKey,
    String canary) {

  /** The value of {@code format} in the first line of a sealed file. */
  public static final String FORMAT = "gwageo-sealed-items/1";

  static SealedHeader read(Documents.Fields fields) throws SealedException {
    fields.format(FORMAT);
    var header = rest(fields);
    fields.end();
    return header;
  }

  static SealedHeader rest(Documents.Fields fields) throws SealedException {
    var header =
        new SealedHeader(
            fields.text("task"),
            fields.digest("taskDigest"),
            fields.text("season"),
            fields.number("count"),
            fields.digest("root"),
            HexFormat.of().formatHex(fields.hex("container", 16)),
            HexFormat.of().formatHex(fields.hex("keyId", 8)),
            fields.digest("choiceKey"),
            Canary.checked(fields));
    if (header.count < 1) {
      throw fields.wrong("count", "is at least 1");
    }
    return header;
  }

  TreeMap<String, Object> toTree(String format) {
    var tree = new TreeMap<String, Object>();
    tree.put("format", format);
    tree.put("task", task);
    tree.put("taskDigest", taskDigest.toString());
    tree.put("season", season);
    tree.put("count", count);
    tree.put("root", root.toString());
    tree.put("container", container);
    tree.put("keyId", keyId);
    tree.put("choiceKey", choiceKey.toString());
    tree.put("canary", canary);
    return tree;
  }

  /** Returns the digest that every item of the file is bound to. */
  Digest digest() {
    return Digest.ofJson(toTree(FORMAT));
  }

  byte[] wrappingKey(SeasonKey key) {
    return key.derive("wrap", 32, task, taskDigest.toString(), season, container);
  }

  byte[] saltKey(SeasonKey key) {
    return saltKey(key, task, taskDigest, season, container);
  }

  static byte[] saltKey(
      SeasonKey key, String task, Digest taskDigest, String season, String container) {
    return key.derive("salt", 32, task, taskDigest.toString(), season, container);
  }

  static byte[] salt(byte[] saltKey, int position, String id) {
    return SeasonKey.hmac(saltKey, "salt", String.valueOf(position), id);
  }
}
