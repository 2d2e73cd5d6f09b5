package org.gwageo.benchmark.harness;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gwageo.benchmark.harness.YamlValues.Named;
import org.gwageo.benchmark.harness.port.FunctionReference;
import org.gwageo.benchmark.harness.port.PythonSource;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;

/**
 * One YAML file of lm-evaluation-harness with what it includes, its own keys winning.
 *
 * @param path the file
 * @param members the keys and values: null, Boolean, Long (BigInteger beyond its range), Double,
 *     String, List, Map, {@link FunctionReference}
 * @param warnings what is odd but understood, one sentence each
 */
public record HarnessFile(Path path, Map<String, @Nullable Object> members, List<String> warnings) {

  private static final long MOST_BYTES = 16L << 20;

  /** Makes the parts unmodifiable. */
  public HarnessFile {
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a file and what it includes, in the order in which it is named, each later one winning.
   *
   * @throws TaskException if a file is no YAML mapping or includes itself
   * @throws IOException if a file cannot be read
   */
  public static HarnessFile read(Path path) throws IOException, TaskException {
    return read(path, null);
  }

  /**
   * Reads a file of a stranger: nothing outside of {@code root} is read for it.
   *
   * @param root the folder that includes stay in; null where they may lead anywhere
   * @throws TaskException if a file is no YAML mapping, includes itself or leads elsewhere
   * @throws IOException if a file cannot be read
   */
  public static HarnessFile read(Path path, @Nullable Path root) throws IOException, TaskException {
    List<String> warnings = new ArrayList<>();
    Path within = root == null ? null : root.toAbsolutePath().normalize();
    Map<String, @Nullable Object> members =
        new Reading(warnings, within).load(path.toAbsolutePath().normalize());
    return new HarnessFile(path, members, warnings);
  }

  /** Returns the file with its includes put in, as a tree that JSON can hold. */
  public Map<String, Object> toTree() {
    return Map.of("members", HarnessJson.written(members), "warnings", warnings);
  }

  /**
   * Reads what {@link #toTree} gave.
   *
   * @param path where it stands
   * @throws TaskException if it is not that
   */
  public static HarnessFile ofJson(Path path, String json) throws TaskException {
    return HarnessJson.read(path, json);
  }

  /** Returns this file with other values for some keys, as a group gives them to its members. */
  HarnessFile with(Map<String, ? extends @Nullable Object> overrides) {
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(members);
    merged.putAll(overrides);
    return new HarnessFile(path, merged, warnings);
  }

  /** The state of reading one file with its includes. */
  private static final class Reading {

    private final List<String> warnings;
    private final @Nullable Path root;
    private final Set<Path> seen = new LinkedHashSet<>();
    private final Map<Path, PythonSource> modules = new HashMap<>();

    Reading(List<String> warnings, @Nullable Path root) {
      this.warnings = warnings;
      this.root = root;
    }

    Map<String, @Nullable Object> load(Path path) throws IOException, TaskException {
      String name = String.valueOf(path.getFileName());
      if (root != null && !path.startsWith(root)) {
        throw new TaskException(name, 0, "an include leads out of the folder of the tasks");
      }
      if (!seen.add(path)) {
        throw new TaskException(name, 0, "the file is included twice or by itself");
      }
      Object value = YamlValues.read(name, text(path), warnings);
      if (!(value instanceof Map<?, ?> map)) {
        throw new TaskException(name, 0, "a task file is a YAML mapping");
      }
      Map<String, @Nullable Object> own = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        own.put(String.valueOf(entry.getKey()), resolved(entry.getValue(), path));
      }
      Object includes = own.remove("include");
      Map<String, @Nullable Object> merged = new LinkedHashMap<>();
      for (Object include :
          includes instanceof List<?> list
              ? list
              : includes == null ? List.of() : List.of(includes)) {
        if (!(include instanceof String file)) {
          throw new TaskException(name, 0, "an include is the name of a file");
        }
        Map<String, @Nullable Object> inherited = load(path.resolveSibling(file).normalize());
        inherited.remove("task_list");
        merged.putAll(inherited);
      }
      merged.putAll(own);
      return merged;
    }

    private static String text(Path path) throws IOException, TaskException {
      String name = String.valueOf(path.getFileName());
      if (!Files.isRegularFile(path)) {
        throw new TaskException(name, 0, "there is no such file beside the task");
      }
      if (Files.size(path) > MOST_BYTES) {
        throw new TaskException(name, 0, "a task file has at most " + MOST_BYTES + " bytes");
      }
      try {
        return Files.readString(path, StandardCharsets.UTF_8);
      } catch (MalformedInputException e) {
        throw new TaskException(name, 0, "the file is not UTF-8");
      }
    }

    private @Nullable Object resolved(@Nullable Object value, Path file) throws IOException {
      return switch (value) {
        case Named(String function) -> reference(function, file);
        case List<?> list -> {
          List<@Nullable Object> out = new ArrayList<>();
          for (Object element : list) {
            out.add(resolved(element, file));
          }
          yield Collections.unmodifiableList(out);
        }
        case Map<?, ?> map -> {
          Map<String, @Nullable Object> out = new LinkedHashMap<>();
          for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.put(String.valueOf(entry.getKey()), resolved(entry.getValue(), file));
          }
          yield Collections.unmodifiableMap(out);
        }
        case null, default -> value;
      };
    }

    private FunctionReference reference(String function, Path file) throws IOException {
      int dot = function.lastIndexOf('.');
      String module = dot < 0 ? "" : function.substring(0, dot);
      Path python = file.resolveSibling(module.replace('.', '/') + ".py").normalize();
      Path folder = python.getParent();
      Digest source = null;
      String text = null;
      if (!module.isEmpty() && Files.isRegularFile(python) && Files.size(python) <= MOST_BYTES) {
        PythonSource read = modules.get(python);
        if (read == null) {
          read = PythonSource.of(new String(Files.readAllBytes(python), StandardCharsets.UTF_8));
          modules.put(python, read);
        }
        source = read.digest(function.substring(dot + 1));
        if (source == null) {
          source = Digest.of(new byte[0]);
        }
        text = read.text(function.substring(dot + 1));
      }
      Path outer = folder == null ? null : folder.getParent();
      return new FunctionReference(name(outer), name(folder), function, source, text);
    }

    private static String name(@Nullable Path folder) {
      return folder == null || folder.getFileName() == null ? "" : folder.getFileName().toString();
    }
  }
}
