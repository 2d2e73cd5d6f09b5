package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.endpoint.MockEndpoint;
import org.gwageo.benchmark.endpoint.MockEndpoint.Reaction;
import org.gwageo.benchmark.endpoint.MockEndpoint.World;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that ended early goes on where it ended; the server tells what was asked. */
@Timeout(60)
class BenchmarkResumeTests {

  private static final RunOptions OPTIONS = Runs.OPTIONS;

  @TempDir Path folder;

  @Test
  void goesOnWhereItWasStoppedAndAsksNothingTwice() throws Exception {
    BenchmarkTask task = Tasks.sums(200);
    World world =
        request -> {
          Thread.sleep(2);
          return MockEndpoint.sum(request);
        };
    try (MockEndpoint mock = MockEndpoint.start(world);
        FileJournal journal = journal()) {
      var endpoint = Endpoint.of(mock.base(), "m");
      BenchmarkResult half =
          BenchmarkRun.run(
              task, endpoint, journal, OPTIONS.with(new Concurrency.Fixed(1)), new StopAfter(20));
      int askedBefore = mock.requests();
      assertThat(half.isComplete()).isFalse();
      assertThat(half.scored()).isEqualTo(askedBefore).isBetween(20L, 199L);

      List<RunProgress> seen = new ArrayList<>();
      BenchmarkResult whole = BenchmarkRun.run(task, endpoint, journal, OPTIONS, seen::add);
      assertThat(seen.getFirst().done()).isEqualTo(askedBefore);
      assertThat(seen.getLast().done()).isEqualTo(200);
      assertThat(whole.accuracy().correct()).isEqualTo(200);
      assertThat(mock.requests()).isEqualTo(200);
      assertThat(mock.answeredByKey()).hasSize(200).allSatisfy((k, n) -> assertThat(n).isOne());

      BenchmarkResult again = BenchmarkRun.run(task, endpoint, journal, OPTIONS, Progress.none());
      assertThat(mock.requests()).isEqualTo(200);
      assertThat(again.toJson()).isEqualTo(whole.toJson());
      assertThat(BenchmarkScoring.score(task, endpoint.subject(), journal).toJson())
          .isEqualTo(whole.toJson());
    }
  }

  @Test
  void asksUnansweredQuestionsAgainWhenResumedButNoRefusedOnes() throws Exception {
    BenchmarkTask task = Tasks.sums(3);
    var down = new AtomicBoolean(true);
    World world =
        request ->
            request.prompt().startsWith("0 ")
                ? MockEndpoint.error(400, Map.of())
                : down.get() ? MockEndpoint.error(401, Map.of()) : MockEndpoint.sum(request);
    try (MockEndpoint mock = MockEndpoint.start(world);
        FileJournal journal = journal()) {
      var endpoint = Endpoint.of(mock.base(), "m");
      BenchmarkResult first = BenchmarkRun.run(task, endpoint, journal, OPTIONS, Progress.none());
      assertThat(first.unanswered()).isEqualTo(Map.of(FailureClass.REFUSED, 3L));

      down.set(false);
      BenchmarkResult second = BenchmarkRun.run(task, endpoint, journal, OPTIONS, Progress.none());
      assertThat(second.scored()).isEqualTo(2);
      assertThat(second.unanswered()).isEqualTo(Map.of(FailureClass.REFUSED, 1L));
      assertThat(mock.askedByPrompt()).containsEntry("0 + 1 = ?", 1);
    }
  }

  @Test
  void endsAWaitingQuestionWhenStopped() throws Exception {
    World world = request -> MockEndpoint.error(429, Map.of("Retry-After", "50"));
    try (MockEndpoint mock = MockEndpoint.start(world);
        FileJournal journal = journal()) {
      BenchmarkResult result =
          BenchmarkRun.run(
              Tasks.sums(30),
              Endpoint.of(mock.base(), "m"),
              journal,
              OPTIONS,
              new Progress() {
                @Override
                public void report(RunProgress progress) {
                  assertThat(progress.done()).isZero();
                }

                @Override
                public boolean stopRequested() {
                  return mock.requests() > 0;
                }
              });

      assertThat(result.scored()).isZero();
      assertThat(mock.askedByPrompt().values()).as("none is repeated").containsOnly(1);
    }
  }

