package org.gwageo.cli.lineage;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.concurrent.Callable;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.attestation.AttestationException;
import org.gwageo.lineage.attestation.PemKeys;
import org.gwageo.lineage.attestation.ReportAttestation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gwageo lineage attest}: signs reports, and checks signatures of reports and models. */
@Command(
    name = "attest",
    description = {
      "Signs a report as an in-toto statement, checks such a statement (--verify), or checks the"
          + " OpenSSF signature of a model (--signature).",
      "A keyless signature is checked offline: --trusted-root, a Sigstore trusted_root.json, says"
          + " whom to trust, --identity and --identity-provider who is expected to have signed.",
      "A signature says who vouches for which bytes, and nothing of where weights come from."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:signed, or the signature holds", "1:it does not hold", "2:cannot run"},
    footerHeading = "%nExample:%n",
    footer = {
      "  gwageo lineage attest lineage.json --key office.pem --out lineage.intoto.json",
      "  gwageo lineage attest lineage.intoto.json --verify --key office.pub --out -",
      "  gwageo lineage attest models/entrant --signature model.sig --roots maker.crt",
      "  gwageo lineage attest models/entrant --signature model.sig --trusted-root"
          + " trusted_root.json --identity release@laboratory.example --identity-provider"
          + " https://accounts.example"
    })
final class AttestCommand implements Callable<Integer> {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // Set by picocli before anything is run.
  @Parameters(
      paramLabel = "FILE",
      description =
          "The report; the statement with --verify; with --signature the model, a folder, or a"
              + " single file for a keyless signature.")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "Ed25519, P-256 or P-384 key in PEM: the private key to sign with, whose public key is"
              + " in the same file or beside it in FILE.pub; else the public key to check with.")
  private @Nullable Path key;

  @Option(names = "--verify", description = "Check a statement instead of signing a report.")
  private boolean verify;

  @Option(
      names = "--signature",
      paramLabel = "FILE",
      description = "Check this signature of a model, usually named model.sig.")
  private @Nullable Path signature;

  @Option(
      names = "--roots",
      paramLabel = "FILE",
      description = "Certificates to trust, for a signature with certificates.")
  private @Nullable Path roots;

  @Option(
      names = "--trusted-root",
      paramLabel = "FILE",
      description = "Whom to trust, for a keyless signature: a Sigstore trusted_root.json.")
  private @Nullable Path trustedRoot;

  @Option(
      names = "--identity",
      paramLabel = "NAME",
      description =
          "Who is expected to have signed, such as an e-mail address or the address of a workflow.")
  private @Nullable String identity;

  @Option(
      names = "--identity-provider",
      paramLabel = "URL",
      description = "Who is expected to vouch for the identity (OpenID Connect issuer).")
  private @Nullable String provider;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description = "Where to write what the check of a model found; - for standard output.")
  private @Nullable String json;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      description = "Where to write the statement, or the checked report; - for standard output.")
  private @Nullable String out;

  AttestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CannotRun {
    Destination destination = Destination.of("--out", out);
    try {
      if (signature != null) {
        InputFile.requireSomething("model", file);
        return new SignedModel(file, signature, key, roots, trustedRoot, identity, provider)
            .check(Destination.of("--json", json), terminal);
      }
      requireAbsent("--trusted-root", trustedRoot);
      requireAbsent("--identity", identity);
      requireAbsent("--identity-provider", provider);
      requireAbsent("--json", json);
      return verify ? verify(destination) : sign(destination);
    } catch (AttestationException e) {
      throw new CannotRun("%s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private int sign(Destination destination) throws CannotRun, AttestationException {
    if (out == null) {
      throw new CannotRun("--out has to say where the statement goes");
    }
    Path secret = key();
    String pem = InputFile.text("key", secret);
    Path beside = secret.resolveSibling(secret.getFileName() + ".pub");
    PublicKey open =
        PemKeys.publicKey(Files.exists(beside) ? InputFile.text("public key", beside) : pem);
    destination.write(
        ReportAttestation.sign(bytes("report", file), PemKeys.privateKey(pem), open), terminal);
    return ExitStatus.DONE;
  }

  private int verify(Destination destination) throws CannotRun, AttestationException {
    PublicKey open = PemKeys.publicKey(InputFile.text("key", key()));
    byte[] statement = bytes("statement", file);
    byte[] report;
    try {
      report = ReportAttestation.verify(statement, open);
    } catch (AttestationException e) {
      terminal.complain("%s: %s".formatted(file, e.getMessage()));
      return ExitStatus.FOUND_SOMETHING;
    }
    destination.write(report, terminal);
    if (destination.leavesOutputToPeople()) {
      terminal.print("서명이 맞습니다.", "The signature holds.");
    }
    return ExitStatus.DONE;
  }

  private static void requireAbsent(String option, @Nullable Object value) throws CannotRun {
    if (value != null) {
      throw new CannotRun(option + " belongs to --signature");
    }
  }

  private Path key() throws CannotRun {
    if (key == null) {
      throw new CannotRun("--key has to name a key");
    }
    return key;
  }

  static byte[] bytes(String thing, Path path) throws CannotRun {
    return InputFile.text(thing, path).getBytes(StandardCharsets.UTF_8);
  }
}
