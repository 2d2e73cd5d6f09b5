package org.gwageo.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.endpoint.MockEndpoint;
import org.gwageo.benchmark.endpoint.MockEndpoint.Reaction;
import org.gwageo.benchmark.endpoint.MockEndpoint.World;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which an endpoint can fail touches one question, and is counted. */
@Timeout(60)
class BenchmarkFaultTests {

  private static final RunOptions OPTIONS = Runs.OPTIONS;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "429, rate-limited",
    "503, overloaded",
    "500, server-error",
    "502, server-error",
    "-1, reset",
    "-2, reset",
    "-3, malformed",
    "-4, malformed",
  })
  void asksAgainAfterATransientFailure(int fault, String code) throws Exception {
    BenchmarkTask task = Tasks.sums(20);
    World world =
        request ->
            request.prompt().startsWith("7 ") && request.occurrence() <= 2
                ? fault(fault)
                : MockEndpoint.sum(request);
    List<RunProgress> seen = new ArrayList<>();
    try (MockEndpoint mock = MockEndpoint.start(world);
        FileJournal journal = journal()) {
      BenchmarkResult result =
          BenchmarkRun.run(task, Endpoint.of(mock.base(), "m"), journal, OPTIONS, seen::add);

      assertThat(result.accuracy().correct()).isEqualTo(20);
      assertThat(result.unanswered()).isEmpty();
      assertThat(result.requests()).isEqualTo(22);
      assertThat(result.retries()).isEqualTo(2);
      assertThat(mock.askedByPrompt()).containsEntry("7 + 1 = ?", 3);
      assertThat(mock.requests()).isEqualTo(22);
      assertThat(seen.getLast().failedAttempts())
          .isEqualTo(Map.of(FailureClass.withCode(code).orElseThrow(), 2L));
      assertThat(seen.getLast().requests()).isEqualTo(22);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429, rate-limited",
    "503, overloaded",
    "500, server-error",
    "-1, reset",
    "-2, reset",
    "-3, malformed",
    "-4, malformed",
  })
  void givesUpOneQuestionWhoseFailureStays(int fault, String code) throws Exception {
    BenchmarkTask task = Tasks.sums(20);
    World world =
        request -> request.prompt().startsWith("7 ") ? fault(fault) : MockEndpoint.sum(request);
    try (MockEndpoint mock = MockEndpoint.start(world)) {
      BenchmarkResult result = run(task, mock, OPTIONS.withAttempts(3));

      assertThat(result.unanswered())
          .isEqualTo(Map.of(FailureClass.withCode(code).orElseThrow(), 1L));
      assertThat(result.scored()).isEqualTo(19);
      assertThat(result.percentage()).isEqualByComparingTo("100");
      assertThat(result.requests()).isEqualTo(22);
      assertThat(mock.askedByPrompt()).containsEntry("7 + 1 = ?", 3);
    }
  }

  @Test
  void neverRepeatsARefusalAndScoresTheRest() throws Exception {
    BenchmarkTask task = Tasks.sums(100);
    World world =
        request ->
            request.prompt().startsWith("1")
                ? MockEndpoint.error(400, Map.of())
                : MockEndpoint.sum(request);
    try (MockEndpoint mock = MockEndpoint.start(world)) {
      BenchmarkResult result = run(task, mock, OPTIONS);

      assertThat(result.unanswered()).isEqualTo(Map.of(FailureClass.REFUSED, 11L));
      assertThat(result.scored()).isEqualTo(89);
      assertThat(result.percentage()).isEqualByComparingTo("100");
      assertThat(mock.requests()).isEqualTo(100);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "filtered, filtered",
    "length, truncated",
    "empty, empty",
    "null, empty",
    "babble, unparsed",
  })
  void countsAReplyWithoutAnAnswerAsWrong(String kind, String code) throws Exception {
    BenchmarkTask task = Tasks.sums(10);
    World world =
        request -> request.prompt().startsWith("7 ") ? odd(kind) : MockEndpoint.sum(request);
    try (MockEndpoint mock = MockEndpoint.start(world)) {
      BenchmarkResult result = run(task, mock, OPTIONS);

      assertThat(result.unanswered())
          .isEqualTo(Map.of(FailureClass.withCode(code).orElseThrow(), 1L));
      assertThat(result.scored()).isEqualTo(10);
      assertThat(result.percentage()).isEqualByComparingTo("90");
      assertThat(mock.requests()).isEqualTo(10);
    }
  }

  @Test
  void givesUpAStalledRequestAtItsDeadline() throws Exception {
    BenchmarkTask task = Tasks.sums(5);
    World world =
        request ->
            request.prompt().startsWith("3 ") && request.occurrence() == 1
                ? new Reaction.Stall(30_000)
                : MockEndpoint.sum(request);
    try (MockEndpoint mock = MockEndpoint.start(world);
        FileJournal journal = journal()) {
      BenchmarkResult result =
          BenchmarkRun.run(
              task,
              Endpoint.of(mock.base(), "m"),
              journal,
              OPTIONS.withDeadline(Duration.ofSeconds(2)),
              Progress.none());

      assertThat(result.accuracy().correct()).isEqualTo(5);
      assertThat(result.retries()).isEqualTo(1);
      assertThat(Runs.all(journal)).anyMatch(attempt -> attempt.toJson().contains("\"stall\""));
    }
  }

  @Test
  void countsAnEndpointThatIsNotThere() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var endpoint = Endpoint.of(URI.create("http://127.0.0.1:" + port + "/v1"), "m");
    try (FileJournal journal = journal()) {
      BenchmarkResult result =
          BenchmarkRun.run(
              Tasks.sums(4), endpoint, journal, OPTIONS.withAttempts(2), Progress.none());

      assertThat(result.unanswered()).isEqualTo(Map.of(FailureClass.CONNECT, 4L));
      assertThat(result.requests()).isEqualTo(8);
      assertThat(result.percentage()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"429, false", "503, false", "429, true", "503, true"})
  void waitsAsLongAsTheEndpointAsks(int status, boolean asDate) throws Exception {
    String header =
        asDate
            ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(3))
            : "1";
    World world =
        request ->
            request.occurrence() == 1
                ? MockEndpoint.error(status, Map.of("Retry-After", header))
                : MockEndpoint.sum(request);
    try (MockEndpoint mock = MockEndpoint.start(world);
        FileJournal journal = journal()) {
      BenchmarkResult result =
          BenchmarkRun.run(
              Tasks.sums(1), Endpoint.of(mock.base(), "m"), journal, OPTIONS, Progress.none());

      List<Attempt> attempts = Runs.all(journal);
      Duration between =
          Duration.between(attempts.getFirst().sentAt(), attempts.getLast().sentAt());
      assertThat(result.accuracy().correct()).isEqualTo(1);
      assertThat(between).isBetween(Duration.ofMillis(950), Duration.ofSeconds(10));
    }
  }

  @Test
  void givesUpAQuestionWhoseWaitIsTooLong() throws Exception {
    World world = request -> MockEndpoint.error(429, Map.of("Retry-After", "3600"));
    try (MockEndpoint mock = MockEndpoint.start(world)) {
      BenchmarkResult result = run(Tasks.sums(2), mock, OPTIONS);

      assertThat(result.unanswered()).isEqualTo(Map.of(FailureClass.RATE_LIMITED, 2L));
      assertThat(mock.requests()).isEqualTo(2);
    }
  }

  private static Reaction fault(int fault) {
    return switch (fault) {
      case -1 -> new Reaction.Break(false);
      case -2 -> new Reaction.Break(true);
      case -4 -> MockEndpoint.chat("7".repeat(9 << 20), "stop");
      case -3 -> new Reaction.Respond(200, Map.of(), "{\"choices\":[{\"mess");
      default -> MockEndpoint.error(fault, Map.of());
    };
  }

  private static Reaction odd(String kind) {
    return switch (kind) {
      case "filtered" -> MockEndpoint.chat("", "content_filter");
      case "length" -> MockEndpoint.chat("음", "length");
      case "empty" -> MockEndpoint.chat("", "stop");
      case "null" ->
          new Reaction.Respond(
              200,
              Map.of(),
              "{\"choices\":[{\"message\":{\"content\":null},\"finish_reason\":\"stop\"}]}");
      default -> MockEndpoint.chat("글쎄요", "stop");
    };
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
