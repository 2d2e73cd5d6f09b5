package org.gwageo.cli.lineage;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.ProgressLine;
import org.gwageo.cli.terminal.Table;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.tokenizer.Ascents;
import org.gwageo.lineage.tokenizer.OrderComparison;
import org.gwageo.lineage.tokenizer.Tokenizer;
import org.gwageo.lineage.tokenizer.TokenizerComparison;
import org.gwageo.lineage.tokenizer.TokenizerGrade;
import org.gwageo.lineage.tokenizer.TokenizerReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo lineage tokenizer}: do the tokens stand in the order of another tokenizer's? */
@Command(
    name = "tokenizer",
    description = {
      "Compares the order of the tokens of two tokenizers.",
      "A shared tokenizer says nothing about the weights; whether it is allowed is for the rules."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:no trace of a common source (not-found)",
      "1:a trace (derived-order, indicated)",
      "2:cannot run, or too few common tokens (untestable)"
    },
    footerHeading = "%nExample:%n",
    footer = "  gwageo lineage tokenizer models/entrant models/reference/tokenizer.json")
public final class TokenizerCommand implements Callable<Integer> {

  private static final String FILE =
      "A tokenizer.json, vocab.json, vocab.txt, .tiktoken or SentencePiece .model file, or a folder"
          + " with one.";

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(index = "0", paramLabel = "SUBJECT", description = FILE)
  private Path subject;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(index = "1", paramLabel = "REFERENCE", description = FILE)
  private Path reference;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the report as canonical JSON to a file, or - for standard output.")
  private @Nullable String json;

  /** Prints to {@code terminal}. */
  public TokenizerCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--json", json);
    TokenizerReport report;
    try (ProgressLine progress = terminal.progress()) {
      progress.work("%s ~ %s".formatted(subject, reference));
      report = TokenizerComparison.compare(open("subject", subject), open("reference", reference));
    }
    destination.write(report.toJson(), terminal);
    if (destination.leavesOutputToPeople()) {
      print(report);
    }
    return switch (report.grade()) {
      case DERIVED_ORDER, INDICATED -> ExitStatus.FOUND_SOMETHING;
      case NOT_FOUND -> ExitStatus.DONE;
      case UNTESTABLE -> ExitStatus.CANNOT_RUN;
    };
  }

  private static Tokenizer open(String thing, Path path) throws CannotRun {
    InputFile.requireSomething(thing, path);
    try {
      return Tokenizer.read(path);
    } catch (CheckpointException e) {
      throw new CannotRun("the %s %s cannot be read: %s".formatted(thing, path, e.getMessage()), e);
    }
  }

  private void print(TokenizerReport report) {
    terminal.out().println(name(report.grade()));
    terminal.out().println(terminal.language() == Language.KO ? report.korean() : report.english());
    terminal.out().println();
    var table =
        new Table()
            .text(terminal.say("순서", "order"))
            .text(terminal.say("이웃", "neighbours"))
            .number(terminal.say("쌍", "pairs"))
            .number(terminal.say("상승", "ascending"))
            .number("z")
            .number("log10 p");
    for (OrderComparison order : report.orders()) {
      List<Ascents> counts = order.counts();
      for (int i = 0; i < counts.size(); i++) {
        boolean alongSubject = i < counts.size() / 2;
        Ascents count = counts.get(i);
        table.row(
            List.of(
                "%s/%s"
                    .formatted(
                        order.subjectOrder().id(),
                        alongSubject
                            ? terminal.say("대상을 따라", "along subject")
                            : terminal.say("기준을 따라", "along reference")),
                count.pairs().id(),
                Integer.toString(count.count()),
                String.format(Locale.ROOT, "%.1f %%", 100 * count.share()),
                String.format(Locale.ROOT, "%.1f", count.z()),
                String.format(Locale.ROOT, "%.1f", count.log10p())));
      }
    }
    table.print(terminal.out());
  }

  private String name(TokenizerGrade grade) {
    return switch (grade) {
      case DERIVED_ORDER -> terminal.say("같은 순서(derived-order)", "derived-order");
      case INDICATED -> terminal.say("의심(indicated)", "indicated");
      case NOT_FOUND -> terminal.say("흔적 없음(not-found)", "not-found");
      case UNTESTABLE -> terminal.say("검정 불가(untestable)", "untestable");
    };
  }
}
