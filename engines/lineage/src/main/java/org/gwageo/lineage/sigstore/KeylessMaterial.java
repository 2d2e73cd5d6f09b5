package org.gwageo.lineage.sigstore;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.lineage.sigstore.SignedContent.Artifact;
import org.gwageo.lineage.sigstore.SignedContent.Envelope;
import tools.jackson.databind.JsonNode;

/**
 * What a Sigstore bundle holds to verify a keyless signature with: the certificate, the entry of
 * the transparency log, timestamps. Immutable.
 */
public final class KeylessMaterial {

  private static final String OLD = "application/vnd.dev.sigstore.bundle+json;version=0.";
  private static final String NEW = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final int LONGEST_CHAIN = 8;
  private static final int MOST_TIMESTAMPS = 32;

  private final SigningCertificate certificate;
  private final LogEntry entry;
  private final List<Timestamp> timestamps;

  private KeylessMaterial(
      SigningCertificate certificate, LogEntry entry, List<Timestamp> timestamps) {
    this.certificate = certificate;
    this.entry = entry;
    this.timestamps = timestamps;
  }

  /**
   * Returns whether a media type is that of a bundle of the versions 0.1 to 0.3.
   *
   * @param mediaType the bundle's {@code mediaType}
   */
  public static boolean isBundle(String mediaType) {
    return mediaType.equals(NEW)
        || mediaType.equals(OLD + 1)
        || mediaType.equals(OLD + 2)
        || mediaType.equals(OLD + 3);
  }

  /**
   * Reads the material of a bundle without judging it.
   *
   * @param bundle the bundle's JSON
   * @throws SigstoreException if the bundle is of another version than 0.1 to 0.3, or holds no
   *     certificate, not exactly one log entry, or something that cannot be read
   */
  public static KeylessMaterial of(JsonNode bundle) throws SigstoreException {
    String media = ProtobufJson.text(bundle.path("mediaType"));
    if (!isBundle(media)) {
      throw new SigstoreException("a bundle of the type \"%s\" is not supported".formatted(media));
    }
    JsonNode material = bundle.path("verificationMaterial");
    JsonNode entries = material.path("tlogEntries");
    if (entries.size() != 1) {
      throw new SigstoreException(
          "a keyless signature has one entry of a transparency log, not %d"
              .formatted(entries.size()));
    }
    boolean single = media.equals(NEW) || media.equals(OLD + 3);
    var timestamps = new ArrayList<Timestamp>();
    for (JsonNode one :
        ProtobufJson.list(
            "list of timestamps",
            material.path("timestampVerificationData").path("rfc3161Timestamps"),
            MOST_TIMESTAMPS)) {
      timestamps.add(Timestamp.of(ProtobufJson.bytes("timestamp", one.path("signedTimestamp"))));
    }
    return new KeylessMaterial(
        new SigningCertificate(single ? certificate(material) : first(material)),
        LogEntry.of(entries.path(0)),
        List.copyOf(timestamps));
  }

  private static X509Certificate certificate(JsonNode material) throws SigstoreException {
    if (!material.has("certificate")) {
      throw new SigstoreException("a keyless signature of the version 0.3 holds one certificate");
    }
    return CertificateAuthority.certificate(
        ProtobufJson.bytes("certificate", material.path("certificate").path("rawBytes")));
  }

  /**
   * The signer's certificate of a chain. The others are not needed: the chain above it is the
   * trusted root's. A chain that ends in its own root is refused, because a bundle cannot say whom
   * to trust.
   */
  private static X509Certificate first(JsonNode material) throws SigstoreException {
    var chain = new ArrayList<X509Certificate>();
    for (JsonNode one :
        ProtobufJson.list(
            "chain of certificates",
            material.path("x509CertificateChain").path("certificates"),
            LONGEST_CHAIN)) {
      chain.add(
          CertificateAuthority.certificate(
              ProtobufJson.bytes("certificate", one.path("rawBytes"))));
    }
    if (chain.isEmpty()) {
      throw new SigstoreException("the signature holds no certificate");
    }
    for (X509Certificate one : chain) {
      if (one.getSubjectX500Principal().equals(one.getIssuerX500Principal())) {
        throw new SigstoreException("the signature brings a root of its own");
      }
    }
    return chain.getFirst();
  }

  /**
   * Verifies a signature: chain, receipt of the certificate, identity, time, log entry and its
   * proofs, the signature itself, and that the entry is about this very signature. Nothing is
   * fetched. The steps are those of Sigstore's client specification, section 4.
   *
   * @return what is proven
   * @throws SigstoreException for the first step that fails, with one sentence
   */
  public Signing verify(SignedContent content, TrustedRoot root, ExpectedSigner expected)
      throws SigstoreException {
    LogKey log = root.log(entry.logId());
    Optional<Instant> promised = entry.promised(log);
    var times = new ArrayList<Instant>(promised.stream().toList());
    for (Timestamp timestamp : timestamps) {
      times.add(timestamp.time(content.signature(), root));
    }
    if (times.isEmpty()) {
      throw new SigstoreException(
          "nothing says when it was signed: there is neither a promise of the log nor a timestamp");
    }
    for (Instant time : times) {
      certificate.requireValid(time);
      X509Certificate issuer = root.issuer(certificate.certificate(), time);
      CertificateTransparency.requireLogged(certificate.certificate(), issuer, root);
      if (!log.validity().contains(time)) {
        throw new SigstoreException(
            "the trusted root trusts the log %s %s; the signature is of %s"
                .formatted(log.url(), log.validity(), time));
      }
    }
    certificate.requireForSignatures();
    certificate.requireOf(expected);
    entry.requireIncluded(log);
    requireSigned(content);
    entry.requireAbout(content, certificate);
    return new Signing(
        expected.identity(),
        expected.provider(),
        times.getFirst(),
        promised.isPresent() ? Signing.Clock.TRANSPARENCY_LOG : Signing.Clock.TIMESTAMP_AUTHORITY,
        log.url(),
        entry.signedIndex(),
        root.digest());
  }

  private void requireSigned(SignedContent content) throws SigstoreException {
    SignatureScheme scheme = SignatureScheme.of(certificate.key());
    boolean holds =
        switch (content) {
          case Envelope envelope ->
              scheme.verifies(certificate.key(), envelope.message(), envelope.signature());
          case Artifact artifact ->
              scheme.verifiesDigest(certificate.key(), artifact.sha256(), artifact.signature());
        };
    if (!holds) {
      throw new SigstoreException("the signature is not the certificate's");
    }
  }
}
