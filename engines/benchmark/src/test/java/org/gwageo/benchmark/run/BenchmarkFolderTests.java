package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Random;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.endpoint.MockEndpoint;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.run.BenchmarkFolder.Overrides;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.benchmark.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BenchmarkFolderTests {

  private static final RunOptions OPTIONS = RunOptions.standard(Clock.systemUTC(), new Random(1));
  private static final Subject SUBJECT = new Subject("m", "", "");

  @TempDir Path temp;

  @Test
  void holdsAllThatItTakesToScoreAgain() throws Exception {
    Path yaml = task(12);
    Path out = temp.resolve("out");
    try (MockEndpoint mock = MockEndpoint.start(MockEndpoint::sum)) {
      BenchmarkFolder folder = BenchmarkFolder.prepare(out, yaml, null, Overrides.NONE, SUBJECT);
      BenchmarkResult result = folder.run(Endpoint.of(mock.base(), "m"), OPTIONS, Progress.none());

      byte[] written = Files.readAllBytes(out.resolve("result.json"));
      assertThat(written).isEqualTo(result.toJson());
      assertThat(Files.readAllLines(out.resolve("details.jsonl"))).hasSize(12);
      assertThat(out.resolve("latency.json"))
          .content()
          .contains("\"service\":{\"max\":")
          .contains("\"replies\":12");
      assertThat(out.resolve("endpoint.json"))
          .hasContent(
              "{\"adaptations\":[],\"base\":\""
                  + mock.base()
                  + "\",\"concurrency\":8,\"streaming\":\"on\"}");
      Files.delete(yaml);
      Files.delete(out.resolve("result.json"));

      assertThat(BenchmarkFolder.open(out).score().toJson()).isEqualTo(written);
      assertThat(Files.readAllBytes(out.resolve("result.json"))).isEqualTo(written);
      BenchmarkTask copy = BenchmarkTask.read(out.resolve("task.yaml"));
      var attempts = FileJournal.attempts(out.resolve("journal.jsonl"));
      assertThat(
              BenchmarkScoring.score(copy, BenchmarkScoring.onlySubject(copy, attempts), attempts)
                  .toJson())
          .isEqualTo(written);
    }
  }

  @Test
  void isSettledWhenItsLastResultCountsEveryQuestion() throws Exception {
    Path out = temp.resolve("out");
    try (MockEndpoint mock = MockEndpoint.start(MockEndpoint::sum)) {
      BenchmarkFolder folder = BenchmarkFolder.prepare(out, task(3), null, Overrides.NONE, SUBJECT);
      assertThat(folder.settled()).isFalse();
      folder.run(Endpoint.of(mock.base(), "m"), OPTIONS, Progress.none());
      assertThat(folder.settled()).isTrue();
    }
    BenchmarkFolder folder = BenchmarkFolder.open(out);
    String journal = Files.readString(out.resolve("journal.jsonl"));
    Files.writeString(
        out.resolve("journal.jsonl"), journal.substring(0, journal.indexOf('\n') + 1));
    folder.score();
    assertThat(folder.settled()).isFalse();
    Files.writeString(out.resolve("result.json"), "{");
    assertThat(folder.settled()).isFalse();
  }

  @Test
  void goesOnAfterItsJournalWasTornAtAnyPlace() throws Exception {
    Path yaml = task(4);
    Path out = temp.resolve("out");
    Path journal = out.resolve("journal.jsonl");
    try (MockEndpoint mock = MockEndpoint.start(MockEndpoint::sum)) {
      var endpoint = Endpoint.of(mock.base(), "m");
      BenchmarkFolder folder = BenchmarkFolder.prepare(out, yaml, null, Overrides.NONE, SUBJECT);
      BenchmarkResult whole = folder.run(endpoint, OPTIONS, Progress.none());
      byte[] bytes = Files.readAllBytes(journal);

      for (int length = bytes.length - 1; length > bytes.length - 600; length -= 23) {
        byte[] torn = Arrays.copyOf(bytes, length);
        Files.write(journal, torn);
        int lost =
            4
                - (int)
                    new String(torn, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count();
        int before = mock.requests();
        BenchmarkResult again =
            BenchmarkFolder.prepare(out, yaml, null, Overrides.NONE, SUBJECT)
                .run(endpoint, OPTIONS, Progress.none());

        assertThat(mock.requests() - before).as("torn at byte %d", length).isEqualTo(lost);
        assertThat(again.digest()).as("torn at byte %d", length).isEqualTo(whole.digest());
      }
    }
  }

  @Test
  void keepsItsOverrides() throws Exception {
    Path yaml = task(9);
    Path out = temp.resolve("out");
    var overrides = new Overrides(null, 77L, 5);
    try (MockEndpoint mock = MockEndpoint.start(MockEndpoint::sum)) {
      BenchmarkFolder.prepare(out, yaml, null, overrides, SUBJECT)
          .run(Endpoint.of(mock.base(), "m"), OPTIONS, Progress.none());

      assertThat(mock.requests()).isEqualTo(5);
      assertThat(mock.log().getFirst().body()).contains("\"seed\":77");
      assertThat(BenchmarkFolder.open(out).score().items()).isEqualTo(5);
    }
  }

  @Test
  void refusesAnotherRunInTheSameFolder() throws Exception {
    Path yaml = task(3);
    Path out = temp.resolve("out");
    BenchmarkFolder.prepare(out, yaml, null, Overrides.NONE, SUBJECT);

    assertThatThrownBy(
            () ->
                BenchmarkFolder.prepare(
                    out, yaml, null, Overrides.NONE, new Subject("other", "", "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds a run of task sums");
    assertThatThrownBy(
            () -> BenchmarkFolder.prepare(out, yaml, null, new Overrides(null, null, 1), SUBJECT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 items");
  }

  @Test
  void takesOtherItemsForTheTasksOwn() throws Exception {
    Path yaml = task(3);
    Path items = temp.resolve("mine.csv");
    Files.writeString(items, "question,answer\n41 + 1 = ?,42\n");
    Path out = temp.resolve("out");
    try (MockEndpoint mock = MockEndpoint.start(MockEndpoint::sum)) {
      BenchmarkResult result =
          BenchmarkFolder.prepare(out, yaml, items, Overrides.NONE, SUBJECT)
              .run(Endpoint.of(mock.base(), "m"), OPTIONS, Progress.none());

      assertThat(result.accuracy().correct()).isEqualTo(1);
      assertThat(BenchmarkFolder.open(out).score().toJson()).isEqualTo(result.toJson());
    }
  }

  @Test
  void refusesADamagedDescription() throws Exception {
    Path yaml = task(3);
    Path out = temp.resolve("out");
    BenchmarkFolder.prepare(out, yaml, null, Overrides.NONE, SUBJECT);
    Files.writeString(out.resolve("run.json"), "{\"format\":\"gwageo-run/1\"}");

    assertThatThrownBy(() -> BenchmarkFolder.open(out)).isInstanceOf(TaskException.class);
  }

  private Path task(int items) throws Exception {
    Path yaml = temp.resolve("sums.yaml");
    Files.writeString(yaml, Tasks.GENERATED);
    var lines = new StringBuilder();
    for (int i = 0; i < items; i++) {
      lines.append(
          "{\"id\":\"s%d\",\"question\":\"%d + 1 = ?\",\"answer\":%d}\n".formatted(i, i, i + 1));
    }
    Files.writeString(temp.resolve("items.jsonl"), lines);
    return yaml;
  }
}
