package org.gwageo.cli.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gwageo.canonical.Digest;
import org.gwageo.cli.terminal.CannotRun;
import org.gwageo.cli.terminal.Language;
import org.gwageo.cli.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Keyless signatures on the command line. The sample was written by {@code KeylessModel} of the
 * lineage engine's tests.
 */
class AttestCommandTests {

  private static final String IDENTITY = "release@laboratory.example";
  private static final String PROVIDER = "https://accounts.example";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path model;
  private Path signature;
  private Path root;
  private Language language = Language.EN;

  @BeforeEach
  void copyTheSample() throws Exception {
    model = Files.createDirectories(folder.resolve("model"));
    Files.createDirectories(model.resolve("sub"));
    copy("model/a.bin");
    copy("model/sub/b.bin");
    signature = copy("model.sig");
    root = copy("trusted_root.json");
  }

  private Path copy(String name) throws Exception {
    Path to = folder.resolve(name);
    try (var in =
        Objects.requireNonNull(
            AttestCommandTests.class.getResourceAsStream("keyless/" + name), name)) {
      Files.copy(in, to);
    }
    return to;
  }

  private int check(Object... more) {
    var all = new ArrayList<Object>(List.of(model, "--signature", signature));
    all.addAll(List.of(more));
    return run(all.toArray());
  }

  private int keyless(Object... more) {
    var all =
        new ArrayList<Object>(
            List.of(
                "--trusted-root", root, "--identity", IDENTITY, "--identity-provider", PROVIDER));
    all.addAll(List.of(more));
    return check(all.toArray());
  }

  @Test
  void aKeylessSignatureSaysWhoSignedWhenAndWhomTheReaderTrusted() throws Exception {
    assertThat(keyless()).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            2 files are as signed by release@laboratory.example
            identity provider: https://accounts.example
            signed at 2026-03-01T09:00:30Z by the clock of the log
            transparency log: https://log.example, index 1004
            trusted root: %s
            It proves that somebody who could log in as this identity signed these files at that \
            time; not where the weights come from, nor that the account was in the right hands.
            """
                .formatted(Digest.of(root)));
  }

  @Test
  void theSameIsSaidInKorean() {
    language = Language.KO;
    assertThat(keyless()).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(
            "파일 2개가 서명과 같습니다. 서명자: release@laboratory.example",
            "신원 제공자: https://accounts.example",
            "서명 시각(투명성 로그 기준): 2026-03-01T09:00:30Z",
            "투명성 로그: https://log.example, 항목 번호 1004",
            "가중치의 출처나");
  }

  @Test
  void machinesGetTheSame() throws Exception {
    Path json = folder.resolve("out.json");
    assertThat(keyless("--json", json)).isZero();

    assertThat(json)
        .hasContent(
            "{\"files\":2,\"format\":\"gwageo-attestation/1\",\"intact\":true,\"keyless\":"
                + "{\"clock\":\"transparency-log\",\"identity\":\"release@laboratory.example\","
                + "\"identityProvider\":\"https://accounts.example\",\"log\":"
                + "\"https://log.example\",\"logIndex\":1004,\"signedAt\":"
                + "\"2026-03-01T09:00:30Z\",\"trustedRoot\":\""
                + Digest.of(root)
                + "\"},\"problems\":[],\"signer\":\"release@laboratory.example\"}");
  }

  @Test
  void aForgedSignatureAndChangedFilesAreFound() throws Exception {
    signature = copy("forged-promise.sig");
    Files.writeString(model.resolve("a.bin"), "weightz");

    assertThat(keyless("--json", "-")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(
            "the promise to include the entry is not signed by the log https://log.example",
            "a.bin has been changed");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"intact\":false", "\"signer\":\"nobody\"")
        .doesNotContain("keyless");
  }

  @Test
  void anotherIdentityIsFound() {
    assertThat(
            check(
                "--trusted-root",
                root,
                "--identity",
                "other@example.org",
                "--identity-provider",
                PROVIDER))
        .isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("the certificate is of release@laboratory.example, not of other@example.org");
  }

  @Test
  void whoAndWhomToTrustHaveToBeSaid() {
    assertThat(check("--trusted-root", root, "--identity-provider", PROVIDER)).isEqualTo(2);
    assertThat(said())
        .isEqualTo(
            "--identity has to say who is expected to have signed: without that a keyless signature"
                + " proves nothing");
    assertThat(check("--trusted-root", root, "--identity", IDENTITY)).isEqualTo(2);
    assertThat(said()).startsWith("--identity-provider has to say who is expected to vouch");
    assertThat(check("--identity", IDENTITY, "--identity-provider", PROVIDER)).isEqualTo(2);
    assertThat(said()).isEqualTo("--trusted-root has to name the file that says whom to trust");
    assertThat(keyless("--roots", root)).isEqualTo(2);
    assertThat(said())
        .isEqualTo("only one of --key, --roots and --trusted-root says whom to trust");
    assertThat(run(model, "--verify", "--trusted-root", root)).isEqualTo(2);
    assertThat(said()).isEqualTo("--trusted-root belongs to --signature");
  }

  @Test
  void aRootThatIsNoneIsRefusedWithOneSentence() throws Exception {
    Files.writeString(root, "{\"mediaType\": \"text/plain\"}");
    assertThat(keyless()).isEqualTo(2);
    assertThat(said())
        .isEqualTo(
            root
                + ": a trusted root of the type \"text/plain\" is not supported;"
                + " application/vnd.dev.sigstore.trustedroot+json;version=0.1 is");
    Files.writeString(root, "{");
    assertThat(keyless()).isEqualTo(2);
    assertThat(said()).startsWith(root + ": the trusted root is not JSON").doesNotContain("\n");
  }

  @Test
  void aSignatureInsideTheModelIsPassedOver() throws Exception {
    signature = Files.move(signature, model.resolve("model.sig"));
    assertThat(keyless()).isZero();
  }

  @Test
  void aFileIsNotAsAModelsSignatureSays() {
    model = model.resolve("a.bin");
    assertThat(keyless()).isEqualTo(2);
    assertThat(said()).endsWith("a.bin: the bundle holds no signature of a file");
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8).strip().replaceFirst("^gwageo: ", "");
  }

  private int run(Object... arguments) {
    out.reset();
    err.reset();
    var terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.Watchers.none(),
            folder,
            Map.of(),
            InstantSource.system(),
            language);
    var texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = arguments[i].toString();
    }
    return new CommandLine(new AttestCommand(terminal))
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              if (failure instanceof CannotRun) {
                terminal.complain(String.valueOf(failure.getMessage()));
                return 2;
              }
              throw failure;
            })
        .execute(texts);
  }
}
