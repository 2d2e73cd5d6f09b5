package org.gwageo.lineage.sigstore;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A signed timestamp (RFC 3161) over a signature. Only authorities whose own certificate stands
 * first in a chain of the trusted root are believed; certificates inside the timestamp are not
 * read.
 */
final class Timestamp {

  private static final String SIGNED_DATA = "2a864886f70d010702";
  private static final String TIMESTAMP_INFO = "2a864886f70d0109100104";
  private static final String CONTENT_TYPE = "2a864886f70d010903";
  private static final String MESSAGE_DIGEST = "2a864886f70d010904";
  private static final String SIGNING_CERTIFICATE = "2a864886f70d010910022f";
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  private static final int EXPLICIT_0 = 0xa0;
  private static final Map<String, String> HASHES =
      Map.of(
          "608648016503040201", "SHA-256",
          "608648016503040202", "SHA-384",
          "608648016503040203", "SHA-512");
  private static final Map<String, String> SIGNATURES =
      Map.of(
          "2a8648ce3d040302", "SHA256withECDSA",
          "2a8648ce3d040303", "SHA384withECDSA",
          "2a8648ce3d040304", "SHA512withECDSA",
          "2a864886f70d01010b", "SHA256withRSA",
          "2a864886f70d01010c", "SHA384withRSA",
          "2a864886f70d01010d", "SHA512withRSA",
          "2b6570", "Ed25519");

