package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gwageo.benchmark.harness.DataSetName;
import org.gwageo.benchmark.harness.HarnessFile;
import org.gwageo.benchmark.harness.HarnessTree;
import org.gwageo.benchmark.harness.PackedTask;
import org.gwageo.benchmark.harness.Validation;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.evaluation.HarnessFound.State;
import org.gwageo.platform.files.WorkFolder;
import org.gwageo.platform.web.WrongValueException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/**
 * Takes in tasks of lm-evaluation-harness: an archive is looked at first, task by task, and then
 * those are taken that can be asked.
 *
 * <p>An archive holds task files with what they include, the Python modules that they name, and a
 * folder {@code data} with a folder for each data set, or with its files. Python is recognised and
 * never run.
 */
@Service
public class HarnessImports {

  /** Most tasks that are looked at in one archive. */
  public static final int MOST_TASKS = 400;

  private final DataSets dataSets;
  private final TaskLibrary tasks;
  private final Imports imports;
  private final Clock clock;
  private final DataSize most;

  HarnessImports(
      DataSets dataSets,
      TaskLibrary tasks,
      Imports imports,
      Clock clock,
      @Value("${gwageo.evaluation.most-expanded}") DataSize most) {
    this.dataSets = dataSets;
    this.tasks = tasks;
    this.imports = imports;
    this.clock = clock;
    this.most = most;
  }

  /**
   * How tasks are asked.
   *
   * @param mode whether prompts and scores are the harness's or this product's own
   * @param api the interface
   */
  public record Manner(Mode mode, Api api) {}

  /**
   * Keeps an archive for a look.
   *
   * @return what {@link #look} takes
   * @throws ImportException if it cannot be unpacked
   */
  public String keep(String programme, Path archive) throws ImportException {
    try {
      String digest = Digest.of(archive).hex();
      Path folder = folder(programme, digest);
      if (!Files.isDirectory(folder)) {
        try (var work = WorkFolder.in(archives(programme))) {
          HarnessFolder.unpack(archive, work.path(), most.toBytes());
          Files.move(work.path(), folder);
        }
      }
      return digest;
    } catch (IOException e) {
      throw new ImportException("the archive cannot be kept: " + e.getMessage(), e);
    }
  }

  private Path folder(String programme, String digest) {
    return archives(programme).resolve(digest);
  }

  private Path archives(String programme) {
    return dataSets.inbox().resolveSibling(programme).resolve("harness");
  }

  /** Returns whether an archive is kept. */
  public boolean isKept(String programme, String digest) {
    return digest.matches("[0-9a-f]{64}") && Files.isDirectory(folder(programme, digest));
  }

  /**
   * Returns the tasks of a kept archive by name, the first {@value #MOST_TASKS} of them.
   *
   * @throws ImportException if the archive is not kept or holds no tasks
   */
  public List<HarnessFound> look(String programme, String digest, Manner manner)
      throws ImportException {
    Path root = root(programme, digest);
    var found = new ArrayList<HarnessFound>();
    for (Map.Entry<String, Path> task : files(root).entrySet()) {
      if (found.size() < MOST_TASKS) {
        found.add(look(programme, root, task.getKey(), task.getValue(), manner));
      }
    }
    if (found.isEmpty()) {
      throw new ImportException(new WrongValueException("refusal.import.archive-no-task"));
    }
    return found;
  }

  private Path root(String programme, String digest) throws ImportException {
    if (!isKept(programme, digest)) {
      throw new ImportException(new WrongValueException("refusal.import.archive-gone"));
    }
    return folder(programme, digest).toAbsolutePath().normalize();
  }

  private static Map<String, Path> files(Path root) throws ImportException {
    try {
      return HarnessTree.of(root).tasks();
    } catch (IOException e) {
      throw new ImportException("the archive cannot be read: " + e.getMessage(), e);
    }
  }

