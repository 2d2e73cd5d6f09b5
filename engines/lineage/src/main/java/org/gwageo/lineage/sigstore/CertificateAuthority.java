package org.gwageo.lineage.sigstore;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A chain of certificates that a trusted root trusts, its own root last: of an authority that
 * issues certificates of signers, or of one that issues timestamps.
 */
record CertificateAuthority(String url, List<X509Certificate> chain, Validity validity) {

  private static final int LONGEST_CHAIN = 8;

  static CertificateAuthority of(String thing, JsonNode node) throws SigstoreException {
    var chain = new ArrayList<X509Certificate>();
    for (JsonNode one :
        ProtobufJson.list(
            "chain of a " + thing, node.path("certChain").path("certificates"), LONGEST_CHAIN)) {
      chain.add(certificate(ProtobufJson.bytes("certificate of a " + thing, one.path("rawBytes"))));
    }
    if (chain.isEmpty()) {
      throw new SigstoreException("a %s of the trusted root has no certificate".formatted(thing));
    }
    return new CertificateAuthority(
        ProtobufJson.text(node.path("uri")),
        List.copyOf(chain),
        Validity.of(thing, node.path("validFor")));
  }

  static X509Certificate certificate(byte[] der) throws SigstoreException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new SigstoreException("a certificate cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Checks that the chain leads from a certificate below it to its root, and that all of them were
   * valid at a time.
   */
  void requireIssued(X509Certificate leaf, Instant at) throws SigstoreException {
    var path = new ArrayList<>(chain.subList(0, chain.size() - 1));
    path.addFirst(leaf);
    requireValid(path, at);
  }

  /** Checks the chain itself at a time: its first certificate is that of who signs. */
  void requireChain(Instant at) throws SigstoreException {
    requireValid(chain.subList(0, chain.size() - 1), at);
  }

  private void requireValid(List<X509Certificate> path, Instant at) throws SigstoreException {
    if (!validity.contains(at)) {
      throw new SigstoreException(
          "the trusted root trusts %s %s; the signature is of %s".formatted(url, validity, at));
    }
    X509Certificate root = chain.getLast();
    for (X509Certificate one : path) {
      requireValid(one, at);
    }
    requireValid(root, at);
    try {
      var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (GeneralSecurityException e) {
      throw new SigstoreException(
          "the certificate does not lead to %s: %s".formatted(url, e.getMessage()), e);
    }
  }

  private static void requireValid(X509Certificate certificate, Instant at)
      throws SigstoreException {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (at.isBefore(from) || at.isAfter(to)) {
      throw new SigstoreException(
          "the signature is of %s; the certificate of \"%s\" was valid from %s to %s"
              .formatted(at, certificate.getSubjectX500Principal().getName(), from, to));
    }
  }
}
