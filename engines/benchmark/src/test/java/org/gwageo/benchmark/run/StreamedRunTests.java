package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.gwageo.benchmark.endpoint.Adaptation;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.endpoint.Streaming;
import org.gwageo.benchmark.endpoint.http.ScriptedServer;
import org.gwageo.benchmark.endpoint.http.ScriptedServer.Visit;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.Journal;
import org.gwageo.benchmark.latency.LatencySummary;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamedRunTests {

  private static final RunOptions OPTIONS = Runs.OPTIONS.with(Streaming.ON);

  @TempDir Path folder;

  /** Streams the right answer to a sum, one character an event. */
  private static void stream(Visit visit) throws Exception {
    visit.events();
    String answer = String.valueOf(number(visit) + 1);
    for (char digit : ("답은 " + answer).toCharArray()) {
      visit.event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + digit + "\"}}]}");
    }
    visit.event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
    visit.event(
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":"
            + (3 + answer.length())
            + "}}");
    visit.event("[DONE]");
    visit.lastChunk();
  }

  private static int number(Visit visit) {
    String body = visit.request().body();
    int from = body.indexOf("\"content\":\"") + "\"content\":\"".length();
    return Integer.parseInt(body.substring(from, body.indexOf(' ', from)));
  }

  @Test
  void keepsTheTimesOfEveryReply() throws Exception {
    BenchmarkTask task = Tasks.sums(40);
    try (var server = ScriptedServer.start(StreamedRunTests::stream);
        FileJournal journal = FileJournal.open(folder.resolve("journal.jsonl"))) {
      var endpoint = Endpoint.of(server.base(), "m");
      BenchmarkResult result = BenchmarkRun.run(task, endpoint, journal, OPTIONS, Progress.none());

      assertThat(result.accuracy().correct()).isEqualTo(40);
      assertThat(Runs.all(journal))
          .hasSize(40)
          .allSatisfy(
              attempt -> {
                assertThat(attempt.timing().firstToken())
                    .isNotNull()
                    .isLessThanOrEqualTo(attempt.timing().total());
                assertThat(attempt.timing().meanGap()).isNotNull();
              });
      LatencySummary latency = LatencySummary.of(journal, task.digest(), endpoint.subject());
      assertThat(latency.firstToken().n()).isEqualTo(40);
      assertThat(latency.tokens().prompt()).isEqualTo(360);
      assertThat(latency.connect().n()).isEqualTo(server.connections());
    }
  }

  @Test
  void asksAgainAfterAStreamThatWasCut() throws Exception {
    BenchmarkTask task = Tasks.sums(20);
    var cuts = new AtomicInteger();
    List<RunProgress> seen = new ArrayList<>();
    try (var server =
            ScriptedServer.start(
                visit -> {
                  if (number(visit) == 7 && cuts.incrementAndGet() <= 2) {
                    visit.events().event("{\"choices\":[{\"delta\":{\"content\":\"답은 9\"}}]}");
                    visit.hangUp();
                  } else {
                    stream(visit);
                  }
                });
        FileJournal journal = FileJournal.open(folder.resolve("journal.jsonl"))) {
      BenchmarkResult result =
          BenchmarkRun.run(task, Endpoint.of(server.base(), "m"), journal, OPTIONS, seen::add);

      assertThat(result.accuracy().correct()).isEqualTo(20);
      assertThat(result.retries()).isEqualTo(2);
      assertThat(seen.getLast().failedAttempts()).isEqualTo(Map.of(FailureClass.RESET, 2L));
    }
  }

  @Test
  void showsWhatTheEndpointNeedsChanged() throws Exception {
    BenchmarkTask task = Tasks.sums(10);
    List<RunProgress> seen = new ArrayList<>();
    try (var server =
            ScriptedServer.start(
                visit -> {
                  if (visit.request().body().contains("\"stream\"")) {
                    visit.respond(
                        422,
                        "application/json",
                        "{\"error\":{\"message\":\"stream: extra inputs are not permitted\"}}");
                  } else {
                    visit.respond(
                        200,
                        "application/json",
                        "{\"choices\":[{\"message\":{\"content\":\""
                            + (number(visit) + 1)
                            + "\"},\"finish_reason\":\"stop\"}]}");
                  }
                });
        FileJournal journal = FileJournal.open(folder.resolve("journal.jsonl"))) {
      BenchmarkResult result =
          BenchmarkRun.run(task, Endpoint.of(server.base(), "m"), journal, OPTIONS, seen::add);

      assertThat(result.accuracy().correct()).isEqualTo(10);
      assertThat(result.retries()).isZero();
      assertThat(seen.getLast().adaptations()).containsExactly(Adaptation.WITHOUT_STREAM);
      assertThat(seen.getLast().load().room()).isEqualTo(EventQueue.ROOM);
    }
  }

  @Test
  void keepsToTheRateThatIsAskedFor() throws Exception {
    BenchmarkTask task = Tasks.sums(70);
    try (var server = ScriptedServer.start(StreamedRunTests::stream);
        FileJournal journal = FileJournal.open(folder.resolve("journal.jsonl"))) {
      BenchmarkRun.run(
          task,
          Endpoint.of(server.base(), "m"),
          journal,
          OPTIONS.withRates(1200L, null),
          Progress.none());

      // Forty at once fill the bucket; the other thirty come at twenty a second.
      var times = Runs.all(journal).stream().map(attempt -> attempt.sentAt()).sorted().toList();
      assertThat(java.time.Duration.between(times.getFirst(), times.getLast()).toMillis())
          .isGreaterThanOrEqualTo(1300);
    }
  }

  @Test
  void waitsForAJournalThatIsSlow() throws Exception {
    BenchmarkTask task = Tasks.sums(3_000);
    var kept = new AtomicInteger();
    var mostAhead = new AtomicInteger();
    try (var server =
            ScriptedServer.start(
                visit -> {
                  mostAhead.accumulateAndGet(visit.number() - kept.get(), Math::max);
                  visit.respond(
                      200,
                      "application/json",
                      "{\"choices\":[{\"text\":\"1\",\"finish_reason\":\"stop\"}]}");
                });
        FileJournal journal = FileJournal.open(folder.resolve("journal.jsonl"))) {
      var slow =
          new Journal() {
            @Override
            public void append(List<Attempt> attempts) throws IOException {
              try {
                Thread.sleep(100);
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              journal.append(attempts);
              kept.addAndGet(attempts.size());
            }

            @Override
            public Cursor read() throws IOException {
              return journal.read();
            }
          };
      BenchmarkResult result =
          BenchmarkRun.run(
              task,
              Endpoint.of(server.base(), "m"),
              slow,
              OPTIONS.with(new Concurrency.Fixed(64)),
              Progress.none());

      assertThat(result.scored()).isEqualTo(3_000);
      // What waits, a group that is being written, and what is under way.
      assertThat(mostAhead.get()).isLessThanOrEqualTo(2 * EventQueue.ROOM + 64 + 1);
    }
  }
}