  private HarnessFound look(String programme, Path root, String name, Path yaml, Manner manner) {
    String id = id(name, manner.mode());
    String dataSet = "";
    try {
      HarnessFile file = HarnessFile.read(yaml, root);
      Validation validation = Validation.of(file, manner.mode());
      DataSetName named = DataSetName.of(file);
      dataSet = named.text();
      if (!validation.needsPort().isEmpty()) {
        return new HarnessFound(name, id, dataSet, State.NEEDS_PORT, validation.needsPort(), 0);
      }
      if (!validation.unsupported().isEmpty()) {
        return new HarnessFound(name, id, dataSet, State.UNSUPPORTED, validation.unsupported(), 0);
      }
      if (tasks.has(programme, id)) {
        return new HarnessFound(name, id, dataSet, State.TAKEN, List.of(), 0);
      }
      Optional<Path> data = data(root, named);
      if (data.isEmpty()) {
        return new HarnessFound(
            name, id, dataSet, State.NEEDS_DATA, List.of("data/" + named.folders()), 0);
      }
      try (var trial = WorkFolder.in(archives(programme))) {
        BenchmarkTask task =
            PackedTask.pack(id, file, data.get(), manner.mode(), manner.api(), trial.path());
        return new HarnessFound(name, id, dataSet, State.READY, List.of(), task.items().count());
      }
    } catch (TaskException | IOException | IllegalArgumentException e) {
      return new HarnessFound(
          name,
          id,
          dataSet,
          dataSet.isEmpty() ? State.UNSUPPORTED : State.NEEDS_DATA,
          List.of(String.valueOf(e.getMessage()).replace(root + "/", "")),
          0);
    }
  }

  /** The data stands beside the tasks, in the archive or in a folder of it. */
  private static Optional<Path> data(Path root, DataSetName named) throws IOException {
    Optional<Path> data = named.in(root);
    if (data.isPresent()) {
      return data;
    }
    List<Path> inner;
    try (var folders = Files.list(root)) {
      inner = folders.filter(Files::isDirectory).sorted().toList();
    }
    for (Path folder : inner) {
      Optional<Path> deeper = named.in(folder);
      if (deeper.isPresent()) {
        return deeper;
      }
    }
    return Optional.empty();
  }

  /** Returns the id that a task of the harness goes by here; the mode is part of it. */
  static String id(String name, Mode mode) {
    String words =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return (words.isEmpty() ? "task" : words) + (mode == Mode.COMPAT ? "-compat" : "");
  }

  /**
   * Takes in a task of a kept archive.
   *
   * @param name its name in the archive
   * @param terms what the licence of the data allows
   * @param source who made the data and where it is found, in words
   * @param actor the account
   * @throws ImportException if the task cannot be asked, or its id is taken
   */
  @Transactional(rollbackFor = Exception.class)
  public DataSet add(
      String programme,
      String digest,
      String name,
      Manner manner,
      Terms terms,
      String source,
      String actor)
      throws ImportException {
    Path root = root(programme, digest);
    Path yaml = files(root).get(name);
    if (yaml == null) {
      throw new ImportException(new WrongValueException("refusal.import.archive-other-task", name));
    }
    try (var work = WorkFolder.in(dataSets.inbox().resolveSibling(programme))) {
      HarnessFile file = HarnessFile.read(yaml, root);
      Path data =
          data(root, DataSetName.of(file))
              .orElseThrow(
                  () ->
                      new ImportException(
                          new WrongValueException("refusal.import.archive-no-data", name)));
      BenchmarkTask task =
          PackedTask.pack(
              id(name, manner.mode()), file, data, manner.mode(), manner.api(), work.path());
      var set =
          new DataSet(
              programme,
              task.id(),
              DataSet.Origin.HARNESS,
              String.valueOf(root.relativize(yaml)),
              Digest.of(work.resolve(DataSets.ITEMS)).toString(),
              task.items().count(),
              terms,
              source,
              actor,
              clock.instant().truncatedTo(ChronoUnit.MICROS),
              null);
      imports.keep(set, work.path());
      return set;
    } catch (TaskException e) {
      throw new ImportException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ImportException("the task cannot be kept: " + e.getMessage(), e);
    }
  }
}
