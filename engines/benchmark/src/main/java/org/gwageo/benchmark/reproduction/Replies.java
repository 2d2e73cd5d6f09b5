package org.gwageo.benchmark.reproduction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for replies that occur too often: whole runs that are alike, long replies that two runs
 * share, one reply to many questions, journals with the same times.
 */
final class Replies {

  /** Replies shorter than this are the same by chance. */
  static final int LONG = 200;

  /** Replies as short as this are answers, not texts. */
  static final int TEXT = 40;

  /** Fewer replies than this show nothing. */
  static final int FEW = 5;

  private Replies() {}

  static void look(List<RunReading> runs, List<Problem> problems) {
    for (int i = 0; i < runs.size(); i++) {
      repeated(runs.get(i), problems);
      for (int j = i + 1; j < runs.size(); j++) {
        if (runs.get(i).replies.length == runs.get(j).replies.length) {
          compare(runs.get(i), runs.get(j), problems);
        }
      }
    }
  }

  private static void compare(RunReading a, RunReading b, List<Problem> problems) {
    int both = 0;
    int same = 0;
    int longs = 0;
    int sameLongs = 0;
    int sameTimes = 0;
    for (int i = 0; i < a.replies.length; i++) {
      if (a.replies[i] == 0 || b.replies[i] == 0) {
        continue;
      }
      boolean equal = a.replies[i] == b.replies[i];
      both++;
      same += equal ? 1 : 0;
      sameTimes += a.sent[i] == b.sent[i] ? 1 : 0;
      if (Math.min(a.lengths[i], b.lengths[i]) >= LONG) {
        longs++;
        sameLongs += equal ? 1 : 0;
      }
    }
    String file = b.folder + "/journal.jsonl";
    if (sameTimes >= FEW && 10 * sameTimes >= both) {
      problems.add(
          Problem.of(
              file,
              "%2$s: 응답 %4$d개 가운데 %3$d개가 %1$s과(와) 백만분의 1초까지 같은 시각에 보내졌습니다.",
              "%2$s has %3$d of %4$d requests sent in the same microsecond as in %1$s.",
              a.folder,
              file,
              sameTimes,
              both));
    }
    if (!a.draws() || !b.draws()) {
      return;
    }
    if (same == both && both >= FEW) {
      problems.add(
          Problem.of(
              file,
              "%2$s: 온도가 0보다 큰데도 응답 %3$d개가 모두 %1$s과(와) 글자까지 같습니다.",
              "%2$s has all its %3$d replies word for word as in %1$s, although the temperature is"
                  + " above 0.",
              a.folder,
              file,
              both));
    } else if (sameLongs >= FEW && 2 * sameLongs > longs) {
      problems.add(
          Problem.of(
              file,
              "%2$s: %5$d자 이상인 응답 %4$d개 가운데 %3$d개가 온도가 0보다 큰데도 %1$s과(와) 글자까지 같습니다.",
              "%2$s shares %3$d of %4$d replies of %5$d characters or more word for word with %1$s,"
                  + " although the temperature is above 0.",
              a.folder,
              file,
              sameLongs,
              longs,
              LONG));
    }
  }

  /** One text given to many questions was not written for any of them. */
  private static void repeated(RunReading run, List<Problem> problems) {
    Map<Long, Integer> counts = new HashMap<>();
    int most = 0;
    int texts = 0;
    int repeats = run.task.repeats();
    for (int item = 0; item < run.replies.length / repeats; item++) {
      // Repeats of one item may well be answered alike, so the first stands for it.
      int first = item * repeats;
      if (run.replies[first] != 0 && run.lengths[first] >= TEXT) {
        texts++;
        most = Math.max(most, counts.merge(run.replies[first], 1, Integer::sum));
      }
    }
    if (most > FEW && 20 * most > texts) {
      problems.add(
          Problem.of(
              run.folder + "/journal.jsonl",
              "%s/journal.jsonl: %d자 이상인 응답 %d개 가운데 %d개가 글자까지 같은 하나의 글입니다.",
              "%s/journal.jsonl holds, of replies of %d characters or more, %d, and %d of them are"
                  + " one and the same text.",
              run.folder,
              TEXT,
              texts,
              most));
    }
  }
}
