package org.gwageo.platform.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import org.gwageo.platform.database.DataFolder;

/** The folder of one rehearsal, marked as such so that nothing else is ever cleared. */
public final class DemoFolder {

  private static final String MARK = "gwageo-rehearsal";

  private final Path path;

  private DemoFolder(Path path) {
    this.path = path;
  }

  /**
   * Returns the folder, cleared when it holds a finished rehearsal.
   *
   * @param keep leaves a finished rehearsal as it is
   * @throws IllegalArgumentException if the folder holds anything that is not a rehearsal's
   */
  public static DemoFolder prepare(Path path, boolean keep) throws IOException {
    Path folder = Files.createDirectories(path.toAbsolutePath().normalize());
    Path mark = folder.resolve(MARK);
    if (!Files.exists(mark)) {
      try (var content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          throw new IllegalArgumentException(
              "the folder holds something else than a rehearsal; name an empty one: " + folder);
        }
      }
      Files.writeString(mark, "running\n");
    } else if (!keep && Files.readString(mark).startsWith("finished")) {
      try (var claimed = DataFolder.claim(folder)) {
        clear(claimed.path());
      }
      Files.writeString(mark, "running\n");
    }
    return new DemoFolder(folder);
  }

  /** Returns where the folder is. */
  public Path path() {
    return path;
  }

  /** Notes that the rehearsal in this folder has reached its end. */
  void finished() throws IOException {
    Files.writeString(path.resolve(MARK), "finished\n");
  }

  /** Keeps the accounts' passwords for the reader of this machine alone. */
  void writeAccounts(List<String> lines) throws IOException {
    Path file = path.resolve("accounts.txt");
    Files.write(file, lines, StandardCharsets.UTF_8);
    var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      posix.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }

  List<String> accounts() throws IOException {
    Path file = path.resolve("accounts.txt");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private static void clear(Path folder) throws IOException {
    List<Path> content;
    try (var walk = Files.walk(folder)) {
      // The programs of PostgreSQL do not change and take a second to unpack; the lock is held.
      Path programs = folder.resolve("postgresql-programs");
      Path lock = folder.resolve("lock");
      content =
          walk.filter(p -> !p.equals(folder) && !p.equals(lock) && !p.startsWith(programs))
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    for (Path file : content) {
      Files.delete(file);
    }
  }
}
