package org.gwageo.cli.verdict;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.verdict.Audience;
import org.gwageo.verdict.DisclosedVerdict;
import org.gwageo.verdict.Disclosure;
import org.gwageo.verdict.Verdict;
import org.gwageo.verdict.Verdicts;
import org.gwageo.verdict.document.Problem;
import org.gwageo.verdict.rules.Rulebook;
import org.gwageo.verdict.rules.RulebookException;
import org.gwageo.verdict.scores.Scores;
import org.gwageo.verdict.scores.ScoresException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gwageo verdict}: decides a stage from files, and checks such files. */
@Command(
    name = "verdict",
    synopsisSubcommandLabel = "COMMAND",
    description = "Decides a stage: rulebook and scores to outcomes.",
    footerHeading = "%nExample:%n",
    footer = "  gwageo verdict decide --rulebook rulebook.yaml --scores scores.yaml")
public final class VerdictCommands implements Runnable {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Spec
  private CommandSpec spec;

  /** Prints to {@code terminal}. */
  public VerdictCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** Applies a rulebook to scores. */
  @Command(
      name = "decide",
      description = "Applies a rulebook to the scores of a stage and prints who advances, and why.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:the verdict is settled",
        "1:something keeps the verdict from being settled, such as a gate without an answer",
        "2:cannot run"
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  gwageo verdict decide --rulebook rulebook.yaml --scores scores.yaml",
        "  gwageo verdict decide --rulebook rulebook.yaml --scores scores.yaml --json - | jq .teams"
      })
  int decide(
      @Option(
              names = "--rulebook",
              required = true,
              paramLabel = "FILE",
              description = "The rules of the stage (YAML).")
          Path rulebookFile,
      @Option(
              names = "--scores",
              required = true,
              paramLabel = "FILE",
              description = "What was measured, scored and found (YAML).")
          Path scoresFile,
      @Option(
              names = "--audience",
              paramLabel = "WHO",
              converter = AudienceOption.class,
              description =
                  "Show only what the rulebook discloses to public, team:ID, reviewers or office."
                      + " Everything is shown unless this is given.")
          @Nullable Audience audience,
      @Option(
              names = "--json",
              paramLabel = "OUT",
              description =
                  "Write the verdict as canonical JSON to a file, or - for standard output.")
          @Nullable String json)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    Rulebook rulebook = RulebookFile.read(rulebookFile);
    Scores scores = RulebookFile.scores(scoresFile, rulebook);
    requireKnown(audience, scores, scoresFile);
    Verdict verdict = Verdicts.decide(rulebook, scores);
    var page = new VerdictPage(terminal, rulebook);
    if (audience == null) {
      destination.write(verdict.toJson(), terminal);
      if (destination.leavesOutputToPeople()) {
        page.print(verdict);
      }
    } else {
      DisclosedVerdict shown = Disclosure.view(verdict, audience);
      destination.write(shown.toJson(), terminal);
      if (destination.leavesOutputToPeople()) {
        page.print(shown);
      }
    }
    return verdict.isSettled() ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  /** Reads a rulebook, and scores for it, and lists all that is wrong. */
  @Command(
      name = "check",
      description = "Checks a rulebook, and scores for it, and lists every problem with its line.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:usable", "1:problems were found", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer = "  gwageo verdict check --rulebook rulebook.yaml --scores scores.yaml")
  int check(
      @Option(
              names = "--rulebook",
              required = true,
              paramLabel = "FILE",
              description = "The rules of the stage (YAML).")
          Path rulebookFile,
      @Option(
              names = "--scores",
              paramLabel = "FILE",
              description = "What was measured, scored and found (YAML).")
          @Nullable Path scoresFile)
      throws CannotRun {
    String text = InputFile.text("rulebook", rulebookFile);
    String scoresText = scoresFile == null ? null : InputFile.text("scores file", scoresFile);
    try {
      Rulebook rulebook = Rulebook.parse(text);
      terminal.print(
          "%s v%d: 사용할 수 있습니다.".formatted(rulebook.id(), rulebook.version()),
          "%s v%d: usable".formatted(rulebook.id(), rulebook.version()));
      terminal.out().println(rulebook.digest());
      if (scoresFile != null && scoresText != null) {
        Scores scores = Scores.parse(scoresText, rulebook);
        terminal.print(
            "%s: 사용할 수 있습니다(팀 %d개).".formatted(scoresFile, scores.teams().size()),
            "%s: usable, teams: %d".formatted(scoresFile, scores.teams().size()));
      }
      return ExitStatus.DONE;
    } catch (RulebookException e) {
      list(rulebookFile, e.problems());
    } catch (ScoresException e) {
      list(String.valueOf(scoresFile), e.problems());
    }
    return ExitStatus.FOUND_SOMETHING;
  }

  private void list(Object file, List<Problem> problems) {
    for (Problem problem : problems) {
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "%s:%d:%d: %s%n",
              file,
              problem.line(),
              problem.column(),
              problem.reason());
    }
  }

  private static void requireKnown(@Nullable Audience audience, Scores scores, Path file)
      throws CannotRun {
    if (audience instanceof Audience.OneTeam(String id) && scores.team(id) == null) {
      throw new CannotRun("the scores file %s has no team %s".formatted(file, id));
    }
  }
}
