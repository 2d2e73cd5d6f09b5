package org.gwageo.cli.verify;

import java.nio.file.Path;
import java.util.Optional;
import org.gwageo.bundle.verification.BundleVerifier;
import org.gwageo.bundle.verification.Check;
import org.gwageo.bundle.verification.VerificationReport;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.ProgressLine;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** What {@code gwageo verify} does: recomputes a published stage. */
public final class Verification {

  private final Terminal terminal;

  /** Prints to {@code terminal}. */
  public Verification(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Verifies the bundle at {@code path}, prints what was checked and returns the exit status.
   *
   * @param models a folder with a folder of weights per model, or null when there is none
   * @param superseded the bundle of the verdict that this one corrects, or null
   * @param json where the report goes as JSON: a file, {@code -}, or null for nowhere
   */
  public int verify(
      Path path, @Nullable Path models, @Nullable Path superseded, @Nullable String json)
      throws CannotRun {
    Destination destination = Destination.of("--json", json);
    InputFile.requireSomething("bundle", path);
    if (models != null) {
      InputFile.requireFolder("folder of models", models);
    }
    if (superseded != null) {
      InputFile.requireSomething("superseded bundle", superseded);
    }
    VerificationReport report;
    try (ProgressLine progress = terminal.progress()) {
      progress.work(path.toString());
      report =
          BundleVerifier.verify(path, Optional.ofNullable(models), Optional.ofNullable(superseded));
    }
    destination.write(report.toJson(), terminal);
    if (destination.leavesOutputToPeople()) {
      print(path, report);
    }
    return report.ok() ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  private void print(Path path, VerificationReport report) {
    for (Check check : report.checks()) {
      String file = check.file() == null ? "" : check.file() + ": ";
      terminal
          .out()
          .println(status(check.status()) + "  " + file + terminal.say(check.ko(), check.en()));
    }
    terminal.out().println();
    if (report.ok()) {
      terminal.print("%s: 맞습니다.".formatted(path), "%s is right.".formatted(path));
    } else {
      terminal.print("%s: 틀렸습니다.".formatted(path), "%s is wrong.".formatted(path));
    }
  }

  /** Padded to one width in each language. */
  private String status(Check.Status status) {
    return switch (status) {
      case OK -> terminal.say("맞음    ", "ok          ");
      case FAILED -> terminal.say("틀림    ", "FAILED      ");
      case NOT_POSSIBLE -> terminal.say("확인불가", "not possible");
    };
  }
}
