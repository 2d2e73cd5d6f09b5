package org.gwageo.mockendpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Numbers that look random and follow from a name.
 *
 * <p>The same draw and label always give the same number, in any order: a world made of draws does
 * not depend on when its parts are looked at.
 */
final class Draw {

  /** 2^64 divided by the golden ratio, the increment of SplitMix64 (Steele et al. 2014). */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long state;

  Draw(long state) {
    this.state = state;
  }

  /** Returns the draw named by the SHA-256 of the seed and the parts of a name. */
  static Draw of(long seed, String... name) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
    for (String part : name) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0x1F);
    }
    return new Draw(ByteBuffer.wrap(digest.digest()).getLong(0));
  }

  /** Returns an empty SHA-256. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** Returns 64 bits. */
  long bits(int label) {
    long z = state + GOLDEN * (label + 1L);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns a number from 0, below 1. */
  double uniform(int label) {
    return (bits(label) >>> 11) * 0x1.0p-53;
  }

  /** Returns a whole number from 0, below {@code bound}. */
  int below(int bound, int label) {
    return (int) (uniform(label) * bound);
  }

  /** Returns a standard normal number (Box and Muller 1958). */
  double normal(int label) {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform(2 * label)));
    return radius * Math.cos(2 * Math.PI * uniform(2 * label + 1));
  }

  /** Returns the draw of a part of what this one names. */
  Draw part(int label) {
    return new Draw(bits(label) ^ GOLDEN);
  }
}
