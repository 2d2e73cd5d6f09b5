package org.gwageo.benchmark.sealed;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of things laid out one after the other. */
final class Hashes {

  private static final byte[] ITEM = "gwageo-item/1".getBytes(StandardCharsets.UTF_8);

  private Hashes() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform provides SHA-256", e);
    }
  }

  static byte[] sha256(byte prefix, byte[] left, byte[] right) {
    MessageDigest sha256 = sha256();
    sha256.update(prefix);
    sha256.update(left);
    return sha256.digest(right);
  }

  /**
   * Returns the leaf hash of an item: SHA-256 of a zero byte (RFC 6962), the text {@code
   * gwageo-item/1}, the salt, the position and the length of the id as four bytes each, the id and
   * the item's line.
   */
  static byte[] leaf(byte[] salt, int position, String id, byte[] line) {
    byte[] idBytes = id.getBytes(StandardCharsets.UTF_8);
    MessageDigest sha256 = sha256();
    sha256.update((byte) 0);
    sha256.update(ITEM);
    sha256.update(salt);
    sha256.update(ByteBuffer.allocate(8).putInt(position).putInt(idBytes.length).array());
    sha256.update(idBytes);
    return sha256.digest(line);
  }
}
