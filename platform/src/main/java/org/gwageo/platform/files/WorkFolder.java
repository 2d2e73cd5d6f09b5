package org.gwageo.platform.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for work in progress, beside the place that its outcome is moved to, so that moving is
 * one step. What is left in it goes when it is closed:
 *
 * <pre>{@code
 * try (var work = WorkFolder.in(published)) {
 *   write(work.resolve("bundle.zip"));
 *   Files.move(work.resolve("bundle.zip"), published.resolve("one.zip"), ATOMIC_MOVE);
 * }
 * }</pre>
 *
 * <p>A process that is killed leaves its folder behind. Folders that nobody has touched for a day
 * go when the next one is made in the same place.
 */
public final class WorkFolder implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WorkFolder.class);
  private static final String NAME = ".work-";
  private static final Duration MOST_AGE = Duration.ofDays(1);

  private final Path path;

  private WorkFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes an empty folder in {@code parent}, which is made when it is not there.
   *
   * @throws IOException if it cannot be made
   */
  public static WorkFolder in(Path parent) throws IOException {
    Files.createDirectories(parent);
    Path made = Files.createTempDirectory(parent, NAME);
    FileTime now = Files.getLastModifiedTime(made);
    try (var others = Files.newDirectoryStream(parent, NAME + "*")) {
      for (Path other : others) {
        removeAbandoned(other, now);
      }
    }
    return new WorkFolder(made);
  }

  private static void removeAbandoned(Path folder, FileTime now) {
    try {
      var age = Duration.between(Files.getLastModifiedTime(folder).toInstant(), now.toInstant());
      if (age.compareTo(MOST_AGE) > 0) {
        remove(folder);
      }
    } catch (IOException e) {
      // Another process may be removing it just now; else the next work finds it again.
      log.info("the abandoned folder {} was not removed: {}", folder, e.toString());
    }
  }

  /** Returns the folder. */
  public Path path() {
    return path;
  }

  /** Returns a file or folder in it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /**
   * Removes the folder with all that is in it; one that was moved away is no longer there.
   *
   * @throws IOException if it cannot be removed
   */
  @Override
  public void close() throws IOException {
    remove(path);
  }

  /**
   * Removes a file, or a folder with all that is in it; nothing happens when there is none.
   *
   * @throws IOException if it cannot be removed
   */
  public static void remove(Path path) throws IOException {
    List<Path> all;
    try (var walked = Files.walk(path)) {
      all = walked.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
