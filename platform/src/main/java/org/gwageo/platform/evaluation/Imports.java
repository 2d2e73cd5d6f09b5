package org.gwageo.platform.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gwageo.benchmark.sealed.Commitment;
import org.gwageo.benchmark.sealed.SealedException;
import org.gwageo.benchmark.sealed.SealedItems;
import org.gwageo.benchmark.task.AnswerRule;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.evaluation.DataSet.Origin;
import org.gwageo.platform.evaluation.DataSet.Sealing;
import org.gwageo.platform.files.WorkFolder;
import org.gwageo.platform.programme.StageId;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in tasks with their items: from files, and from the suites of this product. */
@Service
public class Imports {

  private static final int LONGEST_TASK = 1 << 20;
  private static final String SUITE = "suite.yaml";

  private final DataSets dataSets;
  private final TaskLibrary tasks;
  private final Suites suites;
  private final Clock clock;
  private final Path product;

  Imports(
      DataSets dataSets,
      TaskLibrary tasks,
      Suites suites,
      Clock clock,
      @Value("${gwageo.suites}") Path product) {
    this.dataSets = dataSets;
    this.tasks = tasks;
    this.suites = suites;
    this.clock = clock;
    this.product = product;
  }

  /**
   * What is handed in.
   *
   * @param yaml the task file
   * @param name the name of the file of items, whose ending says what they are
   * @param items the file of items
   * @param commitment the commitment to sealed items, if it came along
   * @param terms what the licence of the items allows
   * @param source who made them and where they are found, in words
   * @param withheld whether sealed items stay sealed after the season
   */
  public record Handed(
      String yaml,
      String name,
      Path items,
      @Nullable String commitment,
      Terms terms,
      String source,
      boolean withheld) {}

