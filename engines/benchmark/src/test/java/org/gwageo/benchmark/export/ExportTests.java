package org.gwageo.benchmark.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipFile;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.journal.Usage;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportTests {

  private static final Subject SUBJECT = new Subject("adder", "r1", "2026-1");
  private static final String ALGORITHM = "\"algorithm\":\"Ed25519\"";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;

  @Test
  void writesResultsAndSamplesInTheOrderOfTheItems() throws Exception {
    HarnessExport.write(run(6), folder.resolve("out"));

    JsonNode results = JSON.readTree(folder.resolve("out/results.json"));
    JsonNode numbers = results.path("results").path("sums");
    assertThat(numbers.path("accuracy,exact-match").doubleValue()).isEqualTo(0.6);
    assertThat(numbers.path("accuracy_stderr,exact-match").doubleValue()).isPositive();
    assertThat(results.path("n-samples").path("sums").path("original").intValue()).isEqualTo(6);
    assertThat(results.path("n-samples").path("sums").path("effective").intValue()).isEqualTo(5);
    List<JsonNode> samples = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("out/samples_sums.jsonl"))) {
      samples.add(JSON.readTree(line));
    }
    assertThat(samples)
        .extracting(sample -> sample.path("doc_id").intValue())
        .containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(samples.getFirst().path("resps").get(0).get(0).stringValue()).isEqualTo("1");
    assertThat(samples.getFirst().path("filtered_resps").get(0).stringValue()).isEqualTo("1");
    assertThat(samples.getFirst().path("accuracy").doubleValue()).isEqualTo(1);
    assertThat(samples.get(5).path("failure").stringValue()).isEqualTo("refused");
  }

  @Test
  void writesALogThatInspectCanOpen() throws Exception {
    Path file = folder.resolve("run.eval");
    InspectExport.write(run(6), file);

    try (var zip = new ZipFile(file.toFile())) {
      assertThat(Collections.list(zip.entries()))
          .extracting(entry -> entry.getName())
          .startsWith("_journal/start.json", "samples/s0_epoch_1.json")
          .contains("summaries.json", "header.json", "_journal/summaries/1.json")
          .hasSize(10);
      JsonNode header = read(zip, "header.json");
      assertThat(header.path("version").intValue()).isEqualTo(2);
      assertThat(header.path("status").stringValue()).isEqualTo("success");
      assertThat(header.path("eval").path("model").stringValue()).isEqualTo("adder");
      assertThat(
              header
                  .path("results")
                  .path("scores")
                  .get(0)
                  .path("metrics")
                  .path("accuracy")
                  .path("value")
                  .doubleValue())
          .isEqualTo(0.6);
      JsonNode sample = read(zip, "samples/s1_epoch_1.json");
      assertThat(sample.path("input").get(0).path("role").stringValue()).isEqualTo("user");
      assertThat(sample.path("output").path("choices").get(0).path("stop_reason").stringValue())
          .isEqualTo("stop");
      assertThat(sample.path("metadata").path("time_to_first_token").doubleValue())
          .isEqualTo(0.002);
      assertThat(read(zip, "samples/s5_epoch_1.json").path("error").path("message").stringValue())
          .isEqualTo("no");
      assertThat(read(zip, "summaries.json")).hasSize(6);
    }
  }

  @Test
  void writesARowForEachQuestion() throws Exception {
    Path file = folder.resolve("run.parquet");
    ParquetExport.write(run(6), file);

    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*), sum(value), sum(prompt_tokens), max(failure), min(first_token_us)"
                    + " from read_parquet('"
                    + file
                    + "')")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(6);
      assertThat(rows.getDouble(2)).isEqualTo(3);
      assertThat(rows.getInt(3)).isEqualTo(50);
      assertThat(rows.getString(4)).isEqualTo("refused");
      assertThat(rows.getLong(5)).isEqualTo(2000);
    }
  }

  @Test
  void givesTheSameBytesTwice() throws Exception {
    InspectExport.write(run(6), folder.resolve("a.eval"));
    InspectExport.write(run(6), folder.resolve("b.eval"));
    HarnessExport.write(run(6), folder.resolve("a"));
    HarnessExport.write(run(6), folder.resolve("b"));

    assertThat(folder.resolve("a.eval")).hasSameBinaryContentAs(folder.resolve("b.eval"));
    assertThat(folder.resolve("a/samples_sums.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("b/samples_sums.jsonl"));
  }

  @Test
  void signsWhatAScoreDependsOn() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var manifest = ReplayManifest.of(run(6), "1");

    byte[] json = manifest.toJson(keys.getPrivate(), keys.getPublic());
    ReplayManifest.Check check = manifest.check(json);

    assertThat(check.differences()).isEmpty();
    assertThat(check.signed()).isTrue();
    assertThat(manifest.check(manifest.toJson(null, null)).signed()).isFalse();
  }

  @Test
  void findsEveryByteThatWasChanged() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var manifest = ReplayManifest.of(run(6), "1");
    byte[] json = manifest.toJson(keys.getPrivate(), keys.getPublic());
    var random = new Random(3);

    for (int trial = 0; trial < 200; trial++) {
      byte[] changed = json.clone();
      changed[random.nextInt(json.length)] ^= (byte) (1 << random.nextInt(7));
      boolean noticed;
      try {
        ReplayManifest.Check check = manifest.check(changed);
        noticed = !check.signed() || !check.differences().isEmpty();
      } catch (IllegalArgumentException e) {
        noticed = true;
      }
      // The name of the algorithm is the one thing that is not needed to check the rest.
      boolean harmless = !new String(changed, StandardCharsets.UTF_8).contains(ALGORITHM);
      assertThat(noticed || harmless).as("trial %d", trial).isTrue();
    }
    assertThat(ReplayManifest.of(run(5), "1").check(json).differences())
        .containsKeys("items", "journal", "prompts", "result");
  }

  private static JsonNode read(ZipFile zip, String name) throws Exception {
    try (var in = zip.getInputStream(zip.getEntry(name))) {
      return JSON.readTree(in);
    }
  }

  /** Three right, two wrong replies and one refusal, the last item first. */
  private static ExportedRun run(int items) throws Exception {
    BenchmarkTask task = Tasks.sums(items);
    List<Attempt> attempts = new ArrayList<>();
    try (ItemReader reader = task.items().open()) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        int number = item.ordinal();
        Outcome outcome =
            number == 5
                ? new Failed(FailureClass.REFUSED, 400, "no")
                : new Answered(
                    new Reply(
                        String.valueOf(number < 3 ? number + 1 : 0),
                        null,
                        "stop",
                        new Usage(10L, 1L, null, null),
                        "fp",
                        List.of(),
                        null));
        attempts.addFirst(
            new Attempt(
                task.question(item, 0, SUBJECT).key(),
                task.digest(),
                SUBJECT,
                number,
                item.id(),
                0,
                0,
                1,
                Instant.parse("2026-08-03T00:00:00Z").plusMillis(number),
                new Timing(10, 0, 2000L, null, null, 5000),
                outcome));
      }
    }
    return new ExportedRun(task, SUBJECT, Attempts.of(attempts));
  }
}
