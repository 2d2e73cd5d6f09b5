package org.gwageo.benchmark.sealed;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/**
 * One sealed item: its line under a key of its own, and that key under the file's wrapping key.
 *
 * <p>Both are AES-256-GCM with a nonce of 12 drawn bytes in front and a tag of 16 bytes behind. The
 * additional data bind either to the file's header, the position and the id, so that no envelope
 * opens in another place or another file. The line is padded with spaces to a multiple of 256
 * bytes, so that its length gives little away.
 */
final class Envelope {

  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int DATA_KEY = 32;
  private static final int BLOCK = 256;

  private final int position;
  private final String id;
  private final byte[] leaf;
  private final byte[] key;
  private final byte[] box;

  private Envelope(int position, String id, byte[] leaf, byte[] key, byte[] box) {
    this.position = position;
    this.id = id;
    this.leaf = leaf;
    this.key = key;
    this.box = box;
  }

  /** Returns the item's position, from 0. */
  int position() {
    return position;
  }

  /** Returns the item's id, which is no secret. */
  String id() {
    return id;
  }

  /** Returns the item's leaf hash. */
  byte[] leaf() {
    return leaf;
  }

  static Envelope seal(
      byte[] wrappingKey,
      Digest header,
      int position,
      String id,
      byte[] leaf,
      byte[] line,
      SecureRandom random) {
    byte[] dataKey = new byte[DATA_KEY];
    random.nextBytes(dataKey);
    byte[] padded = Arrays.copyOf(line, (line.length + BLOCK - 1) / BLOCK * BLOCK);
    Arrays.fill(padded, line.length, padded.length, (byte) ' ');
    try {
      return new Envelope(
          position,
          id,
          leaf,
          encrypt(wrappingKey, bound("key", header, position, id), dataKey, random),
          encrypt(dataKey, bound("box", header, position, id), padded, random));
    } finally {
      Arrays.fill(dataKey, (byte) 0);
      Arrays.fill(padded, (byte) 0);
    }
  }

  /** Returns the line. */
  byte[] open(byte[] wrappingKey, Digest header, String source, int lineNumber)
      throws SealedException {
    byte[] dataKey = decrypt(wrappingKey, "key", key, header, source, lineNumber);
    try {
      if (dataKey.length != DATA_KEY) {
        throw SealedException.inItem(source, lineNumber, id, "key", "a data key has 32 bytes");
      }
      byte[] padded = decrypt(dataKey, "box", box, header, source, lineNumber);
      int length = padded.length;
      while (length > 0 && padded[length - 1] == ' ') {
        length--;
      }
      byte[] line = Arrays.copyOf(padded, length);
      Arrays.fill(padded, (byte) 0);
      return line;
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  private static byte[] encrypt(byte[] key, byte[] bound, byte[] plain, SecureRandom random) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] out = Arrays.copyOf(nonce, NONCE + plain.length + TAG);
    try {
      Cipher cipher = gcm(Cipher.ENCRYPT_MODE, key, nonce);
      cipher.updateAAD(bound);
      cipher.doFinal(plain, 0, plain.length, out, NONCE);
      return out;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform provides AES/GCM", e);
    }
  }

  private byte[] decrypt(
      byte[] with, String field, byte[] sealed, Digest header, String source, int lineNumber)
      throws SealedException {
    try {
      Cipher cipher = gcm(Cipher.DECRYPT_MODE, with, Arrays.copyOf(sealed, NONCE));
      cipher.updateAAD(bound(field, header, position, id));
      return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
    } catch (AEADBadTagException e) {
      throw SealedException.inItem(
          source,
          lineNumber,
          id,
          field,
          "it does not open: it, the item's place or the first line was changed after sealing");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform provides AES/GCM", e);
    }
  }

  private static Cipher gcm(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, nonce));
    return cipher;
  }

  private static byte[] bound(String what, Digest header, int position, String id) {
    return CanonicalJson.bytes(List.of(SealedHeader.FORMAT, what, header.toString(), position, id));
  }

  byte[] toLine() {
    var tree = new TreeMap<String, Object>();
    tree.put("position", position);
    tree.put("id", id);
    tree.put("leaf", HexFormat.of().formatHex(leaf));
    tree.put("key", Base64.getEncoder().encodeToString(key));
    tree.put("box", Base64.getEncoder().encodeToString(box));
    return Documents.line(tree);
  }

  static Envelope read(Documents.Fields fields) throws SealedException {
    var envelope =
        new Envelope(
            fields.number("position"),
            fields.text("id"),
            fields.hex("leaf", 32),
            fields.base64("key", NONCE + TAG),
            fields.base64("box", NONCE + TAG));
    fields.end();
    return envelope;
  }
}
