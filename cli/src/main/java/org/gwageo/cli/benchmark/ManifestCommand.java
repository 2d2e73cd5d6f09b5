package org.gwageo.cli.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.gwageo.benchmark.export.ExportedRun;
import org.gwageo.benchmark.export.ReplayManifest;
import org.gwageo.benchmark.journal.FileJournal;
import org.gwageo.benchmark.journal.JournalException;
import org.gwageo.benchmark.run.BenchmarkFolder;
import org.gwageo.benchmark.task.TaskException;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Reasons;
import org.gwageo.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo benchmark manifest}: what a score depends on, signed, and the check of it. */
@Command(
    name = "manifest",
    description = {
      "Writes what the score of a run depends on, as digests, and signs it; or checks such a"
          + " manifest against the run, by scoring it again."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:written, or everything agrees",
      "1:the manifest does not agree with the run, or its signature is wrong",
      "2:cannot run"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gwageo benchmark manifest runs/1 --key office.key --json manifest.json",
      "  gwageo benchmark manifest runs/1 --check manifest.json"
    })
final class ManifestCommand implements Callable<Integer> {

  private static final String ALGORITHM = "Ed25519";

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(paramLabel = "DIR", description = "Folder of a run.")
  private Path folder;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "File with the signing key; made if it is absent. The public key is beside it, in"
              + " FILE.pub.")
  private @Nullable Path key;

  @Option(names = "--check", paramLabel = "FILE", description = "A manifest to check.")
  private @Nullable Path manifest;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Write the manifest to a file, or - for standard output, which is the default.")
  private String json = "-";

  ManifestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    BenchmarkFolder run = RunFolders.open(folder);
    ReplayManifest ours;
    try {
      ours =
          ReplayManifest.of(
              new ExportedRun(
                  run.task(), run.subject(), FileJournal.attempts(folder.resolve("journal.jsonl"))),
              version());
    } catch (JournalException | TaskException e) {
      throw new CannotRun("the run %s cannot be scored: %s".formatted(folder, e.getMessage()), e);
    } catch (IOException e) {
      throw InputFile.unreadable("run", folder, e);
    }
    return manifest == null ? write(ours) : check(ours, manifest);
  }

  private static String version() {
    String version = ManifestCommand.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  private int write(ReplayManifest ours) throws CannotRun {
    Destination destination = Destination.of("--json", json);
    KeyPair pair = key == null ? null : keys(key);
    destination.write(
        pair == null ? ours.toJson(null, null) : ours.toJson(pair.getPrivate(), pair.getPublic()),
        terminal);
    return ExitStatus.DONE;
  }

  private int check(ReplayManifest ours, Path file) throws CannotRun {
    ReplayManifest.Check check;
    try {
      check = ours.check(InputFile.text("manifest", file).getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new CannotRun("the manifest %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
    check.differences().forEach((name, values) -> terminal.complain(name + " is " + values));
    if (check.signer() != null && !check.signed()) {
      terminal.complain("the signature of %s is wrong".formatted(file));
    }
    boolean agrees = check.differences().isEmpty() && (check.signer() == null || check.signed());
    if (agrees) {
      terminal.print(
          "실행을 다시 채점한 결과가 명세와 모두 같습니다. "
              + (check.signed() ? "서명자: " + check.signer() : "서명은 없습니다."),
          "Scoring the run again agrees with the manifest. "
              + (check.signed() ? "Signed by " + check.signer() : "It is not signed."));
    }
    return agrees ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  private static KeyPair keys(Path file) throws CannotRun {
    Path beside = file.resolveSibling(file.getFileName() + ".pub");
    try {
      KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
      if (!Files.exists(file)) {
        KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        Files.writeString(file, Base64.getEncoder().encodeToString(made.getPrivate().getEncoded()));
        protect(file);
        Files.writeString(
            beside, Base64.getEncoder().encodeToString(made.getPublic().getEncoded()) + "\n");
        return made;
      }
      PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(bytes(file)));
      PublicKey open = factory.generatePublic(new X509EncodedKeySpec(bytes(beside)));
      return new KeyPair(open, secret);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new CannotRun("the key %s is no %s key".formatted(file, ALGORITHM), e);
    } catch (IOException e) {
      throw new CannotRun("the key %s cannot be used: %s".formatted(file, Reasons.of(e)), e);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    return Base64.getDecoder().decode(Files.readString(file).strip());
  }

  private static void protect(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }
}
