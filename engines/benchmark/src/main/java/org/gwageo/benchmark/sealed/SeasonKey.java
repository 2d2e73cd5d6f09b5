package org.gwageo.benchmark.sealed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of one season: 32 random bytes from which every other secret of the season follows.
 *
 * <p>Each use has a key of its own, derived with HKDF-SHA256 (RFC 5869): the salt is the text
 * {@code gwageo season key/1}, the info is a label, a zero byte and then each part of the context
 * as four bytes of length (big endian) and its UTF-8 bytes. Knowing one derived key tells nothing
 * about another or about the season key.
 *
 * <p>A key is written as 64 hexadecimal digits. It never appears in {@link #toString} or in an
 * error message.
 */
public final class SeasonKey {

  /** The environment variable in which the command line looks for a key. */
  public static final String VARIABLE = "GWAGEO_SEASON_KEY";

  private static final int BYTES = 32;
  private static final int LONGEST_FILE = 4096;
  private static final byte[] SALT = "gwageo season key/1".getBytes(StandardCharsets.UTF_8);

  private final byte[] key;

  private SeasonKey(byte[] key) {
    this.key = key;
  }

  /** Returns a new key drawn from {@code random}. */
  public static SeasonKey draw(SecureRandom random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    return new SeasonKey(key);
  }

  /**
   * Returns the key of these bytes.
   *
   * @throws IllegalArgumentException if they are not 32 bytes
   */
  public static SeasonKey of(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a season key has 32 bytes, not " + key.length);
    }
    return new SeasonKey(key.clone());
  }

  /**
   * Reads a key from a file that holds 64 hexadecimal digits, white space around them allowed.
   *
   * @throws SealedException if the file holds no key, or if other users of the machine may read it
   * @throws IOException if it cannot be read
   */
  public static SeasonKey read(Path file) throws IOException, SealedException {
    String name = String.valueOf(file.getFileName());
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.contains(PosixFilePermission.OTHERS_READ)
          || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw SealedException.of(
            name,
            "a season key is read by its owner alone, but the file's permissions are "
                + PosixFilePermissions.toString(permissions));
      }
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LONGEST_FILE);
    }
    return parse(name, new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * Reads a key from an environment variable that holds 64 hexadecimal digits.
   *
   * @param environment the variables, such as {@link System#getenv()}
   * @param variable the name, usually {@link #VARIABLE}
   * @throws SealedException if it is not set or holds no key
   */
  public static SeasonKey read(Map<String, String> environment, String variable)
      throws SealedException {
    String text = environment.get(variable);
    if (text == null) {
      throw SealedException.of("environment", "the variable " + variable + " is not set");
    }
    return parse("environment variable " + variable, text);
  }

  private static SeasonKey parse(String source, String text) throws SealedException {
    String digits = text.strip();
    if (digits.length() != 2 * BYTES || !digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw SealedException.of(
          source,
          "a season key is 64 hexadecimal digits, but there are "
              + digits.length()
              + " characters that are not all such digits or not as many");
    }
    return new SeasonKey(HexFormat.of().parseHex(digits));
  }

  /**
   * Writes the key to a new file that only its owner may read.
   *
   * @throws IOException if the file exists or cannot be written
   */
  public void write(Path file) throws IOException {
    byte[] text = (HexFormat.of().formatHex(key) + "\n").getBytes(StandardCharsets.US_ASCII);
    Set<OpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileAttribute<?>[] attributes =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (var channel = Files.newByteChannel(file, fresh, attributes)) {
      var buffer = java.nio.ByteBuffer.wrap(text);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }

  /** Returns 16 hexadecimal digits that tell keys apart without telling anything about them. */
  public String id() {
    return HexFormat.of().formatHex(derive("id", 8));
  }

  /**
   * Returns 32 secret bytes for another use of the season, such as the nonces of a judge.
   *
   * @param use what they are for; different uses get unrelated bytes
   */
  public byte[] secretFor(String use) {
    return derive("use", 32, use);
  }

  /** Returns {@code bytes} derived bytes for a label and a context. */
  byte[] derive(String label, int bytes, String... context) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(key)
                  .addSalt(SALT)
                  .thenExpand(framed(label, context), bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("JDK 25 provides HKDF-SHA256", e);
    }
  }

  /** Returns the HMAC-SHA256 of a framed message under {@code derived}. */
  static byte[] hmac(byte[] derived, String label, String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(derived, "HmacSHA256"));
      return mac.doFinal(framed(label, parts));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform provides HmacSHA256", e);
    }
  }

  private static byte[] framed(String label, String... parts) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(label.getBytes(StandardCharsets.UTF_8));
    out.write(0);
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      out.writeBytes(java.nio.ByteBuffer.allocate(4).putInt(bytes.length).array());
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeasonKey season && MessageDigest.isEqual(key, season.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(derive("id", 8));
  }

  /** Returns the key's id, never the key. */
  @Override
  public String toString() {
    return "season key " + id();
  }
}
