package org.gwageo.bundle.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.gwageo.benchmark.journal.Attempt;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;

/** Scores a journal again from nothing but the files of a bundle. */
public final class BenchmarkReplay {

  private BenchmarkReplay() {}

  /**
   * Returns the result of the one subject whose attempts at the task are in the journal.
   *
   * @param asked the task as the subject was asked it, but for the run
   * @param run which of the task's runs the journal is of
   * @param journalFile the journal's path, for messages
   * @throws EvidenceException if the journal is not what it should be, or is of another run
   */
  public static BenchmarkResult score(
      BenchmarkTask asked, SeasonRun run, String journalFile, byte[] journal)
      throws EvidenceException {
    try {
      BenchmarkTask task = run.of(asked);
      Attempts attempts = attempts(journalFile, journal);
      Subject subject = BenchmarkScoring.onlySubject(task, attempts);
      if (SeasonRun.numberOf(subject) != run.number()) {
        throw new EvidenceException(
            "%s holds replies to run %d, not to run %d"
                .formatted(journalFile, SeasonRun.numberOf(subject), run.number()));
      }
      return BenchmarkScoring.score(task, subject, attempts);
    } catch (TaskException e) {
      throw new EvidenceException(journalFile + " cannot be scored: " + e.getMessage());
    } catch (IOException e) {
      throw new EvidenceException(journalFile + ": " + e.getMessage());
    }
  }

  static Attempts attempts(String file, byte[] journal) throws EvidenceException {
    String text = new String(journal, StandardCharsets.UTF_8);
    if (!text.isEmpty() && !text.endsWith("\n")) {
      throw new EvidenceException(file + " ends inside a line");
    }
    var attempts = new ArrayList<Attempt>();
    for (String line : text.lines().toList()) {
      try {
        attempts.add(Attempt.parse(line));
      } catch (JournalException e) {
        throw new EvidenceException(
            "%s line %d: %s".formatted(file, attempts.size() + 1, e.getMessage()));
      }
    }
    return Attempts.of(attempts);
  }
}