  @Test
  void abandonsRequestsWhenInterruptedAndKeepsReplies() throws Exception {
    BenchmarkTask task = Tasks.sums(50);
    var stuck = new CountDownLatch(1);
    World world =
        request -> {
          if (request.prompt().startsWith("9 ") && request.occurrence() == 1) {
            stuck.countDown();
            return new Reaction.Stall(30_000);
          }
          return MockEndpoint.sum(request);
        };
    try (MockEndpoint mock = MockEndpoint.start(world);
        FileJournal journal = journal()) {
      var endpoint = Endpoint.of(mock.base(), "m");
      Thread running = Thread.currentThread();
      Thread.startVirtualThread(
          () -> {
            try {
              stuck.await();
              Thread.sleep(300);
            } catch (InterruptedException e) {
              return;
            }
            running.interrupt();
          });
      assertThatThrownBy(
              () ->
                  BenchmarkRun.run(
                      task,
                      endpoint,
                      journal,
                      OPTIONS.with(new Concurrency.Fixed(1)),
                      Progress.none()))
          .isInstanceOf(InterruptedException.class);
      assertThat(Runs.all(journal)).hasSize(9);

      BenchmarkResult result = BenchmarkRun.run(task, endpoint, journal, OPTIONS, Progress.none());
      assertThat(result.accuracy().correct()).isEqualTo(50);
      assertThat(mock.askedByPrompt().get("9 + 1 = ?")).isEqualTo(2);
      assertThat(mock.requests()).isEqualTo(51);
    }
  }

  @Test
  void endsAtOnceWithWhatItsWatcherThrows() throws Exception {
    BenchmarkTask task = Tasks.sums(3000);
    World world =
        request -> {
          Thread.sleep(2);
          return MockEndpoint.sum(request);
        };
    try (MockEndpoint mock = MockEndpoint.start(world);
        FileJournal journal = journal()) {
      assertThatThrownBy(
              () ->
                  BenchmarkRun.run(
                      task,
                      Endpoint.of(mock.base(), "m"),
                      journal,
                      OPTIONS,
                      progress -> {
                        if (progress.done() > 0) {
                          throw new IllegalStateException("the lease is lost");
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the lease is lost");
      int asked = mock.requests();
      int kept = Runs.all(journal).size();
      assertThat(asked).isLessThan(3000);

      BenchmarkResult result =
          BenchmarkRun.run(task, Endpoint.of(mock.base(), "m"), journal, OPTIONS, Progress.none());
      assertThat(result.accuracy().correct()).isEqualTo(3000);
      assertThat(mock.requests()).isEqualTo(asked + 3000 - kept);
    }
  }

  @Test
  void losesNothingButWhatWasUnderWayWhenKilled() throws Exception {
    Path yaml = folder.resolve("sums.yaml");
    Files.writeString(yaml, Tasks.GENERATED);
    var items = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      items.append("{\"question\":\"%d + 1 = ?\",\"answer\":%d}\n".formatted(i, i + 1));
    }
    Files.writeString(folder.resolve("items.jsonl"), items);
    Path out = folder.resolve("out");
    World world =
        request -> {
          Thread.sleep(10);
          return MockEndpoint.sum(request);
        };
    try (MockEndpoint mock = MockEndpoint.start(world)) {
      Process run =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  KilledRun.class.getName(),
                  yaml.toString(),
                  out.toString(),
                  mock.base().toString())
              .inheritIO()
              .start();
      while (mock.requests() < 120 && run.isAlive()) {
        Thread.sleep(5);
      }
      run.destroyForcibly().waitFor();
      int asked = mock.requests();
      assertThat(asked).isBetween(120, 299);

      BenchmarkResult result =
          BenchmarkFolder.open(out).run(Endpoint.of(mock.base(), "m"), OPTIONS, Progress.none());
      assertThat(result.accuracy().correct()).isEqualTo(300);
      assertThat(mock.answeredByKey()).hasSize(300);
      // Eight were under way, and as many again may have been answered but not yet durable.
      assertThat(mock.requests() - 300).isBetween(0, 40);
    }
  }

  /** Stops a run once some questions are done. */
  private record StopAfter(long done, AtomicBoolean reached) implements Progress {

    StopAfter(long done) {
      this(done, new AtomicBoolean());
    }

    @Override
    public void report(RunProgress progress) {
      reached.set(progress.done() >= done);
    }

    @Override
    public boolean stopRequested() {
      return reached.get();
    }
  }

  private FileJournal journal() throws IOException {
    return FileJournal.open(folder.resolve("journal.jsonl"));
  }
}
