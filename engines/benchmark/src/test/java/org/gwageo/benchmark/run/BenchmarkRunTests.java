package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.gwageo.benchmark.endpoint.Backoff;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.endpoint.MockEndpoint;
import org.gwageo.benchmark.endpoint.MockEndpoint.Reaction;
import org.gwageo.benchmark.endpoint.MockEndpoint.World;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.Journal;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.Api;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BenchmarkRunTests {

  private static final RunOptions OPTIONS = Runs.OPTIONS;

  @TempDir Path folder;

  @Test
  void asksEveryQuestionOnceOverFewConnections() throws Exception {
    BenchmarkTask task = Tasks.sums(300);
    try (MockEndpoint mock = MockEndpoint.start(MockEndpoint::sum)) {
      BenchmarkResult result = run(task, mock, OPTIONS);

      assertThat(result.accuracy().correct()).isEqualTo(300);
      assertThat(result.requests()).isEqualTo(300);
      assertThat(result.retries()).isZero();
      assertThat(mock.requests()).isEqualTo(300);
      assertThat(mock.askedByPrompt()).hasSize(300).allSatisfy((p, n) -> assertThat(n).isOne());
      assertThat(mock.connections()).isLessThanOrEqualTo(10);
      assertThat(mock.mostInFlight()).isBetween(1, 8);
    }
  }

  @Test
  void sendsTheKeyTheTokenAndTheParameters() throws Exception {
    BenchmarkTask task = Tasks.sums(1);
    try (MockEndpoint mock = MockEndpoint.start(MockEndpoint::sum);
        FileJournal journal = journal()) {
      var endpoint = new Endpoint(mock.base(), new Subject("m", "", ""), "token");
      BenchmarkRun.run(task, endpoint, journal, OPTIONS, Progress.none());

      MockEndpoint.Request request = mock.log().getFirst();
      assertThat(request.path()).isEqualTo("/v1/chat/completions");
      assertThat(request.headers())
          .containsEntry("idempotency-key", Runs.all(journal).getFirst().key().hex())
          .containsEntry("authorization", "Bearer token");
      assertThat(request.body())
          .isEqualTo(
              "{\"max_tokens\":16,\"messages\":[{\"content\":\"0 + 1 = ?\",\"role\":\"user\"}],"
                  + "\"model\":\"m\",\"temperature\":0}");
    }
  }

  @Test
  void asksThroughCompletions() throws Exception {
    BenchmarkTask task = Tasks.sums(3).withApi(Api.COMPLETIONS);
    World world =
        request ->
            new Reaction.Respond(
                200, Map.of(), "{\"choices\":[{\"text\":\"1\",\"finish_reason\":\"stop\"}]}");
    try (MockEndpoint mock = MockEndpoint.start(world)) {
      BenchmarkResult result = run(task, mock, OPTIONS);

      assertThat(result.accuracy().correct()).isEqualTo(1);
      assertThat(mock.log().getFirst().path()).isEqualTo("/v1/completions");
    }
  }

  @Test
  void asksARepeatedItemWithDifferentSeeds() throws Exception {
    BenchmarkTask task =
        Tasks.sums(
            Tasks.GENERATED.replace("max_tokens: 16", "max_tokens: 16, seed: 40") + "repeats: 3\n",
            4);
    try (MockEndpoint mock = MockEndpoint.start(MockEndpoint::sum)) {
      BenchmarkResult result = run(task, mock, OPTIONS);

      assertThat(result.accuracy().correct()).isEqualTo(12);
      assertThat(mock.log().stream().filter(request -> request.body().contains("\"seed\":42")))
          .hasSize(4);
      assertThat(mock.answeredByKey()).hasSize(12);
    }
  }

  @Test
  void failsWithItsJournal() throws Exception {
    try (MockEndpoint mock = MockEndpoint.start(MockEndpoint::sum)) {
      var full =
          new Journal() {
            @Override
            public void append(List<Attempt> attempts) throws IOException {
              throw new IOException("no space left");
            }

            @Override
            public Cursor read() {
              return () -> null;
            }
          };

      assertThatThrownBy(
              () ->
                  BenchmarkRun.run(
                      Tasks.sums(5000),
                      Endpoint.of(mock.base(), "m"),
                      full,
                      OPTIONS,
                      Progress.none()))
          .isInstanceOf(IOException.class)
          .hasMessage("no space left");
      assertThat(mock.requests()).isLessThan(5000);
    }
  }

  @Test
  void findsTheConcurrencyThatAnEndpointBears() throws Exception {
    var busy = new AtomicInteger();
    World world =
        request -> {
          if (busy.incrementAndGet() > 12) {
            busy.decrementAndGet();
            return MockEndpoint.error(429, Map.of());
          }
          Thread.sleep(5);
          busy.decrementAndGet();
          return MockEndpoint.sum(request);
        };
    // As in earnest, a refused request waits longer than a reply takes.
    RunOptions patient = OPTIONS.with(new Backoff(Duration.ofMillis(20), Duration.ofMillis(100)));
    try (MockEndpoint mock = MockEndpoint.start(world)) {
      BenchmarkResult result =
          run(Tasks.sums(600), mock, patient.with(new Concurrency.Adaptive(128)).withAttempts(50));

      assertThat(result.accuracy().correct()).isEqualTo(600);
      assertThat(result.retries()).isLessThan(600);
      assertThat(mock.mostInFlight()).isGreaterThan(8);
    }
  }

  private BenchmarkResult run(BenchmarkTask task, MockEndpoint mock, RunOptions options)
      throws Exception {
    try (FileJournal journal = journal()) {
      return BenchmarkRun.run(
          task, Endpoint.of(mock.base(), "m"), journal, options, Progress.none());
    }
  }

  private FileJournal journal() throws IOException {
    return FileJournal.open(folder.resolve("journal.jsonl"));
  }
}
