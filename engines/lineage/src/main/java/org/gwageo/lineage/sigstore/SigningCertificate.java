package org.gwageo.lineage.sigstore;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The certificate of a keyless signer, as Sigstore's certificate authority (Fulcio) issues it. */
final class SigningCertificate {

  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final String ALTERNATIVE_NAMES = "2.5.29.17";
  private static final String PROVIDER = "1.3.6.1.4.1.57264.1.8";
  private static final String OLD_PROVIDER = "1.3.6.1.4.1.57264.1.1";

  /** 1.3.6.1.4.1.57264.1.7, a user's name that is no e-mail address. */
  private static final String USER_NAME = "2b0601040183bf300107";

  private static final int OTHER_NAME = 0xa0;
  private static final int MAIL = 0x81;
  private static final int URI = 0x86;

  private final X509Certificate certificate;

  SigningCertificate(X509Certificate certificate) {
    this.certificate = certificate;
  }

  X509Certificate certificate() {
    return certificate;
  }

  PublicKey key() {
    return certificate.getPublicKey();
  }

  byte[] encoded() throws SigstoreException {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new SigstoreException("the certificate cannot be written: " + e.getMessage(), e);
    }
  }

  void requireValid(Instant at) throws SigstoreException {
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (at.isBefore(from) || at.isAfter(to)) {
      throw new SigstoreException(
          "the signature is of %s; its certificate was valid from %s to %s"
              .formatted(at, from, to));
    }
  }

  void requireForSignatures() throws SigstoreException {
    boolean[] usage = certificate.getKeyUsage();
    try {
      List<String> extended = certificate.getExtendedKeyUsage();
      if (certificate.getBasicConstraints() >= 0
          || usage == null
          || !usage[0]
          || extended == null
          || !extended.contains(CODE_SIGNING)) {
        throw new SigstoreException("the certificate is not for signatures of code");
      }
    } catch (CertificateParsingException e) {
      throw new SigstoreException("the certificate's use cannot be read: " + e.getMessage(), e);
    }
  }

  void requireOf(ExpectedSigner expected) throws SigstoreException {
    List<String> identities = identities();
    if (!identities.contains(expected.identity())) {
      throw new SigstoreException(
          "the certificate is of %s, not of %s"
              .formatted(
                  identities.isEmpty() ? "nobody" : String.join(", ", identities),
                  expected.identity()));
    }
    String provider = provider();
    if (!provider.equals(expected.provider())) {
      throw new SigstoreException(
          "the identity provider is %s, not %s".formatted(provider, expected.provider()));
    }
  }

  private List<String> identities() throws SigstoreException {
    var identities = new ArrayList<String>();
    for (Der name : extension(ALTERNATIVE_NAMES, "name").requireTag(Der.SEQUENCE).children()) {
      switch (name.tag()) {
        case MAIL, URI -> identities.add(new String(name.content(), StandardCharsets.US_ASCII));
        case OTHER_NAME -> {
          if (name.child(0, Der.OBJECT_IDENTIFIER).identifier().equals(USER_NAME)) {
            Der value = name.child(1, 0xa0).child(0, Der.UTF8_STRING);
            identities.add(new String(value.content(), StandardCharsets.UTF_8));
          }
        }
        default -> {
          // Fulcio issues no other kinds of names.
        }
      }
    }
    return identities;
  }

  private String provider() throws SigstoreException {
    byte[] old = certificate.getExtensionValue(OLD_PROVIDER);
    if (certificate.getExtensionValue(PROVIDER) == null && old != null) {
      return new String(Der.of(old).requireTag(Der.OCTET_STRING).content(), StandardCharsets.UTF_8);
    }
    return new String(
        extension(PROVIDER, "identity provider").requireTag(Der.UTF8_STRING).content(),
        StandardCharsets.UTF_8);
  }

  private Der extension(String identifier, String thing) throws SigstoreException {
    byte[] value = certificate.getExtensionValue(identifier);
    if (value == null) {
      throw new SigstoreException("the certificate states no " + thing);
    }
    return Der.of(Der.of(value).requireTag(Der.OCTET_STRING).content());
  }

  boolean isSame(byte[] der) throws SigstoreException {
    return Arrays.equals(encoded(), der);
  }
}
