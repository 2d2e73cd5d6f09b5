package org.gwageo.benchmark.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.canonical.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTests {

  private static final Digest DIGEST = Digest.of(new byte[0]);

  @Test
  void isWrittenAndReadBack() throws Exception {
    Attempt full =
        attempt(
            new Answered(
                new Reply(
                    "줄\n바꿈 \"😀\" \u0000",
                    "생각",
                    "stop",
                    new Usage(12L, 3L, 1L, 4L),
                    "fp_1",
                    List.of(new ToolCall("c1", "찾기", "{\"q\": 1}")),
                    new Likelihood(List.of(-0.5, -1e-9, Double.MIN_VALUE * -1), true))));
    Attempt bare = attempt(new Answered(Reply.of("", "")));
    Attempt failed = attempt(new Failed(FailureClass.RATE_LIMITED, 429, "slow down"));

    assertThat(Attempt.parse(full.toJson())).isEqualTo(full);
    assertThat(Attempt.parse(bare.toJson())).isEqualTo(bare);
    assertThat(Attempt.parse(failed.toJson())).isEqualTo(failed);
    assertThat(full.toJson()).doesNotContain("\n");
  }

  @Test
  void hasOneCanonicalForm() {
    assertThat(attempt(new Failed(FailureClass.STALL, 0, "late")).toJson())
        .isEqualTo(
            "{\"attempt\":2,\"failure\":{\"class\":\"stall\",\"message\":\"late\",\"status\":0},"
                + "\"item\":\"i\",\"key\":\"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\","
                + "\"micros\":{\"connect\":0,\"firstToken\":300,\"longestGap\":12,\"queued\":7,\"total\":1500},\"ordinal\":3,\"part\":4,\"repeat\":1,\"sentAt\":\"2026-08-03T00:00:00.000001Z\","
                + "\"subject\":{\"model\":\"m\",\"revision\":\"r\",\"season\":\"s\"},"
                + "\"task\":\"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"attempt\":1",
        "{\"attempt\":1,\"attempt\":1}",
        "{\"key\":\"sha256:00\"}",
      })
  void refusesWhatIsNoAttempt(String line) {
    assertThatThrownBy(() -> Attempt.parse(line)).isInstanceOf(JournalException.class);
  }

  @Test
  void refusesAnUnknownFailureClassAndAFraction() {
    String line = attempt(new Failed(FailureClass.STALL, 0, "late")).toJson();

    assertThatThrownBy(() -> Attempt.parse(line.replace("\"stall\"", "\"sleepy\"")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("no failure class sleepy");
    assertThatThrownBy(() -> Attempt.parse(line.replace("1500", "1.5")))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("member total is not a whole number");
  }

  @Test
  void shortensALongMessage() {
    assertThat(new Failed(FailureClass.RESET, 0, "x".repeat(900)).message()).hasSize(500);
  }

  private static Attempt attempt(Outcome outcome) {
    return new Attempt(
        DIGEST,
        DIGEST,
        new Subject("m", "r", "s"),
        3,
        "i",
        1,
        4,
        2,
        Instant.parse("2026-08-03T00:00:00.000001Z"),
        new Timing(7, 0, 300L, null, 12L, 1500),
        outcome);
  }
}
