package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Reasons;
import org.jspecify.annotations.Nullable;

/** Task files and items as users name them. */
final class Tasks {

  private static final String FILE = "task.yaml";
  private static final int DEPTH = 8;

  private Tasks() {}

  /**
   * Returns the task file that {@code name} means: a file, a folder with a task file, or the name
   * of a task in the folder {@code tasks} of one of the product's programmes or suites, with the
   * programme or suite before it where several have one of that name: {@code rehearsal/dates}.
   */
  static Path find(String name, Path home) throws CannotRun {
    Path path = Path.of(name);
    if (Files.isRegularFile(path)) {
      return path;
    }
    if (Files.isRegularFile(path.resolve(FILE))) {
      return path.resolve(FILE);
    }
    if (Files.isDirectory(path)) {
      throw new CannotRun("the task folder %s holds no %s".formatted(path, FILE));
    }
    if (name.matches("([a-z0-9][a-z0-9-]*/)?[a-z0-9][a-z0-9-]*")) {
      List<Path> found = new ArrayList<>(named(name, home.resolve("programmes")));
      found.addAll(named(name, home.resolve("suites")));
      if (found.size() > 1) {
        throw new CannotRun(
            "the task %s is ambiguous: %s"
                .formatted(
                    name,
                    found.stream().map(Tasks::qualified).collect(Collectors.joining(" and "))));
      }
      if (found.size() == 1) {
        return found.getFirst();
      }
    }
    throw new CannotRun(
        "the task %s is neither a file nor a task of this product (gwageo benchmark list)"
            .formatted(name));
  }

  private static List<Path> named(String name, Path programmes) throws CannotRun {
    if (!Files.isDirectory(programmes)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(programmes)) {
      int slash = name.indexOf('/');
      return folders
          .filter(folder -> slash < 0 || folder.endsWith(name.substring(0, slash)))
          .map(folder -> folder.resolve("tasks").resolve(name.substring(slash + 1)).resolve(FILE))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw InputFile.unreadable("folder", programmes, e);
    }
  }

  /** {@code rehearsal/dates} for {@code …/rehearsal/tasks/dates/task.yaml}. */
  private static String qualified(Path file) {
    int names = file.getNameCount();
    return file.getName(names - 4) + "/" + file.getName(names - 2);
  }

  /** Returns the task files in {@code root} and below, sorted. */
  static List<Path> below(Path root) throws CannotRun {
    try (Stream<Path> files = Files.walk(root, DEPTH)) {
      return files.filter(file -> file.endsWith(FILE)).sorted().toList();
    } catch (IOException e) {
      throw InputFile.unreadable("folder of tasks", root, e);
    } catch (java.io.UncheckedIOException e) {
      throw InputFile.unreadable(
          "folder of tasks", root, Objects.requireNonNullElseGet(e.getCause(), IOException::new));
    }
  }

  /** Returns the file of items that {@code data} means: itself, or a folder's {@code test.*}. */
  static Path items(Path data) throws CannotRun {
    InputFile.requireSomething("data", data);
    if (!Files.isDirectory(data)) {
      return data;
    }
    for (String ending : List.of("jsonl", "csv", "tsv", "parquet")) {
      Path file = data.resolve("test." + ending);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new CannotRun(
        "the data folder %s holds no test.jsonl, test.csv, test.tsv or test.parquet"
            .formatted(data));
  }

  /** Refuses a limit that leaves nothing to ask. */
  static void requireLimit(@Nullable Integer limit) throws CannotRun {
    if (limit != null && limit < 1) {
      throw new CannotRun("--limit is at least 1, not " + limit);
    }
  }

  /** Returns why something could not be read, in one line. */
  static String reason(Exception failure) {
    return failure instanceof IOException e ? Reasons.of(e) : String.valueOf(failure.getMessage());
  }
}
