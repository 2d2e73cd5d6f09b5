package org.gwageo.platform.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gwageo.benchmark.sealed.Commitment;
import org.gwageo.benchmark.sealed.Reveal;
import org.gwageo.benchmark.sealed.RevealedItems;
import org.gwageo.benchmark.sealed.SealedException;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.platform.programme.StageId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The benchmark tasks of each programme: folders {@code tasks/<task>} beside its definition, and
 * those that the office brought in.
 *
 * <p>A task whose items are sealed is known here by its digest and the number of its items alone;
 * after the reveal its items are those that were revealed.
 */
@Component
public class TaskLibrary {

  static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final int MOST_KEPT = 1000;

  private final Path root;
  private final DataSets dataSets;
  private final Map<String, BenchmarkTask> read = new ConcurrentHashMap<>();

  TaskLibrary(@Value("${gwageo.programmes}") Path root, DataSets dataSets) {
    this.root = root;
    this.dataSets = dataSets;
  }

  /** Returns the names of all tasks of a programme, in alphabetical order. */
  public List<String> names(String programme) {
    var brought = dataSets.of(programme).stream().map(DataSet::task);
    Path folder = root.resolve(programme).resolve("tasks");
    if (!Files.isDirectory(folder)) {
      return brought.sorted().toList();
    }
    try (var folders = Files.list(folder)) {
      return Stream.concat(
              brought,
              folders
                  .map(path -> String.valueOf(path.getFileName()))
                  .filter(name -> isDefined(programme, name)))
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the tasks in " + folder + " cannot be listed", e);
    }
  }

  /** Returns whether the programme has the task. */
  public boolean has(String programme, String task) {
    return isDefined(programme, task) || dataSets.find(programme, task).isPresent();
  }

  /** Returns whether the task stands beside the programme's definition. */
  boolean isDefined(String programme, String task) {
    return NAME.matcher(task).matches()
        && Files.isRegularFile(defined(programme, task, "task.yaml"));
  }

  /**
   * Returns the task; one with sealed items cannot be asked, and one with revealed items has their
   * choices in the order in which they were before they were sealed.
   *
   * @throws IllegalArgumentException if the programme has none of that name, or it cannot be read
   */
  public BenchmarkTask get(String programme, String task) {
    return get(programme, task, null);
  }

  /**
   * Returns the task as an entrant is asked it; one with sealed items cannot be asked.
   *
   * @throws IllegalArgumentException if the programme has none of that name, or it cannot be read
   */
  public BenchmarkTask get(String programme, String task, @Nullable String entrant) {
    String name = programme + "/" + task;
    if (isDefined(programme, task)) {
      return read.computeIfAbsent(name, any -> plain(programme, task));
    }
    var set =
        dataSets
            .find(programme, task)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "programme " + programme + " has no task " + task));
    DataSet.Sealing sealing = set.sealing();
    if (sealing == null) {
      return kept(name, set, null, null);
    }
    return set.isClosed()
        ? kept(name + "#closed", set, sealing.commitment(), null)
        : kept(name + "#" + (entrant == null ? "" : entrant), set, sealing.commitment(), entrant);
  }

  /**
   * Returns the task as an entrant is asked it in a stage or season: where some of its items were
   * drawn for that entrant, these alone.
   *
   * @throws IllegalArgumentException if the programme has none of that name, or it cannot be read
   */
  BenchmarkTask asked(StageId season, String task, String entrant) {
    Path items = dataSets.drawn(season, task, entrant);
    if (!Files.isRegularFile(items)) {
      return get(season.programme(), task, entrant);
    }
    Path yaml = folder(season.programme(), task).resolve(DataSets.TASK);
    return read.computeIfAbsent(
        season + "/" + task + "#drawn#" + entrant,
        any -> checked(task, () -> BenchmarkTask.read(yaml, items)));
  }

  /** Returns whether items were drawn for an entrant. */
  boolean isDrawn(StageId season, String task, String entrant) {
    return Files.isRegularFile(dataSets.drawn(season, task, entrant));
  }

  /** Returns the file with the items that an entrant is asked; nothing for sealed ones. */
  Optional<Path> itemsFile(StageId season, String task, String entrant) {
    return Stream.of(
            dataSets.drawn(season, task, entrant),
            folder(season.programme(), task).resolve(DataSets.ITEMS))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Keeps the items that were drawn for an entrant; what was kept before stays. */
  void keepDrawn(StageId season, String task, String entrant, String lines) {
    Path file = dataSets.drawn(season, task, entrant);
    if (Files.exists(file)) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      Path partial = file.resolveSibling(file.getFileName() + ".partial");
      Files.writeString(partial, lines);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("drawn items cannot be kept at " + file, e);
    }
  }

  private BenchmarkTask kept(
      String name, DataSet set, @Nullable Commitment commitment, @Nullable String entrant) {
    if (read.size() > MOST_KEPT) {
      read.clear();
    }
    return read.computeIfAbsent(name, any -> brought(set, commitment, entrant));
  }

  private BenchmarkTask plain(String programme, String task) {
    return checked(
        task,
        () ->
            BenchmarkTask.read(
                defined(programme, task, DataSets.TASK), defined(programme, task, DataSets.ITEMS)));
  }

  private BenchmarkTask brought(
      DataSet set, @Nullable Commitment commitment, @Nullable String entrant) {
    Path folder = dataSets.folder(set.programme(), set.task());
    Path yaml = folder.resolve(DataSets.TASK);
    return checked(
        set.task(),
        () -> {
          if (commitment == null) {
            return BenchmarkTask.read(yaml, folder.resolve(DataSets.ITEMS));
          }
          if (set.isClosed()) {
            return BenchmarkTask.read(yaml, (name, rule) -> closed(commitment));
          }
          RevealedItems revealed = revealed(folder, commitment);
          return BenchmarkTask.read(
              yaml,
              (name, rule) ->
                  entrant == null ? revealed.items() : revealed.itemsFor(entrant, rule));
        });
  }

  /** Returns items that are known by their commitment alone. */
  static Items closed(Commitment commitment) {
    return Items.closed(
        DataSets.SEALED,
        commitment.sealedFile(),
        commitment.header().count(),
        "the items are sealed until they are revealed");
  }

  private static RevealedItems revealed(Path folder, Commitment commitment)
      throws IOException, TaskException {
    try {
      return Reveal.open(
          commitment, DataSets.REVEALED, Files.readAllBytes(folder.resolve(DataSets.REVEALED)));
    } catch (SealedException e) {
      throw new TaskException(DataSets.REVEALED, e.line(), String.valueOf(e.getMessage()));
    }
  }

  /** Reads a task. */
  @FunctionalInterface
  private interface Reading {
    BenchmarkTask task() throws IOException, TaskException;
  }

  private static BenchmarkTask checked(String task, Reading reading) {
    try {
      return reading.task();
    } catch (TaskException e) {
      throw new IllegalArgumentException(task + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("the task " + task + " cannot be read", e);
    }
  }

  private Path defined(String programme, String task, String file) {
    return root.resolve(programme).resolve("tasks").resolve(task).resolve(file);
  }

  /**
   * Returns the folder with the task's {@code task.yaml} and {@code items.jsonl}; for sealed items
   * {@code items.sealed}, and after the reveal {@code items.revealed}.
   */
  public Path folder(String programme, String task) {
    return isDefined(programme, task)
        ? root.resolve(programme).resolve("tasks").resolve(task)
        : dataSets.folder(programme, task);
  }
}