  /** Names no digest: it is that of the signed attributes. */
  private static final String RSA = "2a864886f70d010101";

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuuMMddHHmmss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT);

  private final byte[] info;
  private final byte[] signedAttributes;
  private final List<Der> attributes;
  private final String hash;
  private final String algorithm;
  private final byte[] signature;

  private Timestamp(
      byte[] info,
      byte[] signedAttributes,
      List<Der> attributes,
      String hash,
      String algorithm,
      byte[] signature) {
    this.info = info;
    this.signedAttributes = signedAttributes;
    this.attributes = attributes;
    this.hash = hash;
    this.algorithm = algorithm;
    this.signature = signature;
  }

  /** Reads an authority's answer ({@code TimeStampResp}). */
  static Timestamp of(byte[] der) throws SigstoreException {
    try {
      Der response = Der.of(der).requireTag(Der.SEQUENCE);
      Der status = response.child(0, Der.SEQUENCE).child(0, Der.INTEGER);
      if (new BigInteger(status.content()).compareTo(BigInteger.ONE) > 0) {
        throw new SigstoreException("the timestamp was refused by its authority");
      }
      Der token = response.child(1, Der.SEQUENCE);
      requireIdentifier(token.child(0, Der.OBJECT_IDENTIFIER), SIGNED_DATA);
      Der data = token.child(1, EXPLICIT_0).child(0, Der.SEQUENCE);
      Der content = data.child(2, Der.SEQUENCE);
      requireIdentifier(content.child(0, Der.OBJECT_IDENTIFIER), TIMESTAMP_INFO);
      byte[] info = content.child(1, EXPLICIT_0).child(0, Der.OCTET_STRING).content();
      List<Der> signers = data.children().getLast().requireTag(Der.SET).children();
      if (signers.size() != 1) {
        throw new SigstoreException(
            "the timestamp has %d signers, not one".formatted(signers.size()));
      }
      Der signer = signers.getFirst().requireTag(Der.SEQUENCE);
      Der attributes = signer.child(3, EXPLICIT_0);
      String hash = named(HASHES, signer.child(2, Der.SEQUENCE));
      return new Timestamp(
          info,
          Der.encode(Der.SET, List.of(attributes.content())),
          attributes.children(),
          hash,
          signatureAlgorithm(hash, signer.child(4, Der.SEQUENCE)),
          signer.child(5, Der.OCTET_STRING).content());
    } catch (SigstoreException e) {
      throw new SigstoreException("the timestamp cannot be read: " + e.getMessage(), e);
    }
  }

  private static void requireIdentifier(Der identifier, String expected) throws SigstoreException {
    if (!identifier.identifier().equals(expected)) {
      throw new SigstoreException("it is no signed timestamp");
    }
  }

  private static String signatureAlgorithm(String hash, Der algorithm) throws SigstoreException {
    return algorithm.child(0, Der.OBJECT_IDENTIFIER).identifier().equals(RSA)
        ? hash.replace("-", "") + "withRSA"
        : named(SIGNATURES, algorithm);
  }

  private static String named(Map<String, String> names, Der algorithm) throws SigstoreException {
    String identifier = algorithm.child(0, Der.OBJECT_IDENTIFIER).identifier();
    String name = names.get(identifier);
    if (name == null) {
      throw new SigstoreException(
          "the algorithm with the identifier %s is not supported".formatted(identifier));
    }
    return name;
  }

  /**
   * Returns when an authority of the trusted root saw a signature.
   *
   * @throws SigstoreException if the timestamp is of none of them, of another signature, or from
   *     outside the time in which the authority was trusted
   */
  Instant time(byte[] stamped, TrustedRoot root) throws SigstoreException {
    CertificateAuthority authority =
        signer(root)
            .orElseThrow(
                () ->
                    new SigstoreException(
                        "the timestamp is of no timestamp authority that the trusted root knows"));
    requireContent();
    Der read = Der.of(info).requireTag(Der.SEQUENCE);
    Der imprint = read.child(2, Der.SEQUENCE);
    String imprintHash = named(HASHES, imprint.child(0, Der.SEQUENCE));
    if (!Arrays.equals(
        Hash.of(imprintHash, stamped), imprint.child(1, Der.OCTET_STRING).content())) {
      throw new SigstoreException("the timestamp is over another signature");
    }
    Instant time = time(read.child(4, Der.GENERALIZED_TIME));
    authority.requireChain(time);
    return time;
  }

  private static Instant time(Der time) throws SigstoreException {
    String text = new String(time.content(), StandardCharsets.US_ASCII);
    try {
      return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new SigstoreException("the timestamp's time \"%s\" cannot be read".formatted(text), e);
    }
  }

  private Optional<CertificateAuthority> signer(TrustedRoot root) throws SigstoreException {
    for (CertificateAuthority authority : root.timestampAuthorities()) {
      X509Certificate own = authority.chain().getFirst();
      if (authority.chain().size() > 1
          && isForTimestamps(own)
          && SignatureScheme.verifies(algorithm, own.getPublicKey(), signedAttributes, signature)) {
        requireNamed(own);
        return Optional.of(authority);
      }
    }
    return Optional.empty();
  }

  private static boolean isForTimestamps(X509Certificate certificate) {
    try {
      return List.of(TIME_STAMPING).equals(certificate.getExtendedKeyUsage());
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  /** The signed attributes name what is signed (RFC 5652 section 5.4). */
  private void requireContent() throws SigstoreException {
    Der type = attribute(CONTENT_TYPE).orElseThrow(Timestamp::incomplete);
    requireIdentifier(type.requireTag(Der.OBJECT_IDENTIFIER), TIMESTAMP_INFO);
    Der digest = attribute(MESSAGE_DIGEST).orElseThrow(Timestamp::incomplete);
    if (!Arrays.equals(digest.requireTag(Der.OCTET_STRING).content(), Hash.of(hash, info))) {
      throw new SigstoreException("the timestamp is not what its authority signed");
    }
  }

  private static SigstoreException incomplete() {
    return new SigstoreException("the timestamp does not say what its authority signed");
  }

  /** Where a timestamp names its authority's certificate (RFC 5035), it names this one. */
  private void requireNamed(X509Certificate own) throws SigstoreException {
    Optional<Der> named = attribute(SIGNING_CERTIFICATE);
    if (named.isEmpty()) {
      return;
    }
    List<Der> id = named.get().child(0, Der.SEQUENCE).child(0, Der.SEQUENCE).children();
    boolean hashed = !id.isEmpty() && id.getFirst().tag() == Der.SEQUENCE;
    String algorithmOfId = hashed ? named(HASHES, id.getFirst()) : "SHA-256";
    try {
      if (id.size() <= (hashed ? 1 : 0)
          || !Arrays.equals(
              id.get(hashed ? 1 : 0).content(), Hash.of(algorithmOfId, own.getEncoded()))) {
        throw new SigstoreException("the timestamp names another certificate of its authority");
      }
    } catch (CertificateEncodingException e) {
      throw new SigstoreException("a certificate cannot be written: " + e.getMessage(), e);
    }
  }

  private Optional<Der> attribute(String identifier) throws SigstoreException {
    for (Der attribute : attributes) {
      if (attribute.child(0, Der.OBJECT_IDENTIFIER).identifier().equals(identifier)) {
        List<Der> values = attribute.child(1, Der.SET).children();
        if (values.size() != 1) {
          throw incomplete();
        }
        return Optional.of(values.getFirst());
      }
    }
    return Optional.empty();
  }
}
