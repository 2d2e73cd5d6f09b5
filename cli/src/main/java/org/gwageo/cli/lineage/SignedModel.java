package org.gwageo.cli.lineage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Destination;
import org.gwageo.cli.terminal.ExitStatus;
import org.gwageo.cli.terminal.InputFile;
import org.gwageo.cli.terminal.Terminal;
import org.gwageo.lineage.attestation.AttestationException;
import org.gwageo.lineage.attestation.FileSignature;
import org.gwageo.lineage.attestation.ModelSignature;
import org.gwageo.lineage.attestation.PemKeys;
import org.gwageo.lineage.sigstore.ExpectedSigner;
import org.gwageo.lineage.sigstore.Signing;
import org.gwageo.lineage.sigstore.SigstoreException;
import org.gwageo.lineage.sigstore.TrustedRoot;
import org.jspecify.annotations.Nullable;

/**
 * A model, its signature and what a user says about whom to trust. A class of its own, so that what
 * verifies signatures is loaded only when one is verified.
 */
record SignedModel(
    Path model,
    Path signature,
    @Nullable Path key,
    @Nullable Path roots,
    @Nullable Path trustedRoot,
    @Nullable String identity,
    @Nullable String provider) {

  /** Checks signature and files, says what was found and returns the exit status. */
  int check(Destination destination, Terminal terminal) throws CannotRun, AttestationException {
    ModelSignature.Check check = check(terminal.clock().instant());
    destination.write(CanonicalJson.bytes(tree(check)), terminal);
    check.problems().forEach(terminal::complain);
    if (check.intact() && destination.leavesOutputToPeople()) {
      terminal.print(
          "파일 %d개가 서명과 같습니다. 서명자: %s".formatted(check.files(), check.signer()),
          (check.files() == 1 ? "%d file is as signed by %s" : "%d files are as signed by %s")
              .formatted(check.files(), check.signer()));
      if (check.signing() != null) {
        print(check.signing(), terminal);
      }
    }
    return check.intact() ? ExitStatus.DONE : ExitStatus.FOUND_SOMETHING;
  }

  private ModelSignature.Check check(Instant at) throws CannotRun, AttestationException {
    byte[] bundle = AttestCommand.bytes("signature", signature);
    if (Stream.of(key, roots, trustedRoot).filter(Objects::nonNull).count() > 1) {
      throw new CannotRun("only one of --key, --roots and --trusted-root says whom to trust");
    }
    if (trustedRoot != null || identity != null || provider != null) {
      return keyless(bundle);
    }
    InputFile.requireFolder("model", model);
    ModelSignature read = ModelSignature.read(bundle).lyingIn(signature);
    if (roots != null) {
      return read.check(model, PemKeys.certificates(InputFile.text("certificates", roots)), at);
    }
    if (key == null) {
      throw new CannotRun("--key, --roots or --trusted-root has to say whom to trust");
    }
    return read.check(model, PemKeys.publicKey(InputFile.text("key", key)));
  }

  private ModelSignature.Check keyless(byte[] bundle) throws CannotRun, AttestationException {
    Path rootFile = trustedRoot;
    if (rootFile == null) {
      throw new CannotRun("--trusted-root has to name the file that says whom to trust");
    }
    var expected =
        new ExpectedSigner(
            required("--identity", identity, "who is expected to have signed"),
            required("--identity-provider", provider, "who is expected to vouch for the identity"));
    TrustedRoot root;
    try {
      root = TrustedRoot.read(AttestCommand.bytes("trusted root", rootFile));
    } catch (SigstoreException e) {
      throw new CannotRun("%s: %s".formatted(rootFile, e.getMessage()), e);
    }
    return Files.isDirectory(model)
        ? ModelSignature.read(bundle).lyingIn(signature).check(model, root, expected)
        : FileSignature.read(bundle).check(model, root, expected);
  }

  private static String required(String option, @Nullable String value, String meaning)
      throws CannotRun {
    if (value == null || value.isBlank()) {
      throw new CannotRun(
          "%s has to say %s: without that a keyless signature proves nothing"
              .formatted(option, meaning));
    }
    return value;
  }

  private static void print(Signing signing, Terminal terminal) {
    terminal.print("신원 제공자: " + signing.provider(), "identity provider: " + signing.provider());
    switch (signing.clock()) {
      case TRANSPARENCY_LOG ->
          terminal.print(
              "서명 시각(투명성 로그 기준): " + signing.time(),
              "signed at %s by the clock of the log".formatted(signing.time()));
      case TIMESTAMP_AUTHORITY ->
          terminal.print(
              "서명 시각(시점 확인 기관 기준): " + signing.time(),
              "signed at %s by the clock of a timestamp authority".formatted(signing.time()));
    }
    terminal.print(
        "투명성 로그: %s, 항목 번호 %d".formatted(signing.log(), signing.logIndex()),
        "transparency log: %s, index %d".formatted(signing.log(), signing.logIndex()));
    terminal.print("신뢰 루트: " + signing.trustedRoot(), "trusted root: " + signing.trustedRoot());
    terminal.print(
        "이 신원으로 로그인할 수 있었던 사람이 그 시각에 이 파일들에 서명했다는 뜻입니다. 가중치의 출처나 계정의 실제" + " 사용자까지 증명하지는 않습니다.",
        "It proves that somebody who could log in as this identity signed these files at that time;"
            + " not where the weights come from, nor that the account was in the right hands.");
  }

  private static Map<String, Object> tree(ModelSignature.Check check) {
    var tree = new TreeMap<String, Object>();
    tree.put("format", "gwageo-attestation/1");
    tree.put("intact", check.intact());
    tree.put("files", check.files());
    tree.put("signer", check.signer());
    tree.put("problems", check.problems());
    Signing signing = check.signing();
    if (signing != null) {
      tree.put(
          "keyless",
          Map.of(
              "identity", signing.identity(),
              "identityProvider", signing.provider(),
              "signedAt", signing.time().toString(),
              "clock", signing.clock().name().toLowerCase(Locale.ROOT).replace('_', '-'),
              "log", signing.log(),
              "logIndex", signing.logIndex(),
              "trustedRoot", signing.trustedRoot().toString()));
    }
    return tree;
  }
}
