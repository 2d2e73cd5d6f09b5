package org.gwageo.platform.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.task.Mode;
import org.gwageo.canonical.Digest;
import org.gwageo.platform.programme.definition.Bilingual;
import org.gwageo.platform.web.WrongValueException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A named list of tasks, each with its weight.
 *
 * <pre>{@code
 * format: gwageo-suite/1
 * id: basics
 * title: {ko: 기초, en: Basics}
 * tasks:
 *   - {task: ko-arithmetic, weight: 2}
 *   - {task: dates, weight: 1}
 * }</pre>
 *
 * <p>With {@code selection: {stage: stage-1, item: common}} it is the suite of the common
 * benchmarks that the teams of a stage proposed, and names exactly those that were selected.
 *
 * @param id the suite's slug
 * @param title its title
 * @param mode the conventions that all its tasks follow
 * @param parts its tasks
 * @param digest the digest of the suite with the digests of its tasks
 * @param selection whose common benchmarks these are; null for a suite of its own
 */
public record Suite(
    String id,
    Bilingual title,
    Mode mode,
    List<Part> parts,
    Digest digest,
    @Nullable Selection selection) {

  /** The value of {@code format} in suite files. */
  public static final String FORMAT = "gwageo-suite/1";

  /** Copies the list. */
  public Suite {
    parts = List.copyOf(parts);
  }

  /**
   * A task of a suite.
   *
   * @param task the task's name
   * @param weight its weight, above 0
   */
  public record Part(String task, BigDecimal weight) {}

  /**
   * The item of a stage whose selected benchmarks a suite names.
   *
   * @param stage the stage's id within the programme
   * @param item the rulebook's item
   */
  public record Selection(String stage, String item) {}

  /** Returns the names of the tasks, in order. */
  public List<String> tasks() {
    return parts.stream().map(Part::task).toList();
  }

  /**
   * Reads a suite.
   *
   * @throws SuiteException if it is no suite, names a task that is not there, or mixes modes
   */
  static Suite parse(String id, String yaml, String programme, TaskLibrary library)
      throws SuiteException {
    Map<?, ?> tree = tree(id, yaml);
    require(id, FORMAT.equals(tree.get("format")), "has the format " + FORMAT);
    require(id, id.equals(tree.get("id")), "is called id: " + id);
    if (!(tree.get("title") instanceof Map<?, ?> title)
        || !(title.get("ko") instanceof String ko)
        || !(title.get("en") instanceof String en)) {
      throw new SuiteException("suite " + id + " has a title with ko and en");
    }
    var parts = parts(id, tree.get("tasks"), programme, library);
    var modes = new HashSet<Mode>();
    var identity = new ArrayList<Object>();
    identity.add(FORMAT);
    for (Part part : parts) {
      var task = library.get(programme, part.task());
      modes.add(task.mode());
      identity.add(List.of(part.task(), part.weight().toPlainString(), task.digest().toString()));
    }
    Selection selection = selection(id, tree.get("selection"));
    if (selection != null) {
      identity.add(List.of(selection.stage(), selection.item()));
    }
    require(id, modes.size() == 1, "has tasks of one mode, official or compat, not of both");
    return new Suite(
        id,
        new Bilingual(ko, en),
        modes.iterator().next(),
        parts,
        Digest.ofJson(identity),
        selection);
  }

  private static @Nullable Selection selection(String id, @Nullable Object given)
      throws SuiteException {
    if (given == null) {
      return null;
    }
    if (given instanceof Map<?, ?> map
        && map.get("stage") instanceof String stage
        && map.get("item") instanceof String item
        && TaskLibrary.NAME.matcher(stage).matches()) {
      return new Selection(stage, item);
    }
    throw new SuiteException("suite " + id + " writes selection as {stage: …, item: …}");
  }

  /**
   * Returns the names of the tasks that a suite lists.
   *
   * @throws SuiteException if it is no suite
   */
  static List<String> taskNames(String id, String yaml) throws SuiteException {
    var names = new ArrayList<String>();
    if (tree(id, yaml).get("tasks") instanceof List<?> tasks) {
      for (Object entry : tasks) {
        if (entry instanceof Map<?, ?> part
            && part.get("task") instanceof String task
            && TaskLibrary.NAME.matcher(task).matches()) {
          names.add(task);
        } else {
          throw new SuiteException("suite " + id + " lists tasks as {task: …, weight: …}");
        }
      }
    }
    return names;
  }

  private static Map<?, ?> tree(String id, String yaml) throws SuiteException {
    try {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
      if (tree instanceof Map<?, ?> map) {
        return map;
      }
      throw new SuiteException("suite " + id + " is a YAML mapping");
    } catch (YAMLException e) {
      throw new SuiteException("suite " + id + " is no YAML: " + e.getMessage());
    }
  }

  private static List<Part> parts(
      String id, @Nullable Object list, String programme, TaskLibrary library)
      throws SuiteException {
    if (!(list instanceof List<?> entries) || entries.isEmpty()) {
      throw new SuiteException(new WrongValueException("refusal.suite.empty", id));
    }
    var parts = new ArrayList<Part>();
    var names = new HashSet<String>();
    for (Object entry : entries) {
      if (!(entry instanceof Map<?, ?> map)
          || !(map.get("task") instanceof String task)
          || !(map.get("weight") instanceof Number weight)) {
        throw new SuiteException("suite " + id + " lists tasks as {task: …, weight: …}");
      }
      var number = new BigDecimal(weight.toString());
      require(id, number.signum() > 0, "gives task " + task + " a weight above 0");
      require(id, names.add(task), "names task " + task + " once");
      require(id, library.has(programme, task), "names tasks that are there, unlike " + task);
      parts.add(new Part(task, number));
    }
    return parts;
  }

  private static void require(String id, boolean holds, String what) throws SuiteException {
    if (!holds) {
      throw new SuiteException("suite " + id + " " + what);
    }
  }
}
