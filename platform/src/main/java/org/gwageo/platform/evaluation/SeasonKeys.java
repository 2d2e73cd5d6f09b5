package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gwageo.benchmark.sealed.SealedException;
import org.gwageo.benchmark.sealed.SeasonKey;
import org.gwageo.benchmark.task.TaskException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The season keys of this process: files ending in {@code .key} in a folder that the configuration
 * names. They are read each time one is needed and kept nowhere.
 */
@Component
class SeasonKeys {

  private static final String SETTING = "gwageo.evaluation.season-keys";

  private final String folder;

  SeasonKeys(@Value("${gwageo.evaluation.season-keys:}") String folder) {
    this.folder = folder;
  }

  /**
   * Returns the key with that id.
   *
   * @throws TaskException if this process has none, or a file in the folder is no key or may be
   *     read by other users of the machine
   */
  SeasonKey get(String id) throws IOException, TaskException {
    if (folder.isBlank()) {
      throw new TaskException(
          DataSets.SEALED,
          0,
          "the items need the season key %s, and this worker has no folder of keys (%s)"
              .formatted(id, SETTING));
    }
    for (Path file : files()) {
      try {
        SeasonKey key = SeasonKey.read(file);
        if (key.id().equals(id)) {
          return key;
        }
      } catch (SealedException e) {
        throw new TaskException(DataSets.SEALED, 0, String.valueOf(e.getMessage()));
      }
    }
    throw new TaskException(
        DataSets.SEALED,
        0,
        "the items need the season key %s, and it is not among the keys of this worker (%s)"
            .formatted(id, SETTING));
  }

  private List<Path> files() throws IOException, TaskException {
    Path path = Path.of(folder);
    if (!Files.isDirectory(path)) {
      throw new TaskException(
          DataSets.SEALED, 0, "the folder of season keys (%s) is not there".formatted(SETTING));
    }
    try (Stream<Path> all = Files.list(path)) {
      return all.filter(file -> String.valueOf(file.getFileName()).endsWith(".key"))
          .sorted()
          .toList();
    }
  }
}
