package org.gwageo.benchmark.reproduction;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A bundle in a zip file, as a stranger hands it in. It holds {@code bundle.json} and the files of
 * run folders, directly or below one folder, and nothing else.
 */
public final class BundleArchive {

  private static final Pattern MEMBER =
      Pattern.compile(
          "(?:([^/\\\\]{1,100})/)?"
              + "(bundle\\.json|(run-[1-9][0-9]{0,3})/(?:task\\.yaml|items\\.(?:jsonl|csv|tsv|parquet)"
              + "|run\\.json|journal\\.jsonl|result\\.json|details\\.jsonl|latency\\.json"
              + "|endpoint\\.json))");

  /** What file managers put into archives by themselves. */
  private static final Pattern LITTER =
      Pattern.compile("(?:__MACOSX/.*|(?:[^/\\\\]+/)*(?:\\.DS_Store|Thumbs\\.db|desktop\\.ini))");

  private static final String ARCHIVE = "zip";
  private static final int PIECE = 1 << 16;
  private static final int FILES_OF_A_RUN = 8;

  private BundleArchive() {}

  /**
   * Writes the files of an archive into {@code folder}, without the folder they may stand in.
   * Memory does not grow with the archive, and what the files expand to is counted while they are
   * written.
   *
   * @param folder an empty folder; what was written before a refusal stays there
   * @param mostBytes how many bytes all files may have together
   * @throws BundleException if it is no zip file, holds other files or paths, or expands to more
   * @throws IOException if files cannot be written
   */
  public static void unpack(Path zip, Path folder, long mostBytes)
      throws IOException, BundleException {
    Set<String> seen = new HashSet<>();
    String top = null;
    long room = mostBytes;
    try (InputStream file = Files.newInputStream(zip);
        var entries = new ZipInputStream(new BufferedInputStream(file, PIECE))) {
      for (ZipEntry entry = next(entries); entry != null; entry = next(entries)) {
        String name = entry.getName();
        if (entry.isDirectory() || LITTER.matcher(name).matches()) {
          continue;
        }
        Matcher member = MEMBER.matcher(name);
        if (!member.matches()) {
          throw refused(
              "압축 파일에 묶음에 속하지 않는 파일 \"%s\"이(가) 있습니다.",
              "The archive holds \"%s\", which belongs to no bundle.", shown(name));
        }
        String here = member.group(1) == null ? "" : member.group(1);
        if (top != null && !top.equals(here)) {
          throw refused(
              "압축 파일에 묶음이 둘 이상 있습니다: %s.",
              "The archive holds more than one bundle: %s.", shown(name));
        }
        top = here;
        if (!seen.add(member.group(2))) {
          throw refused("압축 파일에 %s이(가) 두 번 있습니다.", "The archive holds %s twice.", shown(name));
        }
        if (seen.size() > Declaration.MOST_RUNS * FILES_OF_A_RUN + 1) {
          throw refused(
              "압축 파일에 실행 %d회보다 많은 파일이 있습니다.",
              "The archive holds more than the files of %d runs.", Declaration.MOST_RUNS);
        }
        Path target = folder.resolve(member.group(2));
        Path parent = target.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        room -= copy(entries, target, room, mostBytes);
      }
    } catch (ZipException e) {
      throw refused(
          "압축 파일이 손상되었습니다(%s).", "The archive is damaged: %s.", String.valueOf(e.getMessage()));
    }
    if (!seen.contains(RunBundle.FILE)) {
      throw seen.isEmpty()
          ? refused("zip 압축 파일이 아닙니다.", "The file is no zip archive.")
          : refused("압축 파일에 bundle.json이 없습니다.", "The archive lacks bundle.json.");
    }
  }

  private static @Nullable ZipEntry next(ZipInputStream entries)
      throws IOException, BundleException {
    try {
      return entries.getNextEntry();
    } catch (IllegalArgumentException e) {
      throw refused(
          "압축 파일에 글자로 읽을 수 없는 파일 이름이 있습니다.", "The archive has a file name that is no text.");
    }
  }

  private static long copy(InputStream from, Path to, long room, long most)
      throws IOException, BundleException {
    byte[] piece = new byte[PIECE];
    long copied = 0;
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
        copied += read;
        if (copied > room) {
          throw refused(
              "압축을 풀면 %d바이트를 넘습니다. 그보다 큰 묶음은 받지 않습니다.",
              "The archive expands to more than %d bytes, which is as much as is read.", most);
        }
        out.write(piece, 0, read);
      }
    } catch (java.io.EOFException e) {
      throw refused("압축 파일이 중간에 끊겼습니다.", "The archive ends too early.");
    }
    return copied;
  }

  private static BundleException refused(String korean, String english, Object... values) {
    return new BundleException(Problem.of(ARCHIVE, korean, english, values));
  }

  private static String shown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
  }
}
