package org.gwageo.platform.lineage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gwageo.platform.files.WorkFolder;
import org.gwageo.platform.web.WrongValueException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** The files that are handed in with claims, named by their digests. */
@Component
public class ClaimFiles {

  /** The formats that are taken, as names end. */
  public static final List<String> FORMATS = List.of("safetensors", "gguf", "onnx");

  private final Path folder;
  private final DataSize limit;

  ClaimFiles(
      @Value("${gwageo.lineage.claim-files:${gwageo.data}/claims}") String folder,
      @Value("${gwageo.lineage.claim-file-limit:4MB}") DataSize limit) {
    this.folder = Path.of(folder).toAbsolutePath().normalize();
    this.limit = limit;
  }

  /** Returns the largest file that is taken. */
  public DataSize limit() {
    return limit;
  }

  /** Returns the format that {@code name} ends with, if it is one that is taken. */
  public static Optional<String> format(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return FORMATS.stream().filter(format -> lower.endsWith("." + format)).findFirst();
  }

  /**
   * Keeps a file and returns it as a claim's source.
   *
   * @throws IllegalArgumentException if its name ends in no known format, or it is too large
   * @throws IOException if it cannot be read or written
   */
  public Claim.Source keep(String name, InputStream content) throws IOException {
    String format =
        format(name)
            .orElseThrow(() -> new WrongValueException("refusal.claim.file-format", FORMATS, name));
    try (var work = WorkFolder.in(folder)) {
      Path arriving = work.resolve("arriving");
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      long bytes = 0;
      try (var in = new DigestInputStream(content, sha256);
          var out = Files.newOutputStream(arriving)) {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          bytes += read;
          if (bytes > limit.toBytes()) {
            throw new WrongValueException("refusal.claim.file-size", name, limit.toBytes());
          }
          out.write(buffer, 0, read);
        }
      }
      String digest = HexFormat.of().formatHex(sha256.digest());
      Files.move(
          arriving, folder.resolve(digest + "." + format), StandardCopyOption.REPLACE_EXISTING);
      return new Claim.Source(Claim.Source.Kind.FILE, plain(name), digest + "." + format);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns where the file of {@code source} is. */
  Path of(Claim.Source source) {
    String name = String.valueOf(source.digest());
    if (!name.matches("[0-9a-f]{64}\\.[a-z]+")) {
      throw new IllegalArgumentException("no file was handed in: " + name);
    }
    return folder.resolve(name);
  }

  private static String plain(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String kept = last.replaceAll("[^\\p{L}\\p{N}._-]", "_");
    return kept.substring(Math.max(0, kept.length() - 100));
  }
}
