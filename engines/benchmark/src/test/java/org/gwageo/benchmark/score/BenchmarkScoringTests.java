package org.gwageo.benchmark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.FailureClass;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.benchmark.journal.Outcome.Answered;
import org.gwageo.benchmark.journal.Outcome.Failed;
import org.gwageo.benchmark.journal.Reply;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.journal.Timing;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.Item;
import org.gwageo.benchmark.task.ItemReader;
import org.gwageo.benchmark.task.Question;
import org.gwageo.benchmark.task.Tasks;
import org.junit.jupiter.api.Test;

class BenchmarkScoringTests {

  private static final Subject SUBJECT = new Subject("m", "r", "s");
  private static final Instant START = Instant.parse("2026-08-03T00:00:00Z");

  @Test
  void givesTheSampleStandardErrorForOneRepeat() throws Exception {
    BenchmarkTask task = Tasks.sums(10);
    List<Attempt> journal = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      journal.add(attempt(task, i, 0, answered(i < 7 ? i + 1 : 0)));
    }

    BenchmarkResult result = BenchmarkScoring.score(task, SUBJECT, Attempts.of(journal));

    assertThat(result.accuracy().correct()).isEqualTo(7);
    assertThat(result.percentage()).isEqualByComparingTo("70.00");
    // Standard deviation of seven ones and three zeros, n - 1, over the square root of ten.
    assertThat(result.accuracy().standardError()).isCloseTo(0.15275252316519466, within(1e-15));
    assertThat(result.unanswered()).isEmpty();
    assertThat(result.isComplete()).isTrue();
  }

  @Test
  void takesTheRepeatsOfAnItemAsOneCluster() throws Exception {
    BenchmarkTask task = Tasks.sums(Tasks.GENERATED + "repeats: 2\n", 3);
    List<Attempt> journal =
        List.of(
            attempt(task, 0, 0, answered(1)),
            attempt(task, 0, 1, answered(1)),
            attempt(task, 1, 0, answered(2)),
            attempt(task, 1, 1, answered(0)),
            attempt(task, 2, 0, answered(0)),
            attempt(task, 2, 1, new Failed(FailureClass.REFUSED, 400, "no")));

    BenchmarkResult result = BenchmarkScoring.score(task, SUBJECT, Attempts.of(journal));

    assertThat(result.questions()).isEqualTo(6);
    assertThat(result.scored()).isEqualTo(5);
    assertThat(result.uncounted()).isEqualTo(1);
    assertThat(result.percentage()).isEqualByComparingTo("60.00");
    // p = 3/5; residuals 2 - 1.2, 1 - 1.2, 0 - 0.6; sqrt(3/2 x (0.64 + 0.04 + 0.36)) / 5
    assertThat(result.accuracy().standardError())
        .isCloseTo(Math.sqrt(1.5 * 1.04) / 5, within(1e-15));
  }

  @Test
  void givesTheSameBytesInWhateverOrderRepliesCame() throws Exception {
    BenchmarkTask task = Tasks.sums(Tasks.GENERATED + "repeats: 3\n", 40);
    var random = new Random(11);
    List<Attempt> journal = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      for (int repeat = 0; repeat < 3; repeat++) {
        if (random.nextInt(4) == 0) {
          journal.add(attempt(task, i, repeat, new Failed(FailureClass.RESET, 0, "broken")));
        }
        if (random.nextInt(10) != 0) {
          journal.add(attempt(task, i, repeat, answered(random.nextBoolean() ? i + 1 : -1)));
        }
      }
    }
    byte[] inOrder = BenchmarkScoring.score(task, SUBJECT, Attempts.of(journal)).toJson();

    for (int trial = 0; trial < 20; trial++) {
      // Failures of a question stay before its reply, as in any real journal.
      Collections.shuffle(journal, random);
      journal.sort((a, b) -> Boolean.compare(isReply(a), isReply(b)));
      assertThat(BenchmarkScoring.score(task, SUBJECT, Attempts.of(journal)).toJson())
          .isEqualTo(inOrder);
    }
  }

  @Test
  void countsEveryClassAndOnlyWhatTheModelDidAsWrong() throws Exception {
    BenchmarkTask task = Tasks.sums(10);
    List<Attempt> journal =
        List.of(
            attempt(task, 0, 0, answered(1)),
            attempt(task, 1, 0, new Answered(Reply.of("모르겠습니다", "stop"))),
            attempt(task, 2, 0, new Answered(Reply.of("생각해 보면", "length"))),
            attempt(task, 3, 0, new Answered(Reply.of(" ", "stop"))),
            attempt(task, 4, 0, new Answered(Reply.of("5", "content_filter"))),
            attempt(task, 5, 0, new Answered(Reply.of("답은 6", "length"))),
            attempt(task, 6, 0, new Failed(FailureClass.REFUSED, 400, "no")),
            attempt(task, 7, 0, new Failed(FailureClass.CONNECT, 0, "refused")),
            attempt(task, 7, 0, new Failed(FailureClass.STALL, 0, "late")),
            attempt(task, 8, 0, new Failed(FailureClass.FILTERED, 400, "withheld")));

    BenchmarkResult result = BenchmarkScoring.score(task, SUBJECT, Attempts.of(journal));

    assertThat(result.unanswered())
        .isEqualTo(
            Map.of(
                FailureClass.UNPARSED, 1L,
                FailureClass.TRUNCATED, 1L,
                FailureClass.EMPTY, 1L,
                FailureClass.FILTERED, 2L,
                FailureClass.REFUSED, 1L,
                FailureClass.STALL, 1L,
                FailureClass.NOT_ASKED, 1L));
    assertThat(result.scored()).isEqualTo(7);
    assertThat(result.accuracy().correct()).isEqualTo(2);
    assertThat(result.requests()).isEqualTo(10);
    assertThat(result.retries()).isEqualTo(1);
    assertThat(result.isComplete()).isFalse();
  }

  @Test
  void writesThePromisedJson() throws Exception {
    BenchmarkTask task = Tasks.sums(3);
    List<Attempt> journal =
        List.of(
            attempt(task, 0, 0, answered(1)),
            attempt(task, 1, 0, answered(2)),
            attempt(task, 2, 0, answered(9)));

    BenchmarkResult result = BenchmarkScoring.score(task, SUBJECT, Attempts.of(journal));

    String none =
        "{\"max\":null,\"mean\":null,\"n\":0,\"p50\":null,\"p90\":null,\"p95\":null,\"p99\":null,\"p99.9\":null}";
    String five =
        "{\"max\":5.003,\"mean\":5.002,\"n\":3,\"p50\":5.003,\"p90\":5.003,\"p95\":5.003,\"p99\":5.003,\"p99.9\":5.003}";
    String latency =
        ("\"latency\":{\"connect\":NONE,\"firstToken\":NONE,\"gap\":NONE,\"longestGap\":NONE,"
                + "\"queued\":{\"max\":0,\"mean\":0,\"n\":3,\"p50\":0,\"p90\":0,\"p95\":0,\"p99\":0,\"p99.9\":0},"
                + "\"service\":FIVE,\"sinceIntended\":FIVE,\"tokens\":{\"cached\":0,\"completion\":0,\"counted\":0,"
                + "\"prompt\":0,\"reasoning\":0,\"replies\":3},\"unit\":\"ms\"},")
            .replace("NONE", none)
            .replace("FIVE", five);
    assertThat(new String(result.toJson(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"digest\":\""
                + result.digest()
                + "\",\"items\":3,"
                + latency
                + "\"metrics\":[{\"correct\":2,\"filter\":\"exact-match\",\"n\":3,"
                + "\"name\":\"accuracy\",\"percent\":\"66.67\",\"se\":0.3333333333333333,"
                + "\"value\":0.6666666666666666}],\"mode\":\"official\",\"publishable\":true,\"repeats\":1,\"requests\":3,"
                + "\"retries\":0,\"scored\":3,\"scorer\":\"gwageo-score/2\",\"subject\":{\"model\":\"m\","
                + "\"revision\":\"r\",\"season\":\"s\"},\"task\":\"sums\",\"taskDigest\":\""
                + task.digest()
                + "\",\"unanswered\":{},\"wallSeconds\":0.015}");
    assertThat(result.hasBytes(result.toJson())).isTrue();
  }

  @Test
  void leavesTheTimeOutOfTheDigest() throws Exception {
    BenchmarkTask task = Tasks.sums(1);
    Attempt quick = attempt(task, 0, 0, answered(1));
    Attempt slow =
        new Attempt(
            quick.key(),
            quick.task(),
            quick.subject(),
            0,
            quick.item(),
            0,
            0,
            1,
            START.plusSeconds(3600),
            Timing.of(9_000_000),
            quick.outcome());

    BenchmarkResult first = BenchmarkScoring.score(task, SUBJECT, Attempts.of(List.of(quick)));
    BenchmarkResult second = BenchmarkScoring.score(task, SUBJECT, Attempts.of(List.of(slow)));

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(second.wallSeconds()).isEqualByComparingTo("9");
    assertThat(first.accuracy().standardError()).isNull();
  }

  @Test
  void letsTheFirstOfTwoRepliesCount() throws Exception {
    BenchmarkTask task = Tasks.sums(2);
    List<Attempt> journal =
        List.of(
            attempt(task, 0, 0, answered(1)),
            attempt(task, 0, 0, answered(99)),
            attempt(task, 1, 0, answered(98)),
            attempt(task, 1, 0, answered(2)));

    BenchmarkResult result = BenchmarkScoring.score(task, SUBJECT, Attempts.of(journal));

    assertThat(result.accuracy().correct()).isEqualTo(1);
    assertThat(result.requests()).isEqualTo(4);
    assertThat(result.retries()).isEqualTo(2);
  }

  @Test
  void passesOverWhatBelongsToOthers() throws Exception {
    BenchmarkTask task = Tasks.sums(2);
    Attempt right = attempt(task, 0, 0, answered(1));
    List<Attempt> journal =
        List.of(
            attempt(Tasks.sums(3), 0, 0, answered(1)),
            attempt(task, new Subject("other", "", ""), 1, 0, answered(2)),
            new Attempt(
                attempt(task, 1, 0, answered(2)).key(),
                right.task(),
                SUBJECT,
                0,
                "s0",
                0,
                0,
                1,
                START,
                Timing.of(1),
                answered(2)),
            new Attempt(
                right.key(),
                right.task(),
                SUBJECT,
                7,
                "s7",
                0,
                0,
                1,
                START,
                Timing.of(1),
                answered(1)),
            new Attempt(
                right.key(),
                right.task(),
                SUBJECT,
                0,
                "s0",
                4,
                0,
                1,
                START,
                Timing.of(1),
                answered(1)),
            right);

    BenchmarkResult result = BenchmarkScoring.score(task, SUBJECT, Attempts.of(journal));

    assertThat(result.requests()).isEqualTo(1);
    assertThat(result.accuracy().correct()).isEqualTo(1);
    assertThat(result.unanswered()).isEqualTo(Map.of(FailureClass.NOT_ASKED, 1L));
  }

  @Test
  void findsTheOnlySubject() throws Exception {
    BenchmarkTask task = Tasks.sums(2);
    Attempt one = attempt(task, 0, 0, answered(1));
    Attempt other = attempt(task, new Subject("other", "", ""), 0, 0, answered(1));

    assertThat(BenchmarkScoring.onlySubject(task, Attempts.of(List.of(one, one))))
        .isEqualTo(SUBJECT);
    assertThatThrownBy(() -> BenchmarkScoring.onlySubject(task, Attempts.of(List.of(one, other))))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("two subjects");
    assertThatThrownBy(() -> BenchmarkScoring.onlySubject(task, Attempts.of(List.of())))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("no attempt at task sums");
  }

  @Test
  void roundsThePercentageFromTheExactQuotient() {
    assertThat(new Accuracy(1, 8, null).percentage(1)).contains(new BigDecimal("12.5"));
    assertThat(new Accuracy(1, 8, null).percentage(0)).contains(new BigDecimal("13"));
    assertThat(new Accuracy(2, 3, null).percentage(4)).contains(new BigDecimal("66.6667"));
    assertThat(new Accuracy(0, 0, null).percentage(2)).isEmpty();
  }

  @Test
  void addsUpOverlappingTimesOnce() {
    var busy = new BusyTime();
    busy.add(0, 1_000_000);
    busy.add(5_000_000, 6_000_000);
    busy.add(500_000, 1_500_000);
    busy.add(5_200_000, 5_300_000);
    busy.add(1_400_000, 5_000_000);

    assertThat(busy.seconds()).isEqualByComparingTo("6");
  }

  private static boolean isReply(Attempt attempt) {
    return attempt.outcome() instanceof Answered;
  }

  private static Outcome answered(int number) {
    return new Answered(Reply.of(String.valueOf(number), "stop"));
  }

  private static Attempt attempt(BenchmarkTask task, int ordinal, int repeat, Outcome outcome)
      throws Exception {
    return attempt(task, SUBJECT, ordinal, repeat, outcome);
  }

  private static Attempt attempt(
      BenchmarkTask task, Subject subject, int ordinal, int repeat, Outcome outcome)
      throws Exception {
    try (ItemReader items = task.items().open()) {
      for (Item item = items.next(); item != null; item = items.next()) {
        if (item.ordinal() == ordinal) {
          Question question = task.question(item, repeat, subject);
          return new Attempt(
              question.key(),
              task.digest(),
              subject,
              ordinal,
              item.id(),
              repeat,
              0,
              1,
              START.plusMillis(ordinal * 10L),
              Timing.of(5_000),
              outcome);
        }
      }
    }
    throw new IllegalArgumentException("no item " + ordinal);
  }
}
