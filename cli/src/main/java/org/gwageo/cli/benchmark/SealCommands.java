package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.gwageo.benchmark.sealed.Commitment;
import org.gwageo.benchmark.sealed.ItemProof;
import org.gwageo.benchmark.sealed.Reveal;
import org.gwageo.benchmark.sealed.SealedException;
import org.gwageo.benchmark.sealed.SealedItems;
import org.gwageo.benchmark.sealed.SeasonKey;
import org.gwageo.benchmark.task.BenchmarkTask;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.canonical.Digest;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Reasons;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gwageo benchmark seal}: items that nobody reads before a season ends. */
@Command(
    name = "seal",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Encrypts the items of a task, commits to them before a season and reveals them after it.",
      "Sealed items are asked with: gwageo benchmark run --data FILE.sealed --season-key FILE"
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done, all is right",
      "1:something is not what was committed to",
      "2:cannot run"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gwageo benchmark seal key --to season.key",
      "  gwageo benchmark seal items --task law/task.yaml --items law/items.jsonl \\",
      "    --season 2027-1 --season-key season.key --to law.sealed --commitment law.json",
      "  gwageo benchmark seal verify law.json --sealed law.sealed",
      "  gwageo benchmark seal prove law.sealed q17 --season-key season.key --to q17.json",
      "  gwageo benchmark seal reveal law.sealed --season-key season.key --to law.revealed",
      "  gwageo benchmark seal verify law.json --revealed law.revealed"
    })
final class SealCommands implements Runnable {

  private static final String KEY =
      "File of the season key; else the environment variable GWAGEO_SEASON_KEY.";

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Spec
  private CommandSpec spec;

