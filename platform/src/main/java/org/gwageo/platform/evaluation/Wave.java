package org.gwageo.platform.evaluation;

import java.util.Optional;
import org.gwageo.platform.programme.StageId;

/**
 * The jobs of all entrants at one task in one of its runs. A worker takes a wave whole and asks its
 * entrants within the same window of time.
 *
 * @param season the stage or season
 * @param task the task's name
 * @param run which of the task's runs, from 1
 */
record Wave(StageId season, String task, int run) {

  /** Returns the wave that a job belongs to. */
  static Wave of(Job job) {
    return new Wave(job.stage(), job.task(), job.run());
  }

  /** Returns the wave's name in the queue: {@code programme/season/task/run}. */
  String key() {
    return String.join("/", season.programme(), season.stage(), task, Integer.toString(run));
  }

  /** Reads a name in the queue; nothing for what is no name of a wave. */
  static Optional<Wave> parse(String key) {
    String[] parts = key.split("/", -1);
    return parts.length == 4 && parts[3].matches("[1-9][0-9]{0,2}")
        ? Optional.of(
            new Wave(new StageId(parts[0], parts[1]), parts[2], Integer.parseInt(parts[3])))
        : Optional.empty();
  }
}
