package org.gwageo.benchmark.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.gwageo.benchmark.python.PythonValue;
import org.gwageo.benchmark.task.TaskException;
import org.jspecify.annotations.Nullable;

/**
 * A folder of task files: which tasks, groups and tags there are. Files without the ending {@code
 * .yaml} are templates that others include; a file that is no task is passed over.
 */
public final class HarnessTree {

  private static final int DEPTH = 12;
  private static final long MOST_BYTES = 16L << 20;

  private final SortedMap<String, Path> tasks = new TreeMap<>();
  private final SortedMap<String, Path> groups = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> tags = new TreeMap<>();

  private HarnessTree() {}

  /**
   * Reads a folder and the folders in it. Of two files with the same name in them the first by path
   * counts.
   *
   * @throws IOException if the folder cannot be read
   */
  public static HarnessTree of(Path folder) throws IOException {
    var tree = new HarnessTree();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder, DEPTH)) {
      files =
          all.filter(path -> path.toString().endsWith(".yaml"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    for (Path file : files) {
      if (Files.size(file) <= MOST_BYTES) {
        tree.add(file);
      }
    }
    return tree;
  }

  private void add(Path file) throws IOException {
    Object value;
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      value = YamlValues.read(String.valueOf(file.getFileName()), text, new ArrayList<>());
    } catch (TaskException e) {
      return;
    }
    if (!(value instanceof Map<?, ?> members)) {
      return;
    }
    if (members.get("group") instanceof String group) {
      groups.putIfAbsent(group, file);
    } else if (members.get("task") instanceof String task
        && tasks.putIfAbsent(task, file) == null) {
      Object given = members.get("tag");
      for (Object tag :
          given instanceof List<?> list ? list : given == null ? List.of() : List.of(given)) {
        tags.computeIfAbsent(PythonValue.str(tag), key -> new TreeSet<>()).add(task);
      }
    }
  }

  /** Returns the tasks' files by name. */
  public SortedMap<String, Path> tasks() {
    return Collections.unmodifiableSortedMap(tasks);
  }

  /** Returns the groups' files by name. */
  public SortedMap<String, Path> groups() {
    return Collections.unmodifiableSortedMap(groups);
  }

  /** Returns the names of the tasks that carry a tag, in alphabetical order. */
  public List<String> tagged(String tag) {
    return List.copyOf(tags.getOrDefault(tag, new TreeSet<>()));
  }

  Optional<Path> task(String name) {
    return Optional.ofNullable(tasks.get(name));
  }

  /**
   * Returns a group with all its tasks.
   *
   * @throws TaskException if there is no such group, or a member of it is neither task, group nor
   *     tag
   * @throws IOException if a file cannot be read
   */
  public HarnessGroup group(String name) throws IOException, TaskException {
    Path file = groups.get(name);
    if (file == null) {
      throw new TaskException(name, 0, "there is no such group in the folder");
    }
    return new GroupReader(this).read(name, HarnessFile.read(file).members(), Map.of(), 0);
  }

  boolean hasGroup(String name) {
    return groups.containsKey(name);
  }

  Map<String, @Nullable Object> groupMembers(String name) throws IOException, TaskException {
    Path file = groups.get(name);
    if (file == null) {
      throw new TaskException(name, 0, "there is no such group in the folder");
    }
    return HarnessFile.read(file).members();
  }
}
