package org.gwageo.lineage.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every part of a keyless signature is forged once, while all the others stay sound. */
class KeylessMaterialTests {

  private static final byte[] PAYLOAD = "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
  private static final ExpectedSigner EXPECTED =
      new ExpectedSigner(TestSigstore.IDENTITY, TestSigstore.PROVIDER);
  private static final Instant EARLIER = Instant.parse("2026-02-28T00:00:00Z");

  private TestSigstore sigstore;

  @BeforeEach
  void startASigstore() throws Exception {
    sigstore = new TestSigstore();
  }

  private static JsonNode json(Map<String, Object> tree) {
    return JsonMapper.builder().build().readTree(CanonicalJson.bytes(tree));
  }

  private TrustedRoot root() throws Exception {
    return TrustedRoot.read(CanonicalJson.bytes(sigstore.trustedRoot()));
  }

  private static SignedContent content(JsonNode bundle) {
    JsonNode envelope = bundle.path("dsseEnvelope");
    byte[] payload = Base64.getDecoder().decode(envelope.path("payload").asString());
    return new SignedContent.Envelope(
        payload,
        TestSigstore.preAuthentication(payload),
        Base64.getDecoder().decode(envelope.path("signatures").path(0).path("sig").asString("")));
  }

  private Signing verify(Map<String, Object> bundle) throws Exception {
    JsonNode tree = json(bundle);
    return KeylessMaterial.of(tree).verify(content(tree), root(), EXPECTED);
  }

  private Signing verify() throws Exception {
    return verify(sigstore.sign(PAYLOAD));
  }

  private void refused(String sentence) throws Exception {
    refused(sigstore.sign(PAYLOAD), sentence);
  }

