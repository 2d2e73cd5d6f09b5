package org.gwageo.benchmark.reproduction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.run.BenchmarkFolder.Overrides;
import org.gwageo.benchmark.run.Grants;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.TaskException;

/** Bundles made up for tests: a model that adds, and gets some sums wrong in each run. */
final class Bundles {

  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final Instant LATER = START.plus(Duration.ofDays(30));
  static final int ITEMS = 40;

  private static final String YAML =
      """
      format: gwageo-task/1
      id: sums
      version: "1"
      title: {ko: 덧셈, en: Sums}
      prompt:
        user: "{{question}}"
      generation: {max_tokens: 16, temperature: TEMPERATURE}
      answer:
        kind: generated
        gold: answer
        extract: [number]
        normalise: [number]
      """;

  private Bundles() {}

  /** What a run replies to a question and when. */
  interface Model {
    Attempt attempt(Question question, long seed, Attempt usual);
  }

  /** Replies that differ from run to run; each item is wrong with probability 1/8. */
  static final Model USUAL =
      (question, seed, usual) ->
          with(
              usual,
              Reply.of(text(seed, Integer.parseInt(question.item().id().substring(1))), "stop"));

  static Attempt with(Attempt attempt, Reply reply) {
    return with(attempt, attempt.sentAt(), attempt.timing(), new Outcome.Answered(reply));
  }

  static Attempt with(Attempt attempt, Instant sent, Timing timing, Outcome outcome) {
    return new Attempt(
        attempt.key(),
        attempt.task(),
        attempt.subject(),
        attempt.ordinal(),
        attempt.item(),
        attempt.repeat(),
        attempt.part(),
        attempt.number(),
        sent,
        timing,
        outcome);
  }

  static String text(long seed, int ordinal) {
    int lot = new SplittableRandom(1_000 * seed + ordinal).nextInt(8);
    return "Sum no. %d-%d: %d".formatted(seed, ordinal, ordinal + (lot == 0 ? 2 : 1));
  }

  static Path task(Path folder, String temperature) throws IOException {
    Files.createDirectories(folder);
    var items = new StringBuilder();
    for (int i = 0; i < ITEMS; i++) {
      items.append(
          "{\"id\":\"s%d\",\"question\":\"%d + 1 = ?\",\"answer\":\"%d\"}\n"
              .formatted(i, i, i + 1));
    }
    Files.writeString(folder.resolve("items.jsonl"), items);
    return Files.writeString(folder.resolve("task.yaml"), YAML.replace("TEMPERATURE", temperature));
  }

  /** Writes one run with its result. */
  static Path run(Path folder, Path yaml, Path items, long seed, Model model)
      throws IOException, TaskException {
    var run =
        BenchmarkFolder.prepare(
            folder, yaml, items, new Overrides(null, seed, null), new Subject("adder", "", ""));
    List<Attempt> attempts = new ArrayList<>();
    try (ItemReader reader = run.task().items().open();
        var journal = FileJournal.open(folder.resolve("journal.jsonl"))) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        Question question = run.task().question(item, 0, run.subject());
        attempts.add(
            model.attempt(
                question,
                seed,
                new Attempt(
                    question.key(),
                    run.task().digest(),
                    run.subject(),
                    item.ordinal(),
                    item.id(),
                    0,
                    0,
                    1,
                    START.plusSeconds(3_600 * seed + item.ordinal()).plusNanos(seed * 1_000),
                    Timing.of(250_000 + seed),
                    new Outcome.Answered(Reply.of("-", "stop")))));
      }
      journal.append(attempts);
    }
    run.score();
    return folder;
  }

  /** Writes a bundle of five runs with seeds 1 to 5 and describes it. */
  static RunBundle five(Path folder, Model model) throws Exception {
    return five(folder, "0.7", model);
  }

  static RunBundle five(Path folder, String temperature, Model model) throws Exception {
    Path task = task(folder.resolveSibling("task"), temperature);
    for (int i = 1; i <= 5; i++) {
      run(folder.resolve("run-" + i), task, task.resolveSibling("items.jsonl"), i, model);
    }
    return RunBundle.describe(folder, "2 x H100, vLLM 0.11", Grants.NONE);
  }
}
