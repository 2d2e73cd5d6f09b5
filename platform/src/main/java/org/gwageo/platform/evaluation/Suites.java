package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The suites of each programme: files {@code suites/<suite>.yaml} beside its definition. */
@Component
public class Suites {

  private static final Pattern FILE = Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*)\\.yaml");
  private static final int LONGEST = 1 << 20;

  private final Path root;
  private final TaskLibrary tasks;

  Suites(@Value("${gwageo.programmes}") Path root, TaskLibrary tasks) {
    this.root = root;
    this.tasks = tasks;
  }

  /** Returns the names of a programme's suites, in alphabetical order. */
  public List<String> names(String programme) {
    Path folder = folder(programme);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .map(file -> FILE.matcher(String.valueOf(file.getFileName())))
          .filter(name -> name.matches())
          .map(name -> name.group(1))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the suites in " + folder + " cannot be listed", e);
    }
  }

  /**
   * Reads a suite.
   *
   * @throws SuiteException if there is none of that name, or its file is no suite
   */
  public Suite get(String programme, String id) throws SuiteException {
    Path file = folder(programme).resolve(id + ".yaml");
    if (!names(programme).contains(id)) {
      throw new SuiteException("programme " + programme + " has no suite " + id);
    }
    try {
      if (Files.size(file) > LONGEST) {
        throw new SuiteException("suite " + id + " is longer than " + LONGEST + " bytes");
      }
      return Suite.parse(id, Files.readString(file), programme, tasks);
    } catch (IOException e) {
      throw new UncheckedIOException("the suite " + file + " cannot be read", e);
    }
  }

  private Path folder(String programme) {
    return root.resolve(programme).resolve("suites");
  }
}
