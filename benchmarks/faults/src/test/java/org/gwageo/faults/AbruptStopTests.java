package org.gwageo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gwageo.benchmark.endpoint.Streaming;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.mockendpoint.AnswerKey;
import org.gwageo.mockendpoint.Latency;
import org.gwageo.mockendpoint.MockEndpoint;
import org.gwageo.mockendpoint.MockOptions;
import org.gwageo.mockendpoint.MockStats;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run whose process was killed goes on where it was, and ends with the same score. */
@Timeout(60)
class AbruptStopTests {

  private static final int ITEMS = 160;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0.1, OFF", "0.5, OFF", "0.9, OFF", "0.5, ON"})
  void endsWithTheScoreOfARunThatWasNeverKilled(double part, Streaming streaming) throws Exception {
    AnswerKey key = Sheet.key(ITEMS);
    Path task = Sheet.write(folder.resolve("task"), ITEMS);
    MockOptions options =
        MockOptions.standard().with(key).with(Latency.fixed(Duration.ofMillis(25)));
    try (MockEndpoint endpoint = MockEndpoint.start(options)) {
      Path killed = folder.resolve("killed");
      kill(task, killed, endpoint, streaming, (long) (part * ITEMS));
      long before = endpoint.stats().requests();
      long delivered = endpoint.stats().itemsDelivered();
      assertThat(delivered).isLessThan(ITEMS);

      BenchmarkResult result =
          Runs.run(task, killed, endpoint.base(), Runs.options(streaming, Duration.ofSeconds(20)));
      MockStats books = endpoint.stats();
      assertThat(result.unanswered()).isEmpty();
      assertThat(result.scored()).isEqualTo(ITEMS);
      assertThat(result.accuracy().correct()).isEqualTo(key.expected().right());
      // What was under way, or had come and was not yet on the disk; a slow disk keeps more
      // waiting.
      long askedAgain = books.requests() - before - (ITEMS - delivered);
      assertThat(askedAgain).isBetween(0L, 8L * Runs.AT_ONCE);

      BenchmarkResult uninterrupted =
          Runs.run(
              task,
              folder.resolve("whole"),
              endpoint.base(),
              Runs.options(streaming, Duration.ofSeconds(20)));
      assertThat(result.digest()).isEqualTo(uninterrupted.digest());
      assertThat(BenchmarkFolder.open(killed).score().digest()).isEqualTo(result.digest());
    }
  }

  /** Starts a run in a process of its own and kills it once so many replies were delivered. */
  private void kill(Path task, Path run, MockEndpoint endpoint, Streaming streaming, long enough)
      throws IOException, InterruptedException {
    URI base = endpoint.base();
    Path log = folder.resolve("killed.log");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    RunToBeKilled.class.getName(),
                    task.toString(),
                    run.toString(),
                    base.toString(),
                    streaming.name()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    while (endpoint.stats().delivered() < enough && process.isAlive()) {
      Thread.sleep(2);
    }
    assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
    process.destroyForcibly().waitFor();
  }
}
