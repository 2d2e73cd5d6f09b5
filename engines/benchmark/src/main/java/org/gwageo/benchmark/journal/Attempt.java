package org.gwageo.benchmark.journal;

import java.time.Instant;
import org.gwageo.canonical.Digest;

/**
 * One request to an endpoint and what came of it.
 *
 * @param key the digest of everything that determines the reply; equal for all attempts at a
 *     question
 * @param task the digest of the task
 * @param subject the model that was asked
 * @param ordinal the item's position in the task, from 0
 * @param item the item's id
 * @param repeat which of the item's repeats this is, from 0
 * @param part which of the question's requests this is, from 0
 * @param number which attempt at the question within one run this is, from 1
 * @param sentAt when the request was sent
 * @param timing how long it took
 * @param outcome how it ended
 */
public record Attempt(
    Digest key,
    Digest task,
    Subject subject,
    int ordinal,
    String item,
    int repeat,
    int part,
    int number,
    Instant sentAt,
    Timing timing,
    Outcome outcome) {

  /** Returns the attempt as one line of canonical JSON, without a line end. */
  public String toJson() {
    return AttemptJson.write(this);
  }

  /**
   * Reads one line of a journal.
   *
   * @throws JournalException if {@code line} is not the JSON form of an attempt
   */
  public static Attempt parse(String line) throws JournalException {
    return AttemptJson.read(line);
  }
}
