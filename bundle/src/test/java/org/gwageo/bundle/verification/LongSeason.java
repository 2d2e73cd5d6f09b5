package org.gwageo.bundle.verification;

import java.io.BufferedWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.bundle.Bundle;
import org.gwageo.bundle.content.Content;
import org.gwageo.bundle.evidence.BenchmarkReplay;
import org.gwageo.bundle.season.SeasonBundle;
import org.gwageo.bundle.season.SeasonRecord;

/**
 * Makes, writes and verifies the bundle of a season whose one journal is longer than the memory of
 * this process; a main program, so that a test can say how much memory there is.
 */
final class LongSeason {

  static final int ITEMS = 900;
  static final int REPLY = 1 << 16;

  private static final Subject SUBJECT = new Subject("long-model", "r1", "");
  private static final String YAML =
      """
      format: gwageo-task/1
      id: long
      version: "1"
      title: {ko: 긴 응답, en: Long replies}
      licence: Apache-2.0
      items: items.jsonl
      api: chat
      prompt:
        user: "{{question}}"
      generation: {max_tokens: 8, temperature: 0}
      answer:
        kind: generated
        gold: answer
        extract: [first-line]
        normalise: [nfkc]
      metrics: [accuracy]
      """;

  private LongSeason() {}

  /** Prints the length of the journal and of the zip file, and what verifying says. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    String items = items();
    BenchmarkTask task =
        BenchmarkTask.parse(
            YAML.getBytes(StandardCharsets.UTF_8),
            items.getBytes(StandardCharsets.UTF_8),
            "items.jsonl");
    Path journal = folder.resolve("journal.jsonl");
    write(task, journal);
    BenchmarkResult result =
        BenchmarkReplay.score(task, new SeasonRun(1), "journal.jsonl", Content.of(journal));
    Instant at = Instant.parse("2026-11-22T03:00:00Z");
    var record =
        new SeasonRecord(
            "practice",
            "season-1",
            "긴 시즌",
            "Long season",
            null,
            at,
            at,
            at,
            "0.1.0",
            "suite",
            "sha256:" + "0".repeat(64),
            1,
            List.of(new SeasonRecord.Entrant("alpha", "Alpha", "long-model", "r1")),
            List.of(
                new SeasonRecord.Task(
                    "long",
                    BigDecimal.ONE,
                    YAML,
                    task.digest(),
                    task.items().count(),
                    "Apache-2.0",
                    new SeasonRecord.TaskItems.Open(items))),
            List.of(
                new SeasonRecord.Run(
                    "alpha",
                    "long",
                    1,
                    Content.of(journal),
                    new String(result.toJson(), StandardCharsets.UTF_8))));
    Path zip = folder.resolve("season.zip");
    SeasonBundle.assemble(record).writeZip(zip);
    Bundle.open(zip).writeFolder(folder.resolve("unpacked"));
    System.out.println(
        new TreeMap<>(
            Map.of(
                "journal",
                Files.size(journal),
                "unpacked",
                Files.mismatch(
                    journal, folder.resolve("unpacked/benchmarks/alpha/long/journal.jsonl")),
                "zip",
                BundleVerifier.verify(zip, Optional.empty()).ok(),
                "folder",
                BundleVerifier.verify(folder.resolve("unpacked"), Optional.empty()).ok())));
  }

  private static String items() {
    var lines = new StringBuilder();
    for (int i = 0; i < ITEMS; i++) {
      lines.append("{\"id\":\"i%d\",\"question\":\"%d?\",\"answer\":\"%d\"}\n".formatted(i, i, i));
    }
    return lines.toString();
  }

  private static void write(BenchmarkTask task, Path journal) throws Exception {
    try (BufferedWriter lines = Files.newBufferedWriter(journal);
        ItemReader items = task.items().open()) {
      for (Item item = items.next(); item != null; item = items.next()) {
        String reply = item.text("answer") + "x".repeat(REPLY);
        lines.write(
            new Attempt(
                    task.question(item, 0, SUBJECT).key(),
                    task.digest(),
                    SUBJECT,
                    item.ordinal(),
                    item.id(),
                    0,
                    0,
                    1,
                    Instant.parse("2026-11-22T01:00:00Z").plusMillis(item.ordinal()),
                    Timing.of(900),
                    new Outcome.Answered(Reply.of(reply, "stop")))
                .toJson());
        lines.write('\n');
      }
    }
  }
}
