package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Items;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * Makes a task of a file with questions and answers that has no task file.
 *
 * @param question the field with the question; null to find it
 * @param answer the field with the right answer; null to find it
 * @param choices the field with a list of choices; null to find it
 * @param instruction a system text; null for none
 * @param maxTokens most tokens of a reply
 */
record PlainData(
    @Nullable String question,
    @Nullable String answer,
    @Nullable String choices,
    @Nullable String instruction,
    int maxTokens) {

  private static final List<String> QUESTIONS =
      List.of("question", "prompt", "input", "query", "problem", "질문", "문제", "문항");
  private static final List<String> ANSWERS =
      List.of("answer", "target", "gold", "label", "output", "solution", "정답", "답");
  private static final List<String> CHOICES = List.of("choices", "options", "보기", "선택지");

  /**
   * Writes the task of {@code data} to a file beside nothing else and returns it.
   *
   * @throws CannotRun if the fields cannot be found
   */
  Path taskFor(Path data) throws CannotRun {
    try {
      Map<String, Object> task = describe(data);
      Path file = Files.createTempFile("task", ".yaml");
      file.toFile().deleteOnExit();
      // JSON is YAML, and says exactly what is meant.
      return Files.writeString(file, CanonicalJson.string(task) + "\n");
    } catch (TaskException e) {
      throw new CannotRun("the data %s cannot be asked: %s".formatted(data, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("data", data, e);
    }
  }

  private Map<String, Object> describe(Path data) throws IOException, TaskException, CannotRun {
    Item first;
    boolean numbers = true;
    boolean zero = false;
    String gold;
    try (ItemReader items = Items.of(data).open()) {
      first = items.next();
      if (first == null) {
        throw new CannotRun("the data %s holds no item".formatted(data));
      }
      gold = field("--answer", answer, ANSWERS, first);
      for (Item item = first; item != null; item = items.next()) {
        numbers &= item.text(gold).matches("-?[0-9][0-9,]*(\\.[0-9]+)?");
        zero |= item.text(gold).equals("0");
      }
    }
    String asked = field("--question", question, QUESTIONS, first);
    String listed = choices == null ? present(CHOICES, first) : choices;
    var task = new TreeMap<String, Object>();
    String name = id(data);
    task.put("format", "gwageo-task/1");
    task.put("id", name);
    task.put("version", "1");
    task.put("title", Map.of("ko", name, "en", name));
    task.put("generation", Map.of("max_tokens", maxTokens));
    var prompt = new TreeMap<String, Object>();
    prompt.put("user", listed == null ? place(asked) : place(asked) + "\n" + place("choices"));
    if (instruction != null) {
      prompt.put("system", instruction);
    }
    task.put("prompt", prompt);
    task.put(
        "answer",
        listed == null ? generated(gold, numbers) : choice(gold, listed, numbers && !zero));
    return task;
  }

  private static Map<String, Object> generated(String gold, boolean numbers) {
    return numbers
        ? Map.of(
            "kind",
            "generated",
            "gold",
            gold,
            "extract",
            List.of("boxed", "korean-answer", "english-answer", "number"),
            "normalise",
            List.of("number"))
        : Map.of(
            "kind",
            "generated",
            "gold",
            gold,
            "extract",
            List.of("boxed", "korean-answer", "english-answer", "last-line"),
            "normalise",
            List.of("nfkc", "lower", "trim-punctuation", "korean-ending", "squeeze"));
  }

  /** Right choices given as numbers count from 1 where no item says 0. */
  private static Map<String, Object> choice(String gold, String choices, boolean fromOne) {
    return Map.of(
        "kind", "choice", "gold", gold, "choices", List.of(choices), "index_from", fromOne ? 1 : 0);
  }

  private static String place(String field) {
    return "{{" + field + "}}";
  }

  private static String field(String option, @Nullable String given, List<String> usual, Item first)
      throws CannotRun {
    String found = given == null ? present(usual, first) : given;
    if (found == null || !first.fields().containsKey(found)) {
      throw new CannotRun(
          "the items have the fields %s; say with %s which one is meant"
              .formatted(first.fields().keySet(), option));
    }
    return found;
  }

  private static @Nullable String present(List<String> usual, Item first) {
    Set<String> fields = first.fields().keySet();
    return usual.stream().filter(fields::contains).findFirst().orElse(null);
  }

  private static String id(Path data) {
    String name = String.valueOf(data.getFileName()).replaceFirst("\\.[^.]*$", "");
    List<String> words = new ArrayList<>();
    for (String word : name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    String id = String.join("-", words);
    return id.isEmpty() || id.getBytes(StandardCharsets.US_ASCII).length > 80 ? "data" : id;
  }
}
