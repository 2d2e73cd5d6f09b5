package org.gwageo.canonical;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 digest, written {@code sha256:} and 64 lower-case hexadecimal digits.
 *
 * @param hex the 64 hexadecimal digits
 */
public record Digest(String hex) implements Comparable<Digest> {

  private static final String PREFIX = "sha256:";

  /**
   * Checks the form of {@code hex}.
   *
   * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
   */
  public Digest {
    if (!isHex(hex)) {
      throw new IllegalArgumentException(
          "a SHA-256 digest has 64 lower-case hexadecimal digits: " + hex);
    }
  }

  private static boolean isHex(String text) {
    if (text.length() != 64) {
      return false;
    }
    for (int i = 0; i < 64; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  /** Returns the digest of {@code bytes}. */
  public static Digest of(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(sha256().digest(bytes)));
  }

  /** Returns the digest of a file's bytes, read in blocks of 64 KiB. */
  public static Digest of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  /** Returns the digest of what is left of a stream, read in blocks of 64 KiB. */
  public static Digest of(InputStream in) throws IOException {
    var sha256 = sha256();
    byte[] block = new byte[1 << 16];
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      sha256.update(block, 0, read);
    }
    return new Digest(HexFormat.of().formatHex(sha256.digest()));
  }

  /** Returns the digest of the canonical JSON of {@code tree}; see {@link CanonicalJson}. */
  public static Digest ofJson(@Nullable Object tree) {
    return of(CanonicalJson.bytes(tree));
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if {@code text} is not {@code sha256:} and 64 digits
   */
  public static Digest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a digest starts with " + PREFIX + ": " + text);
    }
    return new Digest(text.substring(PREFIX.length()));
  }

  /** Returns the first 12 digits, enough for people to tell two digests apart on a page. */
  public String shortHex() {
    return hex.substring(0, 12);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return PREFIX + hex;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform provides SHA-256", e);
    }
  }
}
