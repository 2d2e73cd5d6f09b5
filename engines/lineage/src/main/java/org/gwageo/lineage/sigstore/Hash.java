package org.gwageo.lineage.sigstore;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests of several parts in a row. */
final class Hash {

  private Hash() {}

  static byte[] sha256(byte[]... parts) {
    return of("SHA-256", parts);
  }

  static byte[] of(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform provides " + algorithm, e);
    }
  }
}