  /** Returns the names of the files that operators put into the inbox, in alphabetical order. */
  public List<String> inbox() {
    Path folder = dataSets.inbox();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the inbox cannot be listed", e);
    }
  }

  /** Returns a file of the inbox. */
  public Optional<Path> inInbox(String name) {
    return inbox().contains(name) ? Optional.of(dataSets.inbox().resolve(name)) : Optional.empty();
  }

  /**
   * Takes in a task with its items. Items in CSV, TSV and Parquet are kept as JSONL, with the
   * digest of the file that was handed in.
   *
   * @param actor the account
   * @throws ImportException if they are no task with items, there is a task of that name, or the
   *     licence does not allow what sealing does
   */
  @Transactional(rollbackFor = Exception.class)
  public DataSet add(String programme, Handed handed, String actor) throws ImportException {
    if (handed.yaml().length() > LONGEST_TASK) {
      throw new ImportException(
          new WrongValueException("refusal.import.task-length", LONGEST_TASK));
    }
    try (var work = WorkFolder.in(dataSets.inbox().resolveSibling(programme))) {
      Path partial = work.path();
      Files.writeString(partial.resolve(DataSets.TASK), handed.yaml());
      DataSet set =
          handed.name().toLowerCase(Locale.ROOT).endsWith(".sealed")
              ? sealed(programme, handed, partial, actor)
              : plain(programme, handed, partial, Origin.FILE, actor);
      keep(set, partial);
      return set;
    } catch (TaskException | SealedException e) {
      throw new ImportException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ImportException("the files cannot be kept: " + e.getMessage(), e);
    }
  }

  private DataSet plain(String programme, Handed handed, Path folder, Origin origin, String actor)
      throws IOException, TaskException, ImportException {
    Path items = folder.resolve(DataSets.ITEMS);
    String ending = ending(handed.name());
    Path copy = folder.resolve("handed." + ending);
    Files.copy(handed.items(), copy);
    Digest digest = Digest.of(copy);
    if (ending.equals("jsonl")) {
      Files.move(copy, items);
    } else {
      convert(copy, items);
      Files.delete(copy);
    }
    BenchmarkTask task = BenchmarkTask.read(folder.resolve(DataSets.TASK), items);
    requireSameLicence(task, handed.terms());
    return set(programme, task, handed, digest, origin, actor, null);
  }

  private static String ending(String name) throws ImportException {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!List.of("jsonl", "csv", "tsv", "parquet").contains(ending)) {
      throw new ImportException(new WrongValueException("refusal.import.items-format", name));
    }
    return ending;
  }

  private static void convert(Path from, Path to) throws IOException, TaskException {
    try (ItemReader items = Items.of(from).open();
        BufferedWriter out = Files.newBufferedWriter(to)) {
      for (Item item = items.next(); item != null; item = items.next()) {
        out.write(CanonicalJson.string(item.fields()));
        out.write('\n');
      }
    } catch (IllegalArgumentException e) {
      throw new TaskException(
          String.valueOf(from.getFileName()), 0, String.valueOf(e.getMessage()));
    }
  }

  private DataSet sealed(String programme, Handed handed, Path folder, String actor)
      throws IOException, TaskException, SealedException, ImportException {
    Path items = folder.resolve(DataSets.SEALED);
    Files.copy(handed.items(), items);
    Commitment found = SealedItems.inspect(items);
    String committed = handed.commitment();
    if (committed != null) {
      Commitment.parse("commitment", committed.getBytes(StandardCharsets.UTF_8)).verify(items);
    }
    Path yaml = folder.resolve(DataSets.TASK);
    BenchmarkTask task =
        BenchmarkTask.read(
            yaml,
            (name, rule) -> {
              if (rule instanceof AnswerRule.Choice && !handed.terms().derivatives()) {
                throw new TaskException(
                    DataSets.SEALED,
                    0,
                    "sealed choices are put to each entrant in another order, and the licence "
                        + handed.terms().licence()
                        + " does not allow changed versions");
              }
              return TaskLibrary.closed(found);
            });
    if (!found.header().task().equals(task.id())) {
      throw new ImportException(
          new WrongValueException("refusal.import.other-task", found.header().task(), task.id()));
    }
    if (!found.header().taskDigest().equals(Digest.of(yaml))) {
      throw new ImportException(
          new WrongValueException(
              "refusal.import.other-digest", found.header().taskDigest(), Digest.of(yaml)));
    }
    requireSameLicence(task, handed.terms());
    return set(
        programme,
        task,
        handed,
        found.sealedFile(),
        Origin.FILE,
        actor,
        new Sealing(found, handed.withheld(), null, null));
  }

  /** A task file that names a licence names that of its items. */
  private static void requireSameLicence(BenchmarkTask task, Terms terms) throws ImportException {
    Object named = task.description().about().get("licence");
    if (named == null) {
      return;
    }
    String text = String.valueOf(named);
    String known = Terms.known(text).map(Terms::licence).orElse(text);
    if (!known.equalsIgnoreCase(terms.licence())) {
      throw new ImportException(
          new WrongValueException("refusal.import.other-licence", text, terms.licence()));
    }
  }

  private DataSet set(
      String programme,
      BenchmarkTask task,
      Handed handed,
      Digest digest,
      Origin origin,
      String actor,
      @Nullable Sealing sealing) {
    return new DataSet(
        programme,
        task.id(),
        origin,
        handed.name(),
        digest.toString(),
        task.items().count(),
        handed.terms(),
        handed.source(),
        actor,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        sealing);
  }

  /** Keeps a data set whose files are in a folder, which is moved. */
  void keep(DataSet set, Path partial) throws IOException, ImportException {
    if (!TaskLibrary.NAME.matcher(set.task()).matches()) {
      throw new ImportException(new WrongValueException("refusal.import.task-id", set.task()));
    }
    if (tasks.has(set.programme(), set.task())) {
      throw new ImportException(
          new WrongValueException("refusal.import.task-taken", set.programme(), set.task()));
    }
    dataSets.add(set);
    Path folder = dataSets.folder(set.programme(), set.task());
    Files.createDirectories(folder.getParent());
    // What an import that was interrupted left belongs to no data set.
    WorkFolder.remove(folder);
    Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Returns the names of the suites that come with this product, in alphabetical order. */
  public List<String> productSuites() {
    if (!Files.isDirectory(product)) {
      return List.of();
    }
    try (var folders = Files.list(product)) {
      return folders
          .filter(folder -> Files.isRegularFile(folder.resolve(SUITE)))
          .map(folder -> String.valueOf(folder.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the suites in " + product + " cannot be listed", e);
    }
  }

  /**
   * Takes in a suite of this product with its tasks, so that a later version of the product changes
   * no season. A task that is there already, from the same suite and with the same content, stays.
   *
   * @param actor the account
   * @return how many tasks the suite has
   * @throws ImportException if there is no such suite, or a name is taken
   */
  @Transactional(rollbackFor = Exception.class)
  public int addProductSuite(String programme, String name, String actor) throws ImportException {
    if (!productSuites().contains(name)) {
      throw new ImportException(new WrongValueException("refusal.import.no-product-suite", name));
    }
    Path folder = product.resolve(name);
    try {
      String yaml = Files.readString(folder.resolve(SUITE));
      List<String> names = Suite.taskNames(name, yaml);
      for (String task : names) {
        addProductTask(programme, name, folder.resolve("tasks").resolve(task), actor);
      }
      suites.add(programme, name, yaml);
      return names.size();
    } catch (SuiteException e) {
      throw new ImportException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ImportException("the suite %s cannot be read".formatted(name), e);
    }
  }

  private void addProductTask(String programme, String suite, Path folder, String actor)
      throws ImportException, IOException {
    try (var work = WorkFolder.in(dataSets.inbox().resolveSibling(programme))) {
      Path partial = work.path();
      BenchmarkTask task = BenchmarkTask.read(folder.resolve(DataSets.TASK));
      if (tasks.has(programme, task.id())) {
        if (!tasks.get(programme, task.id()).digest().equals(task.digest())) {
          throw new ImportException(
              new WrongValueException("refusal.import.other-task-taken", programme, task.id()));
        }
        return;
      }
      Terms terms =
          Terms.known(String.valueOf(task.description().about().get("licence")))
              .orElseThrow(
                  () ->
                      new ImportException(
                          new WrongValueException("refusal.import.unknown-licence", task.id())));
      Files.copy(folder.resolve(DataSets.TASK), partial.resolve(DataSets.TASK));
      var handed =
          new Handed(
              "",
              DataSets.ITEMS,
              BenchmarkTask.itemsOf(folder.resolve(DataSets.TASK)),
              null,
              terms,
              suite + ": " + task.description().about().getOrDefault("source", suite),
              false);
      keep(plain(programme, handed, partial, Origin.PRODUCT, actor), partial);
    } catch (TaskException e) {
      throw new ImportException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Makes a suite of tasks that are there.
   *
   * @param weights the weight of each task, above 0, in the order of the suite
   * @throws SuiteException if there is a suite of that name, or it would be none
   */
  public void compose(String programme, String id, Bilingual title, Map<String, BigDecimal> weights)
      throws SuiteException {
    compose(programme, id, title, weights, Map.of());
  }

  /**
   * Makes the suite of the common benchmarks that were selected for an item, all of equal weight.
   *
   * @throws SuiteException if there is a suite of that name, or {@code tasks} are not the selected
   *     ones
   */
  public void composeSelected(
      StageId stage, String item, String id, Bilingual title, List<String> tasks)
      throws SuiteException {
    var weights = new LinkedHashMap<String, BigDecimal>();
    tasks.forEach(task -> weights.put(task, BigDecimal.ONE));
    compose(
        stage.programme(),
        id,
        title,
        weights,
        Map.of("selection", Map.of("stage", stage.stage(), "item", item)));
  }

  private void compose(
      String programme,
      String id,
      Bilingual title,
      Map<String, BigDecimal> weights,
      Map<String, Object> more)
      throws SuiteException {
    if (!TaskLibrary.NAME.matcher(id).matches()) {
      throw new SuiteException(new WrongValueException("refusal.suite.name", id));
    }
    var parts = new ArrayList<Object>();
    weights.forEach((task, weight) -> parts.add(Map.of("task", task, "weight", weight)));
    var tree = new LinkedHashMap<String, Object>(more);
    tree.put("format", Suite.FORMAT);
    tree.put("id", id);
    tree.put("title", Map.of("ko", title.ko(), "en", title.en()));
    tree.put("tasks", parts);
    // JSON is YAML, and quotes what a title may hold.
    suites.add(programme, id, CanonicalJson.string(tree) + "\n");
  }
}
