package org.gwageo.platform.evaluation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.gwageo.platform.web.WrongValueException;

/** A zip file of task files and data, as an operator hands it in, in a folder. */
final class HarnessFolder {

  private static final Pattern NAME =
      Pattern.compile(
          "(?:[\\p{L}\\p{N}_+ @-][\\p{L}\\p{N}._+ @-]{0,119}/){0,11}[\\p{L}\\p{N}_+ @-][\\p{L}\\p{N}._+ @-]{0,119}");
  private static final Pattern LITTER = Pattern.compile("__MACOSX/.*|(?:.*/)?\\.[^/]*");
  private static final int MOST_FILES = 20_000;

  private HarnessFolder() {}

  /**
   * Writes the files of an archive into an empty folder.
   *
   * @param mostBytes how many bytes all files may have together
   * @throws ImportException if it is no archive, or has other names, more files or more bytes
   * @throws IOException if files cannot be written
   */
  static void unpack(Path zip, Path folder, long mostBytes) throws IOException, ImportException {
    int files = 0;
    long room = mostBytes;
    try (InputStream bytes = Files.newInputStream(zip);
        var entries = new ZipInputStream(new BufferedInputStream(bytes))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        String name = entry.getName();
        if (entry.isDirectory() || LITTER.matcher(name).matches()) {
          continue;
        }
        Path target = folder.resolve(NAME.matcher(name).matches() ? name : "..").normalize();
        if (!target.startsWith(folder) || target.equals(folder)) {
          throw new ImportException(
              "the archive holds a file of this name: " + name.replaceAll("\\p{Cntrl}", "?"));
        }
        if (++files > MOST_FILES) {
          throw new ImportException(
              new WrongValueException("refusal.import.archive-files", MOST_FILES));
        }
        Files.createDirectories(target.getParent());
        room -= copy(entries, target, room, mostBytes);
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw new ImportException("the archive is damaged: " + e.getMessage(), e);
    }
    if (files == 0) {
      throw new ImportException(new WrongValueException("refusal.import.archive-empty"));
    }
  }

  private static long copy(InputStream from, Path to, long room, long most)
      throws IOException, ImportException {
    byte[] piece = new byte[1 << 16];
    long copied = 0;
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
        copied += read;
        if (copied > room) {
          throw new ImportException(new WrongValueException("refusal.import.archive-size", most));
        }
        out.write(piece, 0, read);
      }
    }
    return copied;
  }
}
