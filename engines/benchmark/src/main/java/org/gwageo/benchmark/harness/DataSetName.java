package org.gwageo.benchmark.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * The data set that a task names.
 *
 * @param path its name on its hub, such as {@code skt/kobest_v1}; null if the task names none
 * @param part the part of it; null if the task names none
 */
public record DataSetName(@Nullable String path, @Nullable String part) {

  /**
   * Returns the data set of a task.
   *
   * @throws TaskException if the file is no task
   */
  public static DataSetName of(HarnessFile file) throws TaskException {
    TaskSpec spec = SpecReader.read(file, null);
    return new DataSetName(spec.datasetPath(), spec.datasetName());
  }

  /** Returns the folders that the data may be in, below {@code data}, the most telling first. */
  public List<String> folders() {
    List<String> folders = new ArrayList<>();
    if (path != null) {
      folders.add(path.replaceAll("[^\\p{L}\\p{N}._-]", "__"));
      String last = path.substring(path.lastIndexOf('/') + 1);
      folders.add(last.replaceAll("[^\\p{L}\\p{N}._-]", "__"));
    }
    return folders;
  }

  /**
   * Returns the folder of the data, if it is there: {@code data/<name>} or {@code data} itself.
   *
   * @param root the folder that holds {@code data}
   */
  public Optional<Path> in(Path root) throws IOException {
    Path data = root.resolve("data");
    if (!Files.isDirectory(data)) {
      return Optional.empty();
    }
    for (String folder : folders()) {
      if (!folder.startsWith(".") && Files.isDirectory(data.resolve(folder))) {
        return Optional.of(data.resolve(folder));
      }
    }
    return Optional.of(data);
  }

  /** Returns the name with its part. */
  public String text() {
    String whole = path == null ? "-" : path;
    return part == null ? whole : whole + " (" + part + ")";
  }
}
