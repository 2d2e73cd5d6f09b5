package org.gwageo.cli.lineage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.Language;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.report.PanelReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo lineage report}: the page that a panel reads. */
@Command(
    name = "report",
    description = "Lays out a report or a screen as a page, in HTML and in PDF.",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:done", "2:cannot run"},
    footerHeading = "%nExample:%n",
    footer = "  gwageo lineage report screen.json --html lineage.html --pdf lineage.pdf --lang ko")
final class ReportCommand implements Callable<Integer> {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(paramLabel = "REPORT", description = "JSON written by compare or screen.")
  private Path file;

  @Option(names = "--html", paramLabel = "FILE", description = "Where to write HTML.")
  private @Nullable String html;

  @Option(names = "--pdf", paramLabel = "FILE", description = "Where to write PDF.")
  private @Nullable String pdf;

  @Option(names = "--subject", paramLabel = "NAME", description = "Name of the subject.")
  private @Nullable String subject;

  @Option(names = "--reference", paramLabel = "NAME", description = "Name of the only reference.")
  private @Nullable String reference;

  @Option(
      names = "--known-derivative",
      paramLabel = "FILE",
      description = "Report on a documented derivative of the reference, to be drawn beside.")
  private @Nullable Path derivative;

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    if (html == null && pdf == null) {
      throw new CannotRun("--html or --pdf has to say where the page goes");
    }
    if ("-".equals(html) && "-".equals(pdf)) {
      throw new CannotRun("--html and --pdf cannot both be standard output");
    }
    Destination page = Destination.of("--html", html);
    Destination print = Destination.of("--pdf", pdf);
    Language language = language();
    PanelReport report = report();
    if (html != null) {
      page.write(report.html(language), terminal);
    }
    if (pdf != null) {
      print.write(report.pdf(language), terminal);
    }
    return ExitStatus.DONE;
  }

  private Language language() {
    return terminal.language() == org.gwageo.cli.terminal.Language.KO ? Language.KO : Language.EN;
  }

  private PanelReport report() throws CannotRun {
    try {
      PanelReport report = PanelReport.read(bytes(file));
      if (subject != null) {
        report = report.ofSubject(subject);
      }
      if (reference != null) {
        report = report.againstReference(reference);
      }
      if (derivative != null) {
        report =
            report.withKnownDerivative(
                String.valueOf(derivative.getFileName()).replaceAll("\\.json$", ""),
                bytes(derivative));
      }
      return report;
    } catch (CheckpointException | IllegalArgumentException e) {
      throw new CannotRun(
          "the report %s cannot be laid out: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static byte[] bytes(Path file) throws CannotRun {
    return InputFile.text("report", file).getBytes(StandardCharsets.UTF_8);
  }
}