  private void refused(Map<String, Object> bundle, String sentence) {
    assertThatThrownBy(() -> verify(bundle))
        .isInstanceOf(SigstoreException.class)
        .hasMessageContaining(sentence);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> at(Map<String, Object> tree, String... path) {
    Object at = tree;
    for (String step : path) {
      at =
          Objects.requireNonNull(
              step.equals("0")
                  ? ((List<Object>) at).getFirst()
                  : ((Map<String, Object>) at).get(step),
              step);
    }
    return (Map<String, Object>) at;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Map<String, Object> tree, String name) {
    return (List<Object>) Objects.requireNonNull(tree.get(name), name);
  }

  private static Map<String, Object> entry(Map<String, Object> bundle) {
    return at(bundle, "verificationMaterial", "tlogEntries", "0");
  }

  private static Map<String, Object> proof(Map<String, Object> bundle) {
    return at(entry(bundle), "inclusionProof");
  }

  @Test
  void aSoundSignatureSaysWhoSignedWhenAndWhereItStands() throws Exception {
    Signing signing = verify();

    assertThat(signing.identity()).isEqualTo(TestSigstore.IDENTITY);
    assertThat(signing.provider()).isEqualTo(TestSigstore.PROVIDER);
    assertThat(signing.time()).isEqualTo(sigstore.at);
    assertThat(signing.clock()).isEqualTo(Signing.Clock.TRANSPARENCY_LOG);
    assertThat(signing.log()).isEqualTo("https://log.example");
    assertThat(signing.logIndex()).isEqualTo(1004);
    assertThat(signing.trustedRoot())
        .isEqualTo(Digest.of(CanonicalJson.bytes(sigstore.trustedRoot())));
  }

  @ParameterizedTest
  @EnumSource(TestSigstore.Kind.class)
  void everyKindOfLogEntryHoldsAndIsBoundToTheSignature(TestSigstore.Kind kind) throws Exception {
    sigstore.kind = kind;
    assertThat(verify().time()).isEqualTo(sigstore.at);

    sigstore.loggedPayload = "{\"a\": 2}".getBytes(StandardCharsets.UTF_8);
    refused("the log entry is about another digest");

    sigstore.loggedPayload = null;
    sigstore.loggedSignature =
        TestSigstore.sign(sigstore.signerKey, TestSigstore.preAuthentication(PAYLOAD));
    refused("the log entry is about another signature");

    sigstore.loggedSignature = null;
    sigstore.loggedCertificate = sigstore.certificate();
    refused("the log entry is about another certificate");
  }

  @Test
  void aTimestampIsEnoughWhereTheLogPromisesNothing() throws Exception {
    sigstore.kind = TestSigstore.Kind.HASH_2;
    sigstore.promise = false;
    sigstore.timestamp = true;

    Signing signing = verify();

    assertThat(signing.clock()).isEqualTo(Signing.Clock.TIMESTAMP_AUTHORITY);
    assertThat(signing.time()).isEqualTo(sigstore.at);
  }

  @Test
  void withoutAPromiseTheIndexIsThatInTheTree() throws Exception {
    sigstore.promise = false;
    sigstore.timestamp = true;
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    entry(bundle).put("logIndex", "77");

    assertThat(verify(bundle).logIndex()).isEqualTo(4);
  }

  @Test
  void withoutPromiseAndTimestampThereIsNoTime() throws Exception {
    sigstore.promise = false;
    refused("nothing says when it was signed");
  }

  @Test
  void aTimeThatTheLogDidNotSignIsNoTime() throws Exception {
    sigstore.promise = false;
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    entry(bundle).put("integratedTime", Long.toString(sigstore.at.getEpochSecond()));
    refused(bundle, "nothing says when it was signed");
  }

  @Test
  void aCertificateOfAnAuthorityByTheSameNameIsRefused() throws Exception {
    sigstore.issuingKey = TestSigstore.keys();
    refused("the certificate does not lead to https://authority.example");
  }

  @Test
  void anUnknownAuthorityIsRefused() throws Exception {
    sigstore.authorityName = "CN=Another Authority";
    refused("the trusted root knows no certificate authority \"CN=Another Authority\"");
  }

  @Test
  void anAuthorityIsTrustedInItsTimeOnly() throws Exception {
    sigstore.authorityTrustedUntil = EARLIER;
    refused("the trusted root trusts https://authority.example from");

    sigstore.authorityTrustedUntil = sigstore.at;
    assertThat(verify().time()).isEqualTo(sigstore.at);
  }

  @Test
  void aRootThatHadExpiredIsRefusedAndOneThatExpiredSinceIsNot() throws Exception {
    sigstore.rootEnds = EARLIER;
    refused("the certificate of \"CN=Example Root\" was valid from");

    sigstore.rootEnds = Instant.parse("2026-03-02T00:00:00Z");
    assertThat(verify().time()).isEqualTo(sigstore.at);
  }

  @Test
  void aSignatureOutsideTheCertificatesTimeIsRefused() throws Exception {
    sigstore.integrated = sigstore.notAfter.plusSeconds(1);
    refused("its certificate was valid from");

    sigstore.integrated = sigstore.notBefore.minusSeconds(1);
    refused("its certificate was valid from");

    sigstore.integrated = sigstore.notAfter;
    assertThat(verify().time()).isEqualTo(sigstore.notAfter);
  }

  @Test
  void aCertificateWithoutAReceiptIsRefused() throws Exception {
    sigstore.receipt = false;
    refused("the certificate carries no receipt of a log of certificates");
  }

  @Test
  void aReceiptOfAnUnknownLogIsRefused() throws Exception {
    sigstore.receiptKey = TestSigstore.keys();
    sigstore.receiptLogId = TestSigstore.id(sigstore.receiptKey);
    refused("no receipt of a log of certificates that the trusted root knows");
  }

  @Test
  void aReceiptThatTheLogDidNotSignIsRefused() throws Exception {
    sigstore.receiptKey = TestSigstore.keys();
    refused("the receipt is not signed by the log of certificates https://certificates.example");
  }

  @Test
  void aReceiptFromOutsideTheLogsTimeIsRefused() throws Exception {
    sigstore.certificateLogTrustedUntil = EARLIER;
    refused("the trusted root trusts the log of certificates https://certificates.example");
  }

  @Test
  void anotherIdentityIsRefused() throws Exception {
    sigstore.name = new GeneralName(GeneralName.rfc822Name, "release@other.example");
    refused("the certificate is of release@other.example, not of release@laboratory.example");
  }

  @Test
  void anotherProviderIsRefused() throws Exception {
    sigstore.provider = "https://accounts.other.example";
    refused("the identity provider is https://accounts.other.example, not https://accounts");
  }

  @Test
  void identitiesAreAlsoAddressesOfWorkflowsAndUserNames() throws Exception {
    String workflow = "https://forge.example/team/model/.ci/release.yml@refs/tags/v1";
    sigstore.name = new GeneralName(GeneralName.uniformResourceIdentifier, workflow);
    assertThat(verifyAs(workflow).identity()).isEqualTo(workflow);

    var user = new ASN1EncodableVector();
    user.add(new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.7"));
    user.add(new DERTaggedObject(true, 0, new DERUTF8String("release!laboratory")));
    sigstore.name = new GeneralName(GeneralName.otherName, new DERSequence(user));
    assertThat(verifyAs("release!laboratory").identity()).isEqualTo("release!laboratory");
  }

  private Signing verifyAs(String identity) throws Exception {
    JsonNode tree = json(sigstore.sign(PAYLOAD));
    return KeylessMaterial.of(tree)
        .verify(content(tree), root(), new ExpectedSigner(identity, TestSigstore.PROVIDER));
  }

  @Test
  void aNameOfAnotherKindIsNoIdentity() throws Exception {
    sigstore.name = new GeneralName(GeneralName.dNSName, TestSigstore.IDENTITY);
    refused("the certificate is of nobody, not of release@laboratory.example");
  }

  @Test
  void anOldCertificateStatesItsProviderInTheOldWay() throws Exception {
    sigstore.oldProviderOnly = true;
    assertThat(verify().provider()).isEqualTo(TestSigstore.PROVIDER);
  }

  @Test
  void aCertificateForSomethingElseIsRefused() throws Exception {
    sigstore.purpose = KeyPurposeId.id_kp_serverAuth;
    refused("not for signatures of code");

    sigstore.purpose = KeyPurposeId.id_kp_codeSigning;
    sigstore.keyUsage = KeyUsage.keyEncipherment;
    refused("not for signatures of code");

    sigstore.keyUsage = KeyUsage.digitalSignature;
    sigstore.certifies = true;
    refused("not for signatures of code");
  }

  @Test
  void aPromiseThatTheLogDidNotSignIsRefused() throws Exception {
    sigstore.promiseKey = TestSigstore.keys();
    refused("the promise to include the entry is not signed by the log https://log.example");
  }

  @Test
  void aTimeThatWasChangedIsRefused() throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    entry(bundle).put("integratedTime", Long.toString(sigstore.at.getEpochSecond() + 1));
    refused(bundle, "the promise to include the entry is not signed");
  }

  @Test
  void anIndexThatWasChangedIsRefused() throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    entry(bundle).put("logIndex", "1005");
    refused(bundle, "the promise to include the entry is not signed");
  }

