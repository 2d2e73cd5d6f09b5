package org.gwageo.benchmark.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.FailureClass;
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

class LiveScoringTests {

  private static final Subject SUBJECT = new Subject("m", "r", "s");
  private static final Instant START = Instant.parse("2026-08-03T00:00:00Z");
  private static final int ITEMS = 12;

  /** An attempt with its question, as a running session knows them. */
  private record Asked(Question question, Attempt attempt) {}

  @Test
  void givesTheBytesAndDetailsThatTheJournalGives() throws Exception {
    String clustered = "repeats: 2\ncluster: group\n";
    List<String> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add(
          "{\"id\":\"s%d\",\"question\":\"%d + 1 = ?\",\"answer\":\"%d\",\"group\":\"g%d\"}"
              .formatted(i, i, i + 1, i * 7 % 5));
    }
    for (String more : List.of("", "repeats: 3\n", clustered)) {
      BenchmarkTask task = Tasks.parse(Tasks.GENERATED + more, items.toArray(String[]::new));
      List<Question> questions = questions(task);
      for (int seed = 0; seed < 60; seed++) {
        agree(task, history(task, questions, new Random(seed)), new Random(seed));
      }
    }
  }

  private static void agree(BenchmarkTask task, List<Asked> history, Random random)
      throws Exception {
    List<Attempt> journal = history.stream().map(Asked::attempt).toList();
    List<String> wholeDetails = new ArrayList<>();
    byte[] whole =
        BenchmarkScoring.score(
                task, SUBJECT, Attempts.of(journal), score -> wholeDetails.add(score.toJson()))
            .toJson();

    int before = random.nextInt(history.size() + 1);
    List<String> details = new ArrayList<>();
    var live = new LiveScoring(task, SUBJECT, score -> details.add(score.toJson()));
    Map<String, Integer> earlier = new HashMap<>();
    live.resume(
        Attempts.of(journal.subList(0, before)),
        (score, outcomes) -> earlier.merge(score.item() + "/" + score.repeat(), 1, Integer::sum));
    for (Asked asked : history.subList(before, history.size())) {
      QuestionScore score = live.add(asked.question().withoutBodies(), asked.attempt());
      boolean answered = asked.attempt().outcome() instanceof Answered;
      assertThat(score == null).isEqualTo(!answered);
      if (score != null) {
        assertThat(score.item()).isEqualTo(asked.attempt().item());
      }
    }

    assertThat(live.end().toJson()).isEqualTo(whole);
    assertThat(details).isEqualTo(wholeDetails);
    assertThat(earlier.values()).allMatch(times -> times == 1);
    assertThat(earlier)
        .hasSize(
            (int)
                journal.subList(0, before).stream()
                    .map(attempt -> attempt.item() + "/" + attempt.repeat())
                    .distinct()
                    .count());
  }

  /** A run in which some questions fail first, some for ever, and some are never asked. */
  private static List<Asked> history(BenchmarkTask task, List<Question> questions, Random random) {
    List<Question> left = new ArrayList<>(questions);
    List<Question> under = new ArrayList<>();
    List<Asked> history = new ArrayList<>();
    int stopAt = random.nextInt(4) == 0 ? random.nextInt(20) + 1 : Integer.MAX_VALUE;
    while (history.size() < stopAt && !(left.isEmpty() && under.isEmpty())) {
      while (under.size() < 6 && !left.isEmpty()) {
        under.add(left.removeFirst());
      }
      Question question = under.get(random.nextInt(under.size()));
      int kind = random.nextInt(10);
      Outcome outcome =
          kind < 6
              ? new Answered(
                  Reply.of(kind < 4 ? "" + (question.item().ordinal() + 1) : "?", "stop"))
              : kind < 9
                  ? new Failed(FailureClass.RESET, 0, "broken")
                  : new Failed(FailureClass.REFUSED, 400, "no");
      if (kind < 6 || kind == 9) {
        under.remove(question);
      }
      history.add(new Asked(question, attempt(task, question, history.size(), outcome)));
    }
    return history;
  }

  private static Attempt attempt(BenchmarkTask task, Question question, int at, Outcome outcome) {
    return new Attempt(
        question.key(),
        task.digest(),
        SUBJECT,
        question.item().ordinal(),
        question.item().id(),
        question.repeat(),
        0,
        1,
        START.plusMillis(3L * at),
        Timing.of(1_000L * (1 + at % 7)),
        outcome);
  }

  private static List<Question> questions(BenchmarkTask task) throws Exception {
    List<Question> questions = new ArrayList<>();
    try (ItemReader items = task.items().open()) {
      for (Item item = items.next(); item != null; item = items.next()) {
        for (int repeat = 0; repeat < task.repeats(); repeat++) {
          questions.add(task.question(item, repeat, SUBJECT));
        }
      }
    }
    return questions;
  }

  @Test
  void knowsAResultWithAndWithoutItsTimes() throws Exception {
    BenchmarkTask task = Tasks.sums(2);
    List<Asked> history = history(task, questions(task), new Random(3));
    BenchmarkResult result =
        BenchmarkScoring.score(
            task, SUBJECT, Attempts.of(history.stream().map(Asked::attempt).toList()));
    String json = new String(result.toJson(), java.nio.charset.StandardCharsets.UTF_8);
    String bare = json.replaceFirst("\"latency\":\\{.*\"unit\":\"ms\"},", "");

    assertThat(result.hasBytes(result.toJson())).isTrue();
    assertThat(bare).doesNotContain("latency").hasSizeLessThan(json.length());
    assertThat(result.hasBytes(Tasks.bytes(bare))).isTrue();
    assertThat(result.hasBytes(Arrays.copyOf(result.toJson(), 40))).isFalse();
  }
}
