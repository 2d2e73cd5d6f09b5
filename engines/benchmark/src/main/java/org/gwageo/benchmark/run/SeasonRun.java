package org.gwageo.benchmark.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.task.BenchmarkTask;

/**
 * One of several runs of a task by the same model within one season.
 *
 * <p>A run's number is part of its season and with it of the key of every request, so that no reply
 * to one run passes for a reply to another. Where a task sends a seed, run n sends {@code seed + (n
 * - 1) * repeats}: no two runs, and no two repeats of different runs, are generated with the same
 * one. The first run is the task and the season as they are.
 *
 * @param number which run, from 1
 */
public record SeasonRun(int number) {

  /** Most runs of a task in a season. */
  public static final int MOST = 100;

  /** The only run where there are no others. */
  public static final SeasonRun FIRST = new SeasonRun(1);

  private static final Pattern LATER = Pattern.compile("(?:^|.*/)run-([1-9][0-9]{0,2})");

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if there is no such run
   */
  public SeasonRun {
    if (number < 1 || number > MOST) {
      throw new IllegalArgumentException("runs are numbered from 1 to " + MOST + ", not " + number);
    }
  }

  /** Returns the task as this run asks it. */
  public BenchmarkTask of(BenchmarkTask task) {
    return number > 1 && task.rendering().parameters().get("seed") instanceof Number seed
        ? task.withSeed(seed.longValue() + (number - 1L) * task.repeats())
        : task;
  }

  /** Returns the subject as this run asks it. */
  public Subject of(Subject subject) {
    if (number == 1) {
      return subject;
    }
    String season = subject.season();
    return new Subject(
        subject.model(),
        subject.revision(),
        season.isEmpty() ? "run-" + number : season + "/run-" + number);
  }

  /** Returns the run that a subject of {@link #of(Subject)} asks in. */
  public static int numberOf(Subject subject) {
    Matcher later = LATER.matcher(subject.season());
    return later.matches() ? Integer.parseInt(later.group(1)) : 1;
  }
}
