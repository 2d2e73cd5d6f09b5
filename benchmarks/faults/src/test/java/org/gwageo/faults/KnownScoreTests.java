package org.gwageo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.endpoint.Streaming;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.mockendpoint.AnswerKey;
import org.gwageo.mockendpoint.AnswerPlan;
import org.gwageo.mockendpoint.AnswerStyle;
import org.gwageo.mockendpoint.MockEndpoint;
import org.gwageo.mockendpoint.MockOptions;
import org.gwageo.mockendpoint.Profile;
import org.gwageo.mockendpoint.Reasoning;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine's score is the one that was known before the run, to the last item. */
@Timeout(60)
class KnownScoreTests {

  private static final int ITEMS = 200;
  private static final Duration PLENTY = Duration.ofSeconds(20);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(AnswerStyle.class)
  void readsEveryStyleOfAnswer(AnswerStyle style) throws Exception {
    AnswerKey key = Sheet.key(ITEMS, new AnswerPlan(3, 0.6, List.of(style)));
    BenchmarkResult result = run(MockOptions.standard().with(key), Streaming.OFF);

    assertThat(result.accuracy().correct()).isEqualTo(key.expected().right());
    assertThat(result.unanswered())
        .isEqualTo(style.states() ? Map.of() : Map.of(FailureClass.UNPARSED, (long) ITEMS));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, OFF",
    "NONE, ON",
    "FIELD, OFF",
    "FIELD, ON",
    "INLINE, OFF",
    "INLINE, ON",
    "UNOPENED, OFF",
    "UNOPENED, ON"
  })
  void readsTheAnswerAfterTheThinking(Reasoning place, Streaming streaming) throws Exception {
    for (Profile profile : List.of(Profile.VLLM, Profile.SGLANG, Profile.LLAMACPP)) {
      AnswerKey key = Sheet.key(ITEMS);
      MockOptions options = MockOptions.standard().with(key).with(profile).with(place);
      BenchmarkResult result = run(options.withWords(20), streaming);

      assertThat(result.unanswered()).as(profile.word()).isEmpty();
      assertThat(result.accuracy().correct()).as(profile.word()).isEqualTo(key.expected().right());
    }
  }

  @ParameterizedTest
  @EnumSource(Streaming.class)
  void thinkingThatNeverEndsIsTruncated(Streaming streaming) throws Exception {
    AnswerKey key = Sheet.key(ITEMS);
    MockOptions options = MockOptions.standard().with(key).with(Reasoning.UNTERMINATED);
    BenchmarkResult result = run(options, streaming);

    assertThat(result.accuracy().correct()).isZero();
    assertThat(result.unanswered()).isEqualTo(Map.of(FailureClass.TRUNCATED, (long) ITEMS));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0.3", "3, 0.5", "4, 0.9", "5, 1"})
  void findsTheScoreOfEveryWorld(long seed, double right) throws Exception {
    List<AnswerStyle> styles =
        List.of(
            AnswerStyle.BARE,
            AnswerStyle.HASH,
            AnswerStyle.KOREAN,
            AnswerStyle.BOXED,
            AnswerStyle.MARKDOWN,
            AnswerStyle.NO_ANSWER);
    AnswerKey key = Sheet.key(ITEMS, new AnswerPlan(seed, right, styles));
    BenchmarkResult result = run(MockOptions.standard().with(key), Streaming.ON);

    long unstated = key.expected().unstated();
    assertThat(result.accuracy().correct()).isEqualTo(key.expected().right());
    assertThat(result.unanswered()).isEqualTo(Map.of(FailureClass.UNPARSED, unstated));
  }

  private BenchmarkResult run(MockOptions options, Streaming streaming) throws Exception {
    try (MockEndpoint endpoint = MockEndpoint.start(options)) {
      Path place = folder.resolve(options.profile().word());
      BenchmarkResult result =
          Runs.run(
              Sheet.write(place, ITEMS),
              place.resolve("run"),
              endpoint.base(),
              Runs.options(streaming, PLENTY));
      assertThat(endpoint.stats().requests()).isEqualTo(ITEMS);
      return result;
    }
  }
}
