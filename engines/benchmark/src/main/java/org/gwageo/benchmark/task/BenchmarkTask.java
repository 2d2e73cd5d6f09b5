package org.gwageo.benchmark.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.canonical.Digest;

/** A benchmark task that has been checked and can be asked. */
public final class BenchmarkTask {

  /** The value of {@code format} in task files. */
  public static final String FORMAT = "gwageo-task/1";

  private final String id;
  private final String version;
  private final Title title;
  private final Api api;
  private final Prompt prompt;
  private final Generation generation;
  private final int repeats;
  private final AnswerRule answer;
  private final int places;
  private final Items items;
  private final Map<String, Object> about;
  private final Digest digest;

  BenchmarkTask(
      String id,
      String version,
      Title title,
      Api api,
      Prompt prompt,
      Generation generation,
      int repeats,
      AnswerRule answer,
      int places,
      Items items,
      Map<String, Object> about) {
    this.id = id;
    this.version = version;
    this.title = title;
    this.api = api;
    this.prompt = prompt;
    this.generation = generation;
    this.repeats = repeats;
    this.answer = answer;
    this.places = places;
    this.items = items;
    this.about = about;
    this.digest = Digest.ofJson(toTree());
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
        name -> Items.of(yaml.resolveSibling(name)));
  }

  /**
   * Reads a task with the items of another file, which stands in for the one that it names.
   *
   * @throws TaskException if the task or an item is wrong; the message names file and line
   * @throws IOException if a file cannot be read
   */
  public static BenchmarkTask read(Path yaml, Path items) throws IOException, TaskException {
    return TaskFile.parse(
        String.valueOf(yaml.getFileName()), Files.readAllBytes(yaml), name -> Items.of(items));
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
      return TaskFile.parse("task.yaml", yaml, name -> Items.of(itemsName, items));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
  }

  /** Returns the task's id: lower-case letters, digits and hyphens. */
  public String id() {
    return id;
  }

  /** Returns the task's version. */
  public String version() {
    return version;
  }

  /** Returns the title. */
  public Title title() {
    return title;
  }

  /** Returns the interface that it is asked through. */
  public Api api() {
    return api;
  }

  Prompt prompt() {
    return prompt;
  }

  /** Returns how the model is to generate. */
  public Generation generation() {
    return generation;
  }

  /** Returns how often each item is asked. */
  public int repeats() {
    return repeats;
  }

  /** Returns how replies are judged. */
  public AnswerRule answer() {
    return answer;
  }

  /** Returns the decimal places to which the task's percentages are rounded. */
  public int places() {
    return places;
  }

  /** Returns the items. */
  public Items items() {
    return items;
  }

  /** Returns how many questions there are: items times repeats. */
  public long questions() {
    return (long) items.count() * repeats;
  }

  /**
   * Returns the digest of all that the task file says, defaults filled in, and of the items' bytes.
   * A limit on the number of items does not change it.
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
    return with(api, generation, items.limitedTo(limit));
  }

  /** Returns the task asked through another interface. */
  public BenchmarkTask withApi(Api other) {
    return with(other, generation, items);
  }

  /** Returns the task generated with another seed. */
  public BenchmarkTask withSeed(long seed) {
    return with(api, generation.withSeed(seed), items);
  }

  private BenchmarkTask with(Api newApi, Generation newGeneration, Items newItems) {
    return new BenchmarkTask(
        id,
        version,
        title,
        newApi,
        prompt,
        newGeneration,
        repeats,
        answer,
        places,
        newItems,
        about);
  }

  private Map<String, Object> toTree() {
    var tree = new TreeMap<String, Object>(about);
    tree.put("format", FORMAT);
    tree.put("id", id);
    tree.put("version", version);
    tree.put("title", Map.of("ko", title.ko(), "en", title.en()));
    tree.put("api", api.word());
    tree.put("prompt", prompt.toTree());
    tree.put("generation", generation.members(0));
    tree.put("repeats", repeats);
    tree.put("answer", answer.toTree());
    tree.put("places", places);
    tree.put("items", items.digest().toString());
    return tree;
  }
}
