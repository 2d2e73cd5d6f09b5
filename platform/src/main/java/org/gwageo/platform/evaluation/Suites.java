package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.web.Word;
import org.gwageo.platform.web.WrongValueException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The suites of each programme: files {@code suites/<suite>.yaml} beside its definition, and those
 * that the office made.
 */
@Component
public class Suites {

  private static final Pattern FILE = Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*)\\.yaml");
  private static final int LONGEST = 1 << 20;

  private final Path root;
  private final TaskLibrary tasks;
  private final DataSets dataSets;
  private final CommonSelection selection;

  Suites(
      @Value("${gwageo.programmes}") Path root,
      TaskLibrary tasks,
      DataSets dataSets,
      CommonSelection selection) {
    this.root = root;
    this.tasks = tasks;
    this.dataSets = dataSets;
    this.selection = selection;
  }

  /** Returns the names of a programme's suites, in alphabetical order. */
  public List<String> names(String programme) {
    return Stream.of(folder(programme), dataSets.suites(programme))
        .flatMap(folder -> namesIn(folder).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> namesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .map(file -> FILE.matcher(String.valueOf(file.getFileName())))
          .filter(name -> name.matches())
          .map(name -> name.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the suites in " + folder + " cannot be listed", e);
    }
  }

  /**
   * Reads a suite.
   *
   * @throws SuiteException if there is none of that name, its file is no suite, or it is bound to a
   *     selection and names other benchmarks
   */
  public Suite get(String programme, String id) throws SuiteException {
    if (!names(programme).contains(id)) {
      throw new SuiteException(new WrongValueException("refusal.suite.unknown", programme, id));
    }
    Path defined = folder(programme).resolve(id + ".yaml");
    Path file =
        Files.isRegularFile(defined) ? defined : dataSets.suites(programme).resolve(id + ".yaml");
    try {
      if (Files.size(file) > LONGEST) {
        throw new SuiteException("suite " + id + " is longer than " + LONGEST + " bytes");
      }
      return bound(programme, Suite.parse(id, Files.readString(file), programme, tasks));
    } catch (IOException e) {
      throw new UncheckedIOException("the suite " + file + " cannot be read", e);
    }
  }

  /**
   * Keeps a suite that the office made.
   *
   * @throws SuiteException if there is one of that name, the text is no suite, or it is bound to a
   *     selection and names other benchmarks
   */
  void add(String programme, String id, String yaml) throws SuiteException {
    if (names(programme).contains(id)) {
      throw new SuiteException(new WrongValueException("refusal.suite.taken", programme, id));
    }
    bound(programme, Suite.parse(id, yaml, programme, tasks));
    Path folder = dataSets.suites(programme);
    try {
      Files.createDirectories(folder);
      Path partial = folder.resolve(id + ".partial");
      Files.writeString(partial, yaml);
      Files.move(partial, folder.resolve(id + ".yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException("the suite " + id + " cannot be written", e);
    }
  }

  /** Returns the suite if it names what its selection does, and neither more nor less. */
  private Suite bound(String programme, Suite suite) throws SuiteException {
    Suite.Selection of = suite.selection();
    if (of == null) {
      return suite;
    }
    List<String> selected =
        selection
            .selected(new StageId(programme, of.stage()), of.item())
            .orElseThrow(
                () ->
                    new SuiteException(
                        new WrongValueException(
                            "refusal.suite.unfixed", suite.id(), of.item(), of.stage())));
    List<String> missing = selected.stream().filter(task -> !suite.tasks().contains(task)).toList();
    List<String> added = suite.tasks().stream().filter(task -> !selected.contains(task)).toList();
    if (!missing.isEmpty() || !added.isEmpty()) {
      throw new SuiteException(
          new WrongValueException(
              "refusal.suite.other-selection",
              suite.id(),
              of.item(),
              of.stage(),
              words(missing),
              words(added)));
    }
    return suite;
  }

  private static Object words(List<String> tasks) {
    return tasks.isEmpty() ? new Word("refusal.suite.none", "none") : String.join(", ", tasks);
  }

  private Path folder(String programme) {
    return root.resolve(programme).resolve("suites");
  }
}
