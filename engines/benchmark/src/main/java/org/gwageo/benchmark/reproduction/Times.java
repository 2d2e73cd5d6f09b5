package org.gwageo.benchmark.reproduction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.Outcome;
import org.gwageo.canonical.Digest;

/**
 * Looks for what cannot be in the order and the times of a journal.
 *
 * <p>Attempts are written when they end, so their ends run upwards; clocks are set right now and
 * then, which is what {@link #SLACK} allows for.
 */
final class Times {

  static final Duration SLACK = Duration.ofSeconds(10);

  private final String file;
  private final long now;
  private final RunReading run;
  private final Map<Digest, Long> ends = new HashMap<>();
  private long line;
  private long latest = Long.MIN_VALUE / 2;
  private final Count future = new Count();
  private final Count backwards = new Count();
  private final Count instant = new Count();
  private final Count twice = new Count();
  private final Count foreign = new Count();

  /** How often something was found, and where first. */
  private static final class Count {

    long number;
    long line;
    String value = "";

    void add(long at, String what) {
      if (number++ == 0) {
        line = at;
        value = what;
      }
    }
  }

  private Times(String file, RunReading run, Instant now) {
    this.file = file;
    this.run = run;
    this.now = ChronoUnit.MICROS.between(Instant.EPOCH, now);
  }

  static long micros(Attempt attempt) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, attempt.sentAt());
  }

  /** Reads the journal once and adds what it finds to {@code problems}. */
  static void look(Path journal, RunReading run, Instant now, List<Problem> problems)
      throws IOException {
    var times = new Times(run.folder + "/journal.jsonl", run, now);
    try (Attempts.Cursor cursor = RunReading.journal(journal).read()) {
      for (Attempt attempt = cursor.next(); attempt != null; attempt = cursor.next()) {
        times.look(attempt);
      }
    }
    times.tell(problems);
  }

  private void look(Attempt attempt) {
    line++;
    if (!attempt.task().equals(run.task.digest()) || !attempt.subject().equals(run.subject)) {
      foreign.add(line, attempt.item());
      return;
    }
    long slack = SLACK.toNanos() / 1000;
    long sent = micros(attempt);
    long total = attempt.timing().total();
    long end = sent + Math.max(0, total);
    String at = attempt.sentAt().toString();
    if (end > now + slack) {
      future.add(line, at);
    }
    if (total < 0 || (total == 0 && attempt.outcome() instanceof Outcome.Answered)) {
      instant.add(line, total + " µs");
    }
    if (end < latest - slack) {
      backwards.add(line, at);
    }
    latest = Math.max(latest, end);
    Long earlier = ends.put(attempt.key(), end);
    if (earlier != null && sent < earlier - slack) {
      twice.add(line, at);
    }
  }

  private void tell(List<Problem> problems) {
    add(
        problems,
        foreign,
        "%1$s: 다른 과제나 다른 모델의 기록이 %2$d개 있으며, 첫 번째는 %3$d번째 줄(문항 %4$s)입니다.",
        "%1$s holds %2$d attempts at another task or by another model, the first in line %3$d (item"
            + " %4$s).");
    add(
        problems,
        future,
        "%1$s: 미래에 보낸 요청이 %2$d개 있으며, 첫 번째는 %3$d번째 줄(%4$s)입니다.",
        "%1$s holds %2$d requests of the future, the first in line %3$d, sent at %4$s.");
    add(
        problems,
        backwards,
        "%1$s: 시간을 거스르는 기록이 %2$d개 있으며, 첫 번째는 %3$d번째 줄(%4$s)입니다.",
        "%1$s runs backwards in time in %2$d lines, the first is line %3$d, sent at %4$s.");
    add(
        problems,
        instant,
        "%1$s: 걸린 시간이 있을 수 없는 응답이 %2$d개 있으며, 첫 번째는 %3$d번째 줄(%4$s)입니다.",
        "%1$s holds %2$d replies that took no time, the first in line %3$d took %4$s.");
    add(
        problems,
        twice,
        "%1$s: 앞선 시도가 끝나기 전에 다시 보낸 요청이 %2$d개 있으며, 첫 번째는 %3$d번째 줄(%4$s)입니다.",
        "%1$s holds %2$d requests that were sent again before the earlier attempt had ended, the"
            + " first in line %3$d, sent at %4$s.");
  }

  private void add(List<Problem> problems, Count count, String korean, String english) {
    if (count.number > 0) {
      problems.add(Problem.of(file, korean, english, file, count.number, count.line, count.value));
    }
  }
}
