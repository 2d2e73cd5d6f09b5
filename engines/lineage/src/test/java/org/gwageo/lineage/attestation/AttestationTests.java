package org.gwageo.lineage.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttestationTests {

  private static final Instant AT = Instant.parse("2027-06-01T00:00:00Z");
  private static final String REPORT =
      "{\"format\":\"gwageo-lineage/1\",\"inputs\":[{\"as\":\"subject\",\"files\":[{\"path\":\"a\",\"sha256\":\"01\"}]},"
          + "{\"as\":\"reference\",\"files\":[{\"path\":\"a\",\"sha256\":\"02\"}]}]}";

  @TempDir Path model;

  private static byte[] resource(String name) throws IOException {
    try (var in = AttestationTests.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static String text(String name) throws IOException {
    return new String(resource(name), StandardCharsets.UTF_8);
  }

  @BeforeEach
  void copyTheModel() throws IOException {
    Files.createDirectories(model.resolve("sub"));
    Files.writeString(model.resolve("a.bin"), "weights");
    Files.writeString(model.resolve("sub/b.bin"), "more weights");
  }

  private ModelSignature.Check withKey() throws Exception {
    return ModelSignature.read(resource("key.sig"))
        .check(model, PemKeys.publicKey(text("key.pub")));
  }

  @Test
  void aSignatureOfTheReferenceToolHolds() throws Exception {
    ModelSignature.Check check = withKey();

    assertThat(check.problems()).isEmpty();
    assertThat(check.files()).isEqualTo(2);
  }

  @Test
  void aCertificateOfTheReferenceToolHoldsUnderItsRoot() throws Exception {
    var roots = PemKeys.certificates(text("root.crt"));
    ModelSignature.Check check =
        ModelSignature.read(resource("certificate.sig")).check(model, roots, AT);

    assertThat(check.problems()).isEmpty();
    assertThat(check.signer()).isEqualTo("CN=Example Laboratory");
  }

  @Test
  void aChainIsNotTrustedAfterItsTimeOrUnderAnotherRoot() throws Exception {
    var roots = PemKeys.certificates(text("root.crt"));
    ModelSignature signature = ModelSignature.read(resource("certificate.sig"));

    assertThat(signature.check(model, roots, Instant.parse("2060-01-01T00:00:00Z")).problems())
        .anyMatch(one -> one.startsWith("the certificate is not trusted"));
    assertThat(signature.check(model, List.of(), AT).problems())
        .anyMatch(one -> one.startsWith("the certificate is not trusted"));
  }

  @Test
  void changedMissingAndUnlistedFilesAreNamed() throws Exception {
    Files.writeString(model.resolve("a.bin"), "weightz");
    Files.delete(model.resolve("sub/b.bin"));
    Files.writeString(model.resolve("extra.py"), "");
    Files.createDirectories(model.resolve(".git"));
    Files.writeString(model.resolve(".git/config"), "");

    assertThat(withKey().problems())
        .containsExactly(
            "a.bin has been changed",
            "sub/b.bin is missing, or no plain file",
            "extra.py is not listed");
  }

  @Test
  void aLinkIsNoPlainFile() throws Exception {
    Files.delete(model.resolve("a.bin"));
    Files.createSymbolicLink(model.resolve("a.bin"), model.resolve("sub/b.bin"));

    assertThat(withKey().problems()).containsExactly("a.bin is missing, or no plain file");
  }

  @Test
  void anotherKeyDoesNotVerify() throws Exception {
    KeyPair other = ec("secp256r1");

    assertThat(ModelSignature.read(resource("key.sig")).check(model, other.getPublic()).problems())
        .containsExactly("the signature is not the key's");
  }

  @Test
  void aChangedListIsNotSigned() throws Exception {
    assertThat(
            altered("\"a.bin\"", "\"A.bin\"")
                .check(model, PemKeys.publicKey(text("key.pub")))
                .problems())
        .contains("the signature is not the key's");
  }

  private static ModelSignature altered(String from, String to) throws Exception {
    String bundle = text("key.sig");
    var payload = java.util.regex.Pattern.compile("\"payload\":\\s*\"([^\"]+)\"").matcher(bundle);
    assertThat(payload.find()).isTrue();
    String statement =
        new String(Base64.getDecoder().decode(payload.group(1)), StandardCharsets.UTF_8);
    String changed =
        Base64.getEncoder()
            .encodeToString(statement.replace(from, to).getBytes(StandardCharsets.UTF_8));
    return ModelSignature.read(
        bundle.replace(payload.group(1), changed).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void pathsOutOfTheModelAndOtherDigestsAreRefused() {
    for (String path :
        new String[] {"../a.bin", "/etc/passwd", "sub//b.bin", "./a.bin", "sub/../a"}) {
      assertThatThrownBy(() -> altered("\"a.bin\"", "\"" + path + "\""))
          .as(path)
          .isInstanceOf(AttestationException.class)
          .hasMessageContaining("leads out of the model");
    }
    assertThatThrownBy(() -> altered("\"algorithm\": \"sha256\"", "\"algorithm\": \"blake2b\""))
        .isInstanceOf(AttestationException.class)
        .hasMessageContaining("blake2b");
    assertThatThrownBy(() -> altered("sub/b.bin", "a.bin"))
        .isInstanceOf(AttestationException.class)
        .hasMessageContaining("twice");
  }

  private static KeyPair ec(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  @Test
  void aSignedReportIsReadBackByItsKeyOnly() throws Exception {
    KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    for (KeyPair keys : new KeyPair[] {edwards, ec("secp256r1"), ec("secp384r1")}) {
      byte[] signed = ReportAttestation.sign(canonical(), keys.getPrivate(), keys.getPublic());

      assertThat(ReportAttestation.verify(signed, keys.getPublic())).isEqualTo(canonical());
      assertThatThrownBy(() -> ReportAttestation.verify(signed, ec("secp256r1").getPublic()))
          .isInstanceOf(AttestationException.class)
          .hasMessageContaining("no signature");
    }
  }

  private static byte[] canonical() {
    return REPORT.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theStatementNamesTheFilesOfBothSides() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] signed = ReportAttestation.sign(canonical(), keys.getPrivate(), keys.getPublic());
    var envelope = Envelope.of(Envelope.json("envelope", signed));

    assertThat(envelope.statement().path("subject").toString())
        .contains("reference/a", "subject/a", "\"sha256\":\"02\"");
    assertThat(envelope.statement().path("predicateType").asString())
        .isEqualTo(ReportAttestation.PREDICATE);
  }

  @Test
  void keysTravelAsPem() throws Exception {
    for (KeyPair keys :
        new KeyPair[] {
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), ec("secp256r1")
        }) {
      String pem =
          pem("PRIVATE KEY", keys.getPrivate().getEncoded())
              + pem("PUBLIC KEY", keys.getPublic().getEncoded());
      assertThat(PemKeys.privateKey(pem)).isEqualTo(keys.getPrivate());
      assertThat(PemKeys.publicKey(pem)).isEqualTo(keys.getPublic());
    }
    String large = pem("PUBLIC KEY", ec("secp521r1").getPublic().getEncoded());
    assertThatThrownBy(() -> PemKeys.publicKey(large))
        .isInstanceOf(AttestationException.class)
        .hasMessageContaining("521");
  }

  private static String pem(String kind, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind);
  }

  @Test
  void aReportWithoutFilesCannotBeSigned() throws Exception {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

    assertThatThrownBy(
            () ->
                ReportAttestation.sign(
                    "{}".getBytes(StandardCharsets.UTF_8), keys.getPrivate(), keys.getPublic()))
        .isInstanceOf(AttestationException.class)
        .hasMessageContaining("no input file");
  }
}
