package org.gwageo.benchmark.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.canonical.Digest;

/** A benchmark task that has been checked and can be asked. */
public final class BenchmarkTask {

  /** The value of {@code format} in task files. */
  public static final String FORMAT = "gwageo-task/1";

  private final Description description;
  private final Items items;
  private final Rendering rendering;
  private final Judging judging;
  private final Digest digest;

  private BenchmarkTask(
      Description description, Items items, Rendering rendering, Judging judging) {
    this.description = description;
    this.items = items;
    this.rendering = rendering;
    this.judging = judging;
    this.digest = Digest.ofJson(toTree());
  }

  /**
   * Puts a task together from its parts, after every item has been rendered and judged once.
   *
   * @throws TaskException if an item is wrong, an id occurs twice, or there are no items
   * @throws IOException if the items cannot be read
   */
  public static BenchmarkTask of(
      Description description, Items items, Rendering rendering, Judging judging)
      throws IOException, TaskException {
    Items checked =
        items.checked(
            item -> {
              List<Reply> silence =
                  Collections.nCopies(rendering.drafts(item, 0).size(), Reply.of("", ""));
              judging.judge(item, 0, silence);
              if (description.cluster() != null) {
                item.text(description.cluster());
              }
            });
    return new BenchmarkTask(description, checked, rendering, judging);
  }

  /**
   * Reads a task and the items that it names, which stand beside it; {@code items.jsonl} if it
   * names none.
   *
   * @throws TaskException if the task or an item is wrong; the message names file and line
   * @throws IOException if a file cannot be read
   */
  public static BenchmarkTask read(Path yaml) throws IOException, TaskException {
    return TaskFile.parse(
        String.valueOf(yaml.getFileName()),
        Files.readAllBytes(yaml),
        (name, rule) -> Items.of(yaml.resolveSibling(name)));
  }

  /** Finds the items of a task, which may depend on how its replies are judged. */
  @FunctionalInterface
  public interface ItemsOf {

    /**
     * Returns the items.
     *
     * @param name the file that the task names
     * @param rule how replies are judged
     * @throws TaskException if they are no items of this task
     * @throws IOException if they cannot be read
     */
    Items items(String name, AnswerRule rule) throws IOException, TaskException;
  }

  /**
   * Returns the file of items that a task file names, which stands beside it. Nothing else of the
   * task is looked at.
   *
   * @throws TaskException if it is no task file
   * @throws IOException if it cannot be read
   */
  public static Path itemsOf(Path yaml) throws IOException, TaskException {
    return yaml.resolveSibling(
        TaskFile.itemsName(String.valueOf(yaml.getFileName()), Files.readAllBytes(yaml)));
  }

  /**
   * Reads a task with items from anywhere.
   *
   * @throws TaskException if the task or an item is wrong; the message names file and line
   * @throws IOException if a file cannot be read
   */
  public static BenchmarkTask read(Path yaml, ItemsOf items) throws IOException, TaskException {
    return TaskFile.parse(String.valueOf(yaml.getFileName()), Files.readAllBytes(yaml), items);
  }

  /**
   * Reads a task with the items of another file, which stands in for the one that it names.
   *
   * @throws TaskException if the task or an item is wrong; the message names file and line
   * @throws IOException if a file cannot be read
   */
  public static BenchmarkTask read(Path yaml, Path items) throws IOException, TaskException {
    return TaskFile.parse(
        String.valueOf(yaml.getFileName()),
        Files.readAllBytes(yaml),
        (name, rule) -> Items.of(items));
  }

  /**
   * Reads a task held in memory.
   *
   * @param yaml the bytes of the task file
   * @param items the bytes of the items
   * @param itemsName the name of the items' file, whose ending says what they are
   * @throws TaskException if the task or an item is wrong; the message names file and line
   */
  public static BenchmarkTask parse(byte[] yaml, byte[] items, String itemsName)
      throws TaskException {
    try {
      return TaskFile.parse("task.yaml", yaml, (name, rule) -> Items.of(itemsName, items));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  /**
   * Reads a task held in memory with items from anywhere.
   *
   * @param yaml the bytes of the task file
   * @throws TaskException if the task or an item is wrong; the message names file and line
   * @throws IOException if the items cannot be read
   */
  public static BenchmarkTask parse(byte[] yaml, ItemsOf items) throws IOException, TaskException {
    return TaskFile.parse("task.yaml", yaml, items);
  }

  /** Returns what the task says of itself. */
  public Description description() {
    return description;
  }

  /** Returns the task's id. */
  public String id() {
    return description.id();
  }

  /** Returns the task's version. */
  public String version() {
    return description.version();
  }

  /** Returns the title. */
  public Title title() {
    return description.title();
  }

  /** Returns which conventions the task follows. */
  public Mode mode() {
    return description.mode();
  }

  /** Returns the interface that it is asked through. */
  public Api api() {
    return rendering.api();
  }

  /** Returns how items become requests. */
  public Rendering rendering() {
    return rendering;
  }

  /** Returns how replies are judged. */
  public Judging judging() {
    return judging;
  }

  /** Returns how often each item is asked. */
  public int repeats() {
    return description.repeats();
  }

  /** Returns the decimal places to which the task's percentages are rounded. */
  public int places() {
    return description.places();
  }

  /** Returns the items. */
  public Items items() {
    return items;
  }

  /** Returns how many questions there are: items times repeats. */
  public long questions() {
    return (long) items.count() * repeats();
  }

  /**
   * Returns the digest of all that determines questions and scores: the description, the rendering,
   * the judging and the items' bytes. A limit on the number of items does not change it.
   */
  public Digest digest() {
    return digest;
  }

  /** Returns the question that {@code item} makes for {@code subject}. */
  public Question question(Item item, int repeat, Subject subject) throws TaskException {
    return Question.of(this, item, repeat, subject);
  }

  /** Returns the task cut down to its first {@code limit} items. */
  public BenchmarkTask limitedTo(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is at least 1 item, not " + limit);
    }
    return new BenchmarkTask(description, items.limitedTo(limit), rendering, judging);
  }

  /**
   * Returns the task asked through another interface.
   *
   * @throws IllegalArgumentException if it cannot be asked through that one
   */
  public BenchmarkTask withApi(Api other) {
    return other == api()
        ? this
        : new BenchmarkTask(description, items, rendering.through(other), judging);
  }

  /** Returns the task generated with another seed. */
  public BenchmarkTask withSeed(long seed) {
    return new BenchmarkTask(description, items, rendering.withSeed(seed), judging);
  }

  /** Returns the task with something that runs programs which models wrote. */
  public BenchmarkTask with(ProgramRunner runner) {
    return new BenchmarkTask(description, items, rendering, judging.with(runner));
  }

  private Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>(description.toTree());
    tree.put("format", FORMAT);
    tree.putAll(rendering.toTree());
    tree.put("answer", judging.toTree());
    tree.put("items", items.digest().toString());
    return tree;
  }
}
