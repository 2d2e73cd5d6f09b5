package org.gwageo.bundle.evidence;

import java.io.IOException;
import org.gwageo.benchmark.journal.Attempts;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.journal.Subject;
import org.gwageo.benchmark.run.SeasonRun;
import org.gwageo.benchmark.score.BenchmarkResult;
import org.gwageo.benchmark.score.BenchmarkScoring;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.bundle.content.Content;

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
      BenchmarkTask asked, SeasonRun run, String journalFile, Content journal)
      throws EvidenceException {
    try {
      BenchmarkTask task = run.of(asked);
      Attempts attempts = new JournalContent(journalFile, journal);
      Subject subject = BenchmarkScoring.onlySubject(task, attempts);
      if (SeasonRun.numberOf(subject) != run.number()) {
        throw new EvidenceException(
            "%s holds replies to run %d, not to run %d"
                .formatted(journalFile, SeasonRun.numberOf(subject), run.number()));
      }
      return BenchmarkScoring.score(task, subject, attempts);
    } catch (TaskException e) {
      throw new EvidenceException(journalFile + " cannot be scored: " + e.getMessage());
    } catch (JournalException e) {
      throw new EvidenceException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new EvidenceException(journalFile + ": " + e.getMessage());
    }
  }
}