  /** Prints to {@code terminal}. */
  SealCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** What a command does with sealed items. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, SealedException;
  }

  /** Draws a key. */
  @Command(
      name = "key",
      description = "Draws the key of a season into a new file that only its owner may read.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer = "  gwageo benchmark seal key --to season.key")
  int key(
      @Option(
              names = "--to",
              required = true,
              paramLabel = "FILE",
              description = "The file to write; it must not exist.")
          Path to)
      throws CannotRun {
    SeasonKey key = SeasonKey.draw(new SecureRandom());
    if (Files.exists(to)) {
      throw new CannotRun("%s exists, and a season key is never overwritten".formatted(to));
    }
    try {
      key.write(to);
    } catch (IOException e) {
      throw new CannotRun("%s cannot be written: %s".formatted(to, Reasons.of(e)), e);
    }
    terminal.print(
        "시즌 키 %s: %s".formatted(key.id(), to), "season key %s: %s".formatted(key.id(), to));
    return ExitStatus.DONE;
  }

  /** Seals items. */
  @Command(
      name = "items",
      description = "Encrypts each item of a task and writes the commitment to publish.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer = {
        "  gwageo benchmark seal items --task law/task.yaml --items law/items.jsonl \\",
        "    --season 2027-1 --season-key season.key --to law.sealed --commitment law.json"
      })
  int items(
      @Option(
              names = "--task",
              required = true,
              paramLabel = "NAME|FILE",
              description = "The task that the items belong to.")
          String task,
      @Option(
              names = "--items",
              required = true,
              paramLabel = "FILE",
              description = "The items, a .jsonl file.")
          Path items,
      @Option(
              names = "--season",
              required = true,
              paramLabel = "NAME",
              description = "The measuring season.")
          String season,
      @Option(names = "--season-key", paramLabel = "FILE", description = KEY)
          @Nullable Path keyFile,
      @Option(
              names = "--no-canaries",
              description = "Leave out the field canary that each item gets otherwise.")
          boolean plain,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "FILE",
              description = "The sealed file to write; it ends in .sealed.")
          Path to,
      @Option(
              names = "--commitment",
              required = true,
              paramLabel = "FILE",
              description = "The commitment to write, to be published before the season.")
          Path commitment)
      throws CannotRun {
    if (!String.valueOf(to.getFileName()).endsWith(".sealed")) {
      throw new CannotRun("--to ends in .sealed, so that it is known for what it is, not " + to);
    }
    InputFile.requireFile("items", items);
    Path yaml = Tasks.find(task, terminal.home());
    SeasonKey key = SeasonKeys.find(keyFile, terminal);
    try {
      BenchmarkTask checked = BenchmarkTask.read(yaml, items);
      var purpose = new SealedItems.Purpose(checked.id(), Digest.of(yaml), season, !plain);
      Commitment made = SealedItems.seal(items, purpose, key, new SecureRandom(), to);
      made.write(commitment);
      terminal.print(
          "문항 %d개를 봉인했습니다. 확약 %s".formatted(made.header().count(), made.digest()),
          "%d items sealed, commitment %s".formatted(made.header().count(), made.digest()));
      return ExitStatus.DONE;
    } catch (TaskException | SealedException e) {
      throw new CannotRun("the items %s cannot be sealed: %s".formatted(items, e.getMessage()), e);
    } catch (IOException e) {
      throw new CannotRun("the items %s cannot be sealed: %s".formatted(items, Reasons.of(e)), e);
    } catch (IllegalArgumentException e) {
      throw new CannotRun(String.valueOf(e.getMessage()), e);
    }
  }

  /** Checks against a commitment. */
  @Command(
      name = "verify",
      description = "Checks offline and without a key what was published against a commitment.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:all is what was committed to",
        "1:something is not, and it is named",
        "2:cannot run"
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  gwageo benchmark seal verify law.json --sealed law.sealed",
        "  gwageo benchmark seal verify law.json --revealed law.revealed --items law.jsonl",
        "  gwageo benchmark seal verify law.json --proof q17.json"
      })
  int verify(
      @Parameters(paramLabel = "COMMITMENT", description = "The commitment.") Path commitment,
      @Option(names = "--sealed", paramLabel = "FILE", description = "The sealed file.")
          @Nullable Path sealed,
      @Option(names = "--revealed", paramLabel = "FILE", description = "The revealed items.")
          @Nullable Path revealed,
      @Option(
              names = "--items",
              paramLabel = "FILE",
              description = "Where to write the revealed items as plain .jsonl once all are right.")
          @Nullable Path items,
      @Option(names = "--proof", paramLabel = "FILE", description = "The proof of one item.")
          @Nullable Path proof)
      throws CannotRun {
    if (sealed == null && revealed == null && proof == null) {
      throw new CannotRun("say what to check with --sealed, --revealed or --proof");
    }
    InputFile.requireFile("commitment", commitment);
    return checked(
        () -> {
          Commitment committed = Commitment.read(commitment);
          if (sealed != null) {
            committed.verify(sealed);
            right(sealed, committed.header().count());
          }
          if (revealed != null) {
            right(revealed, Reveal.verify(committed, revealed, sealed, items));
          }
          if (proof != null) {
            ItemProof.read(proof).verify(committed);
            right(proof, 1);
          }
        });
  }

  private void right(Path file, int items) {
    terminal.print(
        "%s: 문항 %d개가 확약과 일치합니다.".formatted(file, items),
        "%s: %d items are those that were committed to".formatted(file, items));
  }

  private int checked(Work work) throws CannotRun {
    try {
      work.run();
      return ExitStatus.DONE;
    } catch (SealedException e) {
      terminal.complain(String.valueOf(e.getMessage()));
      return ExitStatus.FOUND_SOMETHING;
    } catch (IOException e) {
      throw new CannotRun("a file cannot be read: " + Reasons.of(e), e);
    }
  }

  /** Shows one item. */
  @Command(
      name = "open-one",
      description = "Decrypts one item and prints it; every use is for people who may know it.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:done",
        "1:the sealed file is damaged, of another key, or lacks the item",
        "2:cannot run"
      },
      footerHeading = "%nExample:%n",
      footer = "  gwageo benchmark seal open-one law.sealed q17 --season-key season.key")
  int openOne(
      @Parameters(paramLabel = "SEALED", description = "The sealed file.") Path sealed,
      @Parameters(paramLabel = "ID", description = "The item's id.") String id,
      @Option(names = "--season-key", paramLabel = "FILE", description = KEY)
          @Nullable Path keyFile)
      throws CannotRun {
    SeasonKey key = key(sealed, keyFile);
    return checked(
        () -> terminal.out().println(Reveal.one(SealedItems.open(sealed, key), id).item()));
  }

  /** Proves one item. */
  @Command(
      name = "prove",
      description = "Writes one item with the proof that it was committed to; tells no other item.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {
        "0:done",
        "1:the sealed file is damaged, of another key, or lacks the item",
        "2:cannot run"
      },
      footerHeading = "%nExample:%n",
      footer = "  gwageo benchmark seal prove law.sealed q17 --season-key season.key --to q17.json")
  int prove(
      @Parameters(paramLabel = "SEALED", description = "The sealed file.") Path sealed,
      @Parameters(paramLabel = "ID", description = "The item's id.") String id,
      @Option(names = "--season-key", paramLabel = "FILE", description = KEY)
          @Nullable Path keyFile,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "FILE",
              description = "The proof to write.")
          Path to)
      throws CannotRun {
    SeasonKey key = key(sealed, keyFile);
    return checked(
        () -> {
          Reveal.one(SealedItems.open(sealed, key), id).write(to);
          terminal.out().println(to);
        });
  }

  /** Reveals all items. */
  @Command(
      name = "reveal",
      description = "Writes all items with their salts, for publication after the season.",
      exitCodeListHeading = "%nExit status:%n",
      exitCodeList = {"0:done", "1:the sealed file is damaged or of another key", "2:cannot run"},
      footerHeading = "%nExample:%n",
      footer =
          "  gwageo benchmark seal reveal law.sealed --season-key season.key --to law.revealed")
  int reveal(
      @Parameters(paramLabel = "SEALED", description = "The sealed file.") Path sealed,
      @Option(names = "--season-key", paramLabel = "FILE", description = KEY)
          @Nullable Path keyFile,
      @Option(
              names = "--to",
              required = true,
              paramLabel = "FILE",
              description = "The file of revealed items to write.")
          Path to)
      throws CannotRun {
    SeasonKey key = key(sealed, keyFile);
    return checked(
        () -> {
          Reveal.all(SealedItems.open(sealed, key), to);
          terminal.out().println(to);
        });
  }

  private SeasonKey key(Path sealed, @Nullable Path keyFile) throws CannotRun {
    InputFile.requireFile("sealed file", sealed);
    return SeasonKeys.find(keyFile, terminal);
  }
}
