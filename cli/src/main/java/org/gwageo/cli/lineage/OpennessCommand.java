package org.gwageo.cli.lineage;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.licence.Clause;
import org.gwageo.lineage.licence.Licence;
import org.gwageo.lineage.licence.OpennessCheck;
import org.gwageo.lineage.licence.OpennessReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo lineage openness}: may everybody use the model? */
@Command(
    name = "openness",
    description = "Says what a model's licence allows, as far as its files state a known one.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:open", "1:restricted, or a person has to read it", "2:cannot run"},
    footerHeading = "%nExample:%n",
    footer = "  gwageo lineage openness models/entrant")
final class OpennessCommand implements Callable<Integer> {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(paramLabel = "FOLDER", description = "Folder of a model with its page and licence.")
  private Path folder;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the report as canonical JSON to a file, or - for standard output.")
  private @Nullable String json;

  OpennessCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--json", json);
    InputFile.requireFolder("model", folder);
    OpennessReport report;
    try {
      report = OpennessCheck.of(folder);
    } catch (CheckpointException e) {
      throw new CannotRun(
          "the model %s cannot be checked: %s".formatted(folder, e.getMessage()), e);
    }
    destination.write(report.toJson(), terminal);
    if (destination.leavesOutputToPeople()) {
      print(report);
    }
    return report.result() == Licence.Result.OPEN ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  private void print(OpennessReport report) {
    terminal
        .out()
        .println(
            switch (report.result()) {
              case OPEN -> terminal.say("열림(open)", "open");
              case RESTRICTED -> terminal.say("제한 있음(restricted)", "restricted");
              case NEEDS_PERSON -> terminal.say("사람이 읽어야 함(needs-person)", "needs a person");
            });
    boolean korean = terminal.language() == Language.KO;
    report
        .reasons()
        .forEach(one -> terminal.out().println("  - " + (korean ? one.korean() : one.english())));
    report.statements().forEach(one -> terminal.out().printf("%s: %s%n", one.source(), one.said()));
    report.statements().stream()
        .flatMap(one -> one.licence().stream())
        .distinct()
        .forEach(licence -> answers(licence, korean));
    for (Clause clause : report.clauses()) {
      terminal
          .out()
          .printf("%s %d–%d: %s%n", clause.source(), clause.from(), clause.to(), clause.text());
    }
  }

  private void answers(Licence licence, boolean korean) {
    terminal.out().println();
    terminal.out().println(licence.id());
    var table =
        new Table()
            .text(terminal.say("질문", "question"))
            .text(terminal.say("답", "answer"))
            .text(terminal.say("이유", "reason"));
    licence
        .answers()
        .forEach(
            (question, answer) ->
                table.row(
                    List.of(
                        korean ? question.korean() : question.id(),
                        answer.permission().id(),
                        korean ? answer.korean() : answer.english())));
    table.print(terminal.out());
  }
}
