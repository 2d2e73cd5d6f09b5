package org.gwageo.cli.verdict;

import java.nio.file.Path;
import java.util.List;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.verdict.document.Problem;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;

/** Rulebooks and scores read from files. */
final class RulebookFile {

  private RulebookFile() {}

  /** Reads a rulebook that has to be right. */
  static Rulebook read(Path path) throws CannotRun {
    try {
      return Rulebook.parse(InputFile.text("rulebook", path));
    } catch (RulebookException e) {
      throw new CannotRun(first("rulebook", path, e.problems()), e);
    }
  }

  /** Reads scores that have to fit the rulebook. */
  static Scores scores(Path path, Rulebook rulebook) throws CannotRun {
    try {
      return Scores.parse(InputFile.text("scores file", path), rulebook);
    } catch (ScoresException e) {
      throw new CannotRun(first("scores file", path, e.problems()), e);
    }
  }

  private static String first(String thing, Path path, List<Problem> problems) {
    Problem problem = problems.getFirst();
    int more = problems.size() - 1;
    return "the %s %s cannot be used: line %d, column %d: %s%s"
        .formatted(
            thing,
            path,
            problem.line(),
            problem.column(),
            problem.reason(),
            more == 0
                ? ""
                : "; it has %d more %s, gwageo verdict check lists them"
                    .formatted(more, more == 1 ? "problem" : "problems"));
  }
}