  @Test
  void anUnknownLogIsRefused() throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    at(entry(bundle), "logId").put("keyId", TestSigstore.base64(new byte[32]));
    refused(bundle, "the trusted root knows no transparency log with the id 0000");
  }

  @Test
  void aLogIsTrustedInItsTimeOnly() throws Exception {
    sigstore.logTrustedUntil = EARLIER;
    refused("the trusted root trusts the log https://log.example from");
  }

  @Test
  void aKeyOfAnUnknownKindIsNamedWhenItIsNeeded() throws Exception {
    sigstore.logDetails = "ML_DSA_65";
    refused("a key of the kind ML_DSA_65 is not supported");

    sigstore.logDetails = "PKIX_ECDSA_P384_SHA_384";
    refused("the key of the log https://log.example is not of the kind PKIX_ECDSA_P384_SHA_384");
  }

  @Test
  void aPathThatDoesNotLeadToTheRootIsRefused() throws Exception {
    for (int i = 0; i < 3; i++) {
      Map<String, Object> bundle = sigstore.sign(PAYLOAD);
      hashes(bundle).set(i, TestSigstore.base64(new byte[32]));
      refused(bundle, "the proof of inclusion does not lead to the root of the tree");
    }
  }

  private static List<Object> hashes(Map<String, Object> bundle) {
    return list(proof(bundle), "hashes");
  }

  @Test
  void aPathOfAnotherLengthIsRefused() throws Exception {
    Map<String, Object> longer = sigstore.sign(PAYLOAD);
    hashes(longer).add(TestSigstore.base64(new byte[32]));
    refused(longer, "the proof of inclusion is too long");

    Map<String, Object> shorter = sigstore.sign(PAYLOAD);
    hashes(shorter).removeLast();
    refused(shorter, "the proof of inclusion is too short");
  }

  @Test
  void anotherPlaceInTheTreeIsRefused() throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    proof(bundle).put("logIndex", "5");
    refused(bundle, "the proof of inclusion does not lead to the root of the tree");

    proof(bundle).put("logIndex", "7");
    refused(bundle, "the entry with the index 7 is not in a tree of 7");
  }

  @Test
  void everyPlaceInEverySmallTreeHolds() throws Exception {
    for (int size = 1; size <= 17; size++) {
      sigstore.size = size;
      sigstore.index = size * 2 / 3;
      assertThat(verify().logIndex()).isEqualTo(Long.parseLong("100" + sigstore.index));
    }
  }

  @Test
  void aCheckpointThatTheLogDidNotSignIsRefused() throws Exception {
    sigstore.checkpointKey = TestSigstore.keys();
    refused("the checkpoint is not signed with the key of the log https://log.example");

    sigstore.checkpointName = "other.example";
    refused("the checkpoint bears no signature of the log https://log.example");
  }

  @Test
  void aCheckpointOfAnotherTreeIsRefused() throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    sigstore.size = 9;
    proof(bundle).put("checkpoint", proof(sigstore.sign(PAYLOAD)).get("checkpoint"));
    refused(bundle, "the checkpoint is of another tree");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "log.example\n7\n\n", "log.example\nseven\nAAAA\n\n", "\n7\nAA==\n\n"})
  void aBrokenCheckpointIsRefused(String note) throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    at(proof(bundle), "checkpoint").put("envelope", note);
    refused(bundle, "checkpoint");
  }

  @Test
  void aPromiseAloneIsNoProof() throws Exception {
    Map<String, Object> without = sigstore.sign(PAYLOAD);
    entry(without).remove("inclusionProof");
    refused(without, "the log entry holds no proof of inclusion");

    Map<String, Object> unsigned = sigstore.sign(PAYLOAD);
    proof(unsigned).remove("checkpoint");
    refused(unsigned, "the proof of inclusion has no checkpoint");
  }

  @Test
  void aSignatureOfAnotherKeyIsRefused() throws Exception {
    sigstore.envelopeKey = TestSigstore.keys();
    refused("the signature is not the certificate's");
  }

  @Test
  void aChangedPayloadIsRefused() throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    at(bundle, "dsseEnvelope").put("payload", TestSigstore.base64(new byte[] {'{', '}'}));
    refused(bundle, "the signature is not the certificate's");
  }

  @Test
  void aTimestampOverAnotherSignatureIsRefused() throws Exception {
    sigstore.timestamp = true;
    assertThat(verify().clock()).isEqualTo(Signing.Clock.TRANSPARENCY_LOG);

    sigstore.stampedBytes = PAYLOAD;
    refused("the timestamp is over another signature");
  }

  @Test
  void aTimestampOfAnotherAuthorityIsRefused() throws Exception {
    sigstore.timestamp = true;
    sigstore.stampingKey = TestSigstore.keys();
    refused("the timestamp is of no timestamp authority that the trusted root knows");
  }

  @Test
  void aTimestampOutsideTheCertificatesTimeIsRefused() throws Exception {
    sigstore.timestamp = true;
    sigstore.stamped = sigstore.notAfter.plusSeconds(60);
    refused("its certificate was valid from");
  }

  @Test
  void aTimestampAuthorityIsTrustedInItsTimeOnly() throws Exception {
    sigstore.timestamp = true;
    sigstore.timestampTrustedUntil = EARLIER;
    refused("the trusted root trusts https://authority.example");
  }

  @Test
  void aBrokenTimestampIsRefused() throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    at(bundle, "verificationMaterial")
        .put(
            "timestampVerificationData",
            Map.of("rfc3161Timestamps", List.of(Map.of("signedTimestamp", "MAMCAQU="))));
    refused(bundle, "the timestamp cannot be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.dev.sigstore.bundle+json;version=0.1",
        "application/vnd.dev.sigstore.bundle+json;version=0.2",
        "application/vnd.dev.sigstore.bundle+json;version=0.3",
        TestSigstore.NEW
      })
  void bundlesOfTheVersionsOneToThreeHold(String mediaType) throws Exception {
    sigstore.mediaType = mediaType;
    assertThat(verify().identity()).isEqualTo(TestSigstore.IDENTITY);
  }

  @Test
  void otherVersionsAreRefusedByName() throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.4+json");
    refused(bundle, "a bundle of the type \"application/vnd.dev.sigstore.bundle.v0.4+json\"");
  }

  @Test
  void aBundleDoesNotBringItsOwnRoot() throws Exception {
    sigstore.mediaType = "application/vnd.dev.sigstore.bundle+json;version=0.2";
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    List<Object> chain =
        list(
            at(sigstore.trustedRoot(), "certificateAuthorities", "0", "certChain"), "certificates");
    List<Object> own =
        list(at(bundle, "verificationMaterial", "x509CertificateChain"), "certificates");
    own.add(chain.getFirst());
    assertThat(verify(bundle).identity()).isEqualTo(TestSigstore.IDENTITY);

    own.add(chain.getLast());
    refused(bundle, "the signature brings a root of its own");

    own.clear();
    refused(bundle, "the signature holds no certificate");
  }

  @Test
  void aNewBundleHoldsOneCertificate() throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    Object certificate =
        Objects.requireNonNull(at(bundle, "verificationMaterial").remove("certificate"));
    at(bundle, "verificationMaterial")
        .put("x509CertificateChain", Map.of("certificates", List.of(certificate)));
    refused(bundle, "holds one certificate");
  }

  @Test
  void severalLogEntriesAreRefused() throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    List<Object> entries = list(at(bundle, "verificationMaterial"), "tlogEntries");
    entries.add(entries.getFirst());
    refused(bundle, "one entry of a transparency log, not 2");
    entries.clear();
    refused(bundle, "one entry of a transparency log, not 0");
  }

  @Test
  void anEntryOfAKindThatIsNotSupportedIsNamed() throws Exception {
    Map<String, Object> bundle = sigstore.sign(PAYLOAD);
    entry(bundle).put("kindVersion", Map.of("kind", "rekord", "version", "0.0.1"));
    refused(bundle, "the log entry is of the kind dsse/0.0.1, not rekord/0.0.1");
  }

  /** A changed letter is refused with a sentence, or does not matter: what is proven stays. */
  @Test
  void noChangedLetterProvesSomethingElse() throws Exception {
    TrustedRoot root = root();
    byte[] sound = CanonicalJson.bytes(sigstore.sign(PAYLOAD));
    Signing proven = verified(sound, root);
    assertThat(proven).isNotNull();
    var random = new Random(20261123);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] changed = sound.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(127));
      Signing signing = verified(changed, root);
      if (signing == null) {
        refused++;
      } else {
        assertThat(signing).isEqualTo(proven);
      }
    }
    assertThat(refused).isGreaterThan(300);
  }

  private static @Nullable Signing verified(byte[] bundle, TrustedRoot root) {
    try {
      JsonNode tree = JsonMapper.builder().build().readTree(bundle);
      return KeylessMaterial.of(tree).verify(content(tree), root, EXPECTED);
    } catch (SigstoreException | JacksonException | IllegalArgumentException e) {
      return null;
    }
  }
}
