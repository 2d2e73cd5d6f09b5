package org.gwageo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gwageo.benchmark.endpoint.Endpoint;
import org.gwageo.benchmark.endpoint.Streaming;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.run.RunOptions;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.mockendpoint.AnswerKey;
import org.gwageo.mockendpoint.Fault;
import org.gwageo.mockendpoint.MockEndpoint;
import org.gwageo.mockendpoint.MockOptions;
import org.gwageo.mockendpoint.MockStats;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault, streamed or not, has its class, its count, and a score known before the run. */
@Timeout(60)
class FaultSuiteTests {

  private static final int ITEMS = 60;
  private static final Duration PLENTY = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);

  @TempDir Path folder;

  /** Faults after which asking again brings every answer, and the time that a reply has. */
  static Stream<Arguments> passing() {
    return both(
        Stream.of(
            Arguments.of("429:share=0.2", PLENTY),
            Arguments.of("429:share=0.2,retry-after=0.2", PLENTY),
            Arguments.of("429:share=0.2,retry-after=1", PLENTY),
            Arguments.of("429-date:share=0.2,retry-after=0.2", PLENTY),
            Arguments.of("500:share=0.2,occurrences=2", PLENTY),
            Arguments.of("502:share=0.2", PLENTY),
            Arguments.of("503:share=0.2,retry-after=0.1", PLENTY),
            Arguments.of("reset-before:share=0.2", PLENTY),
            Arguments.of("reset-after:share=0.2", PLENTY),
            Arguments.of("cut:share=0.2", PLENTY),
            Arguments.of("truncated-json:share=0.2", PLENTY),
            Arguments.of("garbage:share=0.2", PLENTY),
            Arguments.of("stall:share=0.1,time=1.5", SHORT),
            Arguments.of("stall-midway:share=0.1,time=1.5", SHORT)));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void losesAndDoublesNothingWhenAFaultPasses(
      String schedule, Duration deadline, Streaming streaming) throws Exception {
    Fault fault = Fault.parse(schedule);
    AnswerKey key = Sheet.key(ITEMS);
    try (MockEndpoint endpoint = endpoint(key, fault)) {
      BenchmarkResult result = run(endpoint, Runs.options(streaming, deadline));
      MockStats books = endpoint.stats();
      int met = key.met(fault, 0).size();

      assertThat(met).isPositive();
      assertThat(result.unanswered()).isEmpty();
      assertThat(result.scored()).isEqualTo(ITEMS);
      assertThat(result.accuracy().correct()).isEqualTo(key.expected().right());
      assertThat(books.itemsDelivered()).isEqualTo(ITEMS);
      assertThat(books.itemsDeliveredAgain()).isZero();
      assertThat(books.requests()).isEqualTo(ITEMS + (long) met * fault.occurrences());
      assertThat(result.requests()).isEqualTo(books.requests());
    }
  }

  /** Oddities that a client sees through with the first reply. */
  static Stream<Arguments> harmless() {
    return both(
        Stream.of(
            Arguments.of("none-at-all"),
            Arguments.of("no-usage:share=0.5,occurrences=0"),
            Arguments.of("slow-loris:share=0.1,time=0.2,occurrences=0"),
            Arguments.of("duplicate-event:share=0.5,occurrences=0"),
            Arguments.of("no-done:share=0.5,occurrences=0")));
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void takesTheFirstReplyWhereItHoldsEverything(String schedule, Streaming streaming)
      throws Exception {
    AnswerKey key = Sheet.key(ITEMS);
    Fault[] faults =
        schedule.equals("none-at-all") ? new Fault[0] : new Fault[] {Fault.parse(schedule)};
    try (MockEndpoint endpoint = endpoint(key, faults)) {
      BenchmarkResult result = run(endpoint, Runs.options(streaming, PLENTY));

      assertThat(result.unanswered()).isEmpty();
      assertThat(result.accuracy().correct()).isEqualTo(key.expected().right());
      assertThat(endpoint.stats().requests()).isEqualTo(ITEMS);
    }
  }

  /** Faults that stay: the class of the items they meet, and how often each is asked. */
  static Stream<Arguments> staying() {
    return both(
        Stream.of(
            Arguments.of("400", FailureClass.REFUSED, 1),
            Arguments.of("413", FailureClass.REFUSED, 1),
            Arguments.of("filter-400", FailureClass.FILTERED, 1),
            Arguments.of("429", FailureClass.RATE_LIMITED, 3),
            Arguments.of("503", FailureClass.OVERLOADED, 3),
            Arguments.of("500", FailureClass.SERVER_ERROR, 3),
            Arguments.of("reset-before", FailureClass.RESET, 3),
            Arguments.of("cut", FailureClass.RESET, 3),
            Arguments.of("truncated-json", FailureClass.MALFORMED, 3),
            Arguments.of("filter", FailureClass.FILTERED, 1),
            Arguments.of("length", FailureClass.TRUNCATED, 1),
            Arguments.of("empty", FailureClass.EMPTY, 1),
            Arguments.of("null-content", FailureClass.EMPTY, 1)));
  }

  @ParameterizedTest
  @MethodSource("staying")
  void countsAFaultThatStaysAndScoresTheRest(
      String kind, FailureClass expected, int attempts, Streaming streaming) throws Exception {
    Fault fault = Fault.parse(kind + ":share=0.15,occurrences=0");
    AnswerKey key = Sheet.key(ITEMS);
    Set<String> met = key.met(fault, 0);
    try (MockEndpoint endpoint = endpoint(key, fault)) {
      BenchmarkResult result = run(endpoint, Runs.options(streaming, PLENTY));

      assertThat(result.unanswered()).isEqualTo(Map.of(expected, (long) met.size()));
      assertThat(result.scored()).isEqualTo(expected.isScored() ? ITEMS : ITEMS - met.size());
      assertThat(result.accuracy().correct()).isEqualTo(key.expected(met).right());
      assertThat(endpoint.stats().requests())
          .isEqualTo(ITEMS - met.size() + (long) attempts * met.size());
      assertThat(endpoint.stats().itemsDeliveredAgain()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Streaming.class)
  void streamsThatEndInAnErrorAreAskedAgain(Streaming streaming) throws Exception {
    Fault fault = Fault.parse("stream-error:share=0.2");
    AnswerKey key = Sheet.key(ITEMS);
    try (MockEndpoint endpoint = endpoint(key, fault)) {
      BenchmarkResult result = run(endpoint, Runs.options(streaming, PLENTY));
      int met = streaming == Streaming.ON ? key.met(fault, 0).size() : 0;

      assertThat(result.unanswered()).isEmpty();
      assertThat(result.accuracy().correct()).isEqualTo(key.expected().right());
      assertThat(endpoint.stats().requests()).isEqualTo(ITEMS + met);
    }
  }

  @ParameterizedTest
  @EnumSource(Streaming.class)
  void aDoubledTokenNeverChangesAnAnswer(Streaming streaming) throws Exception {
    AnswerKey key = Sheet.key(ITEMS);
    try (MockEndpoint endpoint = endpoint(key, Fault.parse("duplicate-chunk:share=0.5"))) {
      BenchmarkResult result = run(endpoint, Runs.options(streaming, PLENTY));

      // The usage tells that a token came twice; where it cannot tell which, the item is asked
      // again.
      assertThat(result.unanswered()).isEmpty();
      assertThat(result.accuracy().correct()).isEqualTo(key.expected().right());
      assertThat(endpoint.stats().requests()).isBetween((long) ITEMS, 2L * ITEMS);
    }
  }

  @ParameterizedTest
  @EnumSource(Streaming.class)
  void severalFaultsAtOnceTakeNothingFromTheScore(Streaming streaming) throws Exception {
    AnswerKey key = Sheet.key(ITEMS);
    try (MockEndpoint endpoint =
        endpoint(
            key,
            Fault.parse("429:share=0.1,retry-after=0.1"),
            Fault.parse("reset-after:share=0.1"),
            Fault.parse("503:share=0.1"),
            Fault.parse("cut:share=0.1"),
            Fault.parse("garbage:share=0.1,occurrences=2"))) {
      BenchmarkResult result = run(endpoint, Runs.options(streaming, PLENTY));

      assertThat(result.unanswered()).isEmpty();
      assertThat(result.accuracy().correct()).isEqualTo(key.expected().right());
      assertThat(endpoint.stats().itemsDelivered()).isEqualTo(ITEMS);
      assertThat(endpoint.stats().itemsDeliveredAgain()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Streaming.class)
  void goesOnWithTheNewTokenAfterARotation(Streaming streaming) throws Exception {
    AnswerKey key = Sheet.key(ITEMS);
    try (MockEndpoint endpoint =
        endpoint(key, Fault.parse("401:after=20,occurrences=0,token=new"))) {
      RunOptions options = Runs.options(streaming, PLENTY);
      Path task = Sheet.write(folder, ITEMS);
      BenchmarkResult stopped =
          Runs.run(
              task,
              folder.resolve("run"),
              new Endpoint(endpoint.base(), Runs.SUBJECT, "old"),
              options);
      assertThat(stopped.uncounted()).isEqualTo(ITEMS - 20);

      BenchmarkResult whole =
          Runs.run(
              task,
              folder.resolve("run"),
              new Endpoint(endpoint.base(), Runs.SUBJECT, "new"),
              options);
      assertThat(whole.unanswered()).isEmpty();
      assertThat(whole.accuracy().correct()).isEqualTo(key.expected().right());
      assertThat(endpoint.stats().itemsDeliveredAgain()).isZero();
    }
  }

  private static Stream<Arguments> both(Stream<Arguments> cases) {
    return cases.flatMap(
        one ->
            Stream.of(Streaming.values())
                .map(
                    streaming ->
                        Arguments.of(
                            Stream.concat(Stream.of(one.get()), Stream.of(streaming)).toArray())));
  }

  private static MockEndpoint endpoint(AnswerKey key, Fault... faults) throws IOException {
    return MockEndpoint.start(MockOptions.standard().with(key).withFaults(List.of(faults)));
  }

  private BenchmarkResult run(MockEndpoint endpoint, RunOptions options) throws Exception {
    return Runs.run(Sheet.write(folder, ITEMS), folder.resolve("run"), endpoint.base(), options);
  }
}
