package org.gwageo.lineage.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.attestation.AttestationException;
import org.gwageo.lineage.attestation.FileSignature;
import org.gwageo.lineage.attestation.ModelSignature;
import org.gwageo.lineage.attestation.PemKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keyless signature of a model: the signature, and then the files. */
class KeylessModelTests {

  private static final ExpectedSigner EXPECTED =
      new ExpectedSigner(TestSigstore.IDENTITY, TestSigstore.PROVIDER);

  @TempDir private Path model;

  private TestSigstore sigstore;
  private byte[] statement;

  @BeforeEach
  void writeAModel() throws Exception {
    sigstore = new TestSigstore();
    statement = KeylessModel.write(model);
  }

  private ModelSignature signature() throws Exception {
    return ModelSignature.read(CanonicalJson.bytes(sigstore.sign(statement)));
  }

  private TrustedRoot root() throws Exception {
    return TrustedRoot.read(CanonicalJson.bytes(sigstore.trustedRoot()));
  }

  private ModelSignature.Check check() throws Exception {
    return signature().check(model, root(), EXPECTED);
  }

  @Test
  void aModelIsAsItsSignerLeftIt() throws Exception {
    ModelSignature.Check check = check();

    assertThat(check.problems()).isEmpty();
    assertThat(check.signer()).isEqualTo(TestSigstore.IDENTITY);
    assertThat(check.files()).isEqualTo(2);
    assertThat(Objects.requireNonNull(check.signing()).time()).isEqualTo(sigstore.at);
  }

  @Test
  void changedFilesAreNamedBesideASignatureThatHolds() throws Exception {
    Files.writeString(model.resolve("a.bin"), "weightz");
    Files.writeString(model.resolve("extra.py"), "");

    ModelSignature.Check check = check();

    assertThat(check.problems())
        .containsExactly("a.bin has been changed", "extra.py is not listed");
    assertThat(check.signing()).isNotNull();
  }

  @Test
  void aSignatureThatDoesNotHoldNamesNobody() throws Exception {
    sigstore.promiseKey = TestSigstore.keys();

    ModelSignature.Check check = check();

    assertThat(check.problems())
        .containsExactly(
            "the promise to include the entry is not signed by the log https://log.example");
    assertThat(check.signer()).isEqualTo("nobody");
    assertThat(check.signing()).isNull();
  }

  @Test
  void theSignaturesOwnFileNeedNotBeListed() throws Exception {
    Path own = model.resolve("model.sig");
    Files.write(own, CanonicalJson.bytes(sigstore.sign(statement)));
    Files.writeString(model.resolve("other.sig"), "");

    assertThat(signature().lyingIn(own).check(model, root(), EXPECTED).problems())
        .containsExactly("other.sig is not listed");
  }

  @Test
  @SuppressWarnings("unchecked")
  void anEnvelopeWithTwoSignaturesIsRefused() throws Exception {
    Map<String, Object> bundle = sigstore.sign(statement);
    var envelope = (Map<String, Object>) Objects.requireNonNull(bundle.get("dsseEnvelope"));
    var signatures = (List<Object>) Objects.requireNonNull(envelope.get("signatures"));
    signatures.add(signatures.getFirst());

    assertThat(
            ModelSignature.read(CanonicalJson.bytes(bundle))
                .check(model, root(), EXPECTED)
                .problems())
        .containsExactly("a keyless envelope has one signature, not 2");
  }

  @Test
  void aStatementOfAnotherTypeIsRefused() throws Exception {
    byte[] other =
        new String(statement, StandardCharsets.UTF_8)
            .replace("signature/v1.0", "signature/v9")
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> ModelSignature.read(CanonicalJson.bytes(sigstore.sign(other))))
        .isInstanceOf(AttestationException.class)
        .hasMessageContaining("signature/v9");
  }

  @Test
  void aKeylessSignatureIsNotCheckedWithCertificatesAndViceVersa() throws Exception {
    assertThat(signature().check(model, List.of(), sigstore.at).problems())
        .containsExactly(
            "a keyless signature is checked with a trusted root and an expected signer, not with"
                + " certificates");
    assertThat(signature().check(model, TestSigstore.keys().getPublic()).problems())
        .containsExactly("the signature is not the key's");

    byte[] withKey;
    try (var in = PemKeys.class.getResourceAsStream("key.sig")) {
      withKey = in.readAllBytes();
    }
    assertThat(ModelSignature.read(withKey).check(model, root(), EXPECTED).problems())
        .containsExactly("a keyless signature has one entry of a transparency log, not 0");
  }

  @Test
  void aSingleFileIsCheckedByItsDigest() throws Exception {
    Path file = model.resolve("a.bin");
    Map<String, Object> bundle = ofFile(Files.readAllBytes(file));

    assertThat(
            FileSignature.read(CanonicalJson.bytes(bundle))
                .check(file, root(), EXPECTED)
                .problems())
        .isEmpty();
    assertThat(
            FileSignature.read(CanonicalJson.bytes(bundle))
                .check(model.resolve("sub/b.bin"), root(), EXPECTED)
                .problems())
        .containsExactly("the file is not the one whose digest the bundle holds");
    assertThatThrownBy(() -> FileSignature.read(CanonicalJson.bytes(sigstore.sign(statement))))
        .isInstanceOf(AttestationException.class)
        .hasMessage("the bundle holds no signature of a file");
  }

  /** A bundle about a file: what is signed is the file itself instead of an envelope. */
  private Map<String, Object> ofFile(byte[] content) throws Exception {
    sigstore.kind = TestSigstore.Kind.HASH_1;
    sigstore.signsPlainly = true;
    Map<String, Object> bundle = sigstore.sign(content);
    bundle.remove("dsseEnvelope");
    bundle.put(
        "messageSignature",
        Map.of(
            "messageDigest",
            Map.of(
                "algorithm",
                "SHA2_256",
                "digest",
                TestSigstore.base64(HexFormat.of().parseHex(Digest.of(content).hex()))),
            "signature",
            TestSigstore.base64(sigstore.lastSignature)));
    return bundle;
  }
}
