package org.gwageo.lineage.sigstore;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.gwageo.canonical.CanonicalJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An entry of a transparency log of signatures (Rekor, either version), with its proofs. */
final class LogEntry {

  private static final int LONGEST_BODY = 16 << 20;

  private final long index;
  private final byte[] logId;
  private final String kind;
  private final long integratedTime;
  private final byte @Nullable [] promise;
  private final InclusionProof proof;
  private final byte[] body;
  private final JsonNode spec;

  private LogEntry(
      long index,
      byte[] logId,
      String kind,
      long integratedTime,
      byte @Nullable [] promise,
      InclusionProof proof,
      byte[] body,
      JsonNode spec) {
    this.index = index;
    this.logId = logId;
    this.kind = kind;
    this.integratedTime = integratedTime;
    this.promise = promise;
    this.proof = proof;
    this.body = body;
    this.spec = spec;
  }

  static LogEntry of(JsonNode node) throws SigstoreException {
    byte[] body = ProtobufJson.bytes("body of the log entry", node.path("canonicalizedBody"));
    JsonNode read = ProtobufJson.parse("body of the log entry", body, LONGEST_BODY);
    String kind =
        ProtobufJson.text(read.path("kind")) + "/" + ProtobufJson.text(read.path("apiVersion"));
    JsonNode version = node.path("kindVersion");
    String said =
        ProtobufJson.text(version.path("kind")) + "/" + ProtobufJson.text(version.path("version"));
    if (!kind.equals(said)) {
      throw new SigstoreException("the log entry is of the kind %s, not %s".formatted(kind, said));
    }
    JsonNode promise = node.path("inclusionPromise").path("signedEntryTimestamp");
    return new LogEntry(
        ProtobufJson.number("index in the log", node.path("logIndex")),
        ProtobufJson.bytes("id of the log", node.path("logId").path("keyId")),
        kind,
        ProtobufJson.number("time of the log entry", node.path("integratedTime")),
        promise.isMissingNode() ? null : ProtobufJson.bytes("promise of the log", promise),
        InclusionProof.of(node.path("inclusionProof")),
        body,
        read.path("spec"));
  }

  /** The entry's index as the log signed it: in its promise, else in the tree of its checkpoint. */
  long signedIndex() {
    return promise == null ? proof.index() : index;
  }

  byte[] logId() {
    return logId;
  }

  /**
   * The time at which the log promised to include the entry (signed entry timestamp), if it did.
   *
   * @throws SigstoreException if the promise is not the log's
   */
  Optional<Instant> promised(LogKey log) throws SigstoreException {
    if (promise == null) {
      return Optional.empty();
    }
    byte[] message =
        CanonicalJson.bytes(
            Map.of(
                "body",
                Base64.getEncoder().encodeToString(body),
                "integratedTime",
                integratedTime,
                "logID",
                HexFormat.of().formatHex(logId),
                "logIndex",
                index));
    if (!log.verifies(message, promise)) {
      throw new SigstoreException(
          "the promise to include the entry is not signed by the log " + log.url());
    }
    return Optional.of(Instant.ofEpochSecond(integratedTime));
  }

  void requireIncluded(LogKey log) throws SigstoreException {
    proof.requireIncludes(body, log);
  }

  /** Checks that the entry is about this signature: content, signature and certificate. */
  void requireAbout(SignedContent content, SigningCertificate certificate)
      throws SigstoreException {
    switch (kind) {
      case "dsse/0.0.1" -> {
        requireHash(spec.path("payloadHash"), envelope(content).payload());
        JsonNode signature = only(spec.path("signatures"));
        requireSignature(signature.path("signature"), content.signature());
        requireCertificate(pem(signature.path("verifier")), certificate);
      }
      case "intoto/0.0.2" -> {
        JsonNode logged = spec.path("content");
        requireHash(logged.path("payloadHash"), envelope(content).payload());
        JsonNode signature = only(logged.path("envelope").path("signatures"));
        requireSame(
            "signature",
            Base64.getEncoder().encode(content.signature()),
            ProtobufJson.bytes("logged signature", signature.path("sig")));
        requireCertificate(pem(signature.path("publicKey")), certificate);
      }
      case "hashedrekord/0.0.1" -> {
        JsonNode hash = spec.path("data").path("hash");
        requireKind("sha256", hash.path("algorithm"));
        requireSame(
            "digest",
            HexFormat.of().formatHex(digest(content)).getBytes(StandardCharsets.US_ASCII),
            ProtobufJson.text(hash.path("value")).getBytes(StandardCharsets.US_ASCII));
        JsonNode signature = spec.path("signature");
        requireSignature(signature.path("content"), content.signature());
        requireCertificate(pem(signature.path("publicKey").path("content")), certificate);
      }
      case "hashedrekord/0.0.2" -> {
        JsonNode logged = spec.path("hashedRekordV002");
        JsonNode data = logged.path("data");
        requireSame(
            "digest",
            digest(content, ProtobufJson.text(data.path("algorithm"))),
            ProtobufJson.bytes("logged digest", data.path("digest")));
        requireVerified(logged.path("signature"), content, certificate);
      }
      case "dsse/0.0.2" -> {
        JsonNode logged = spec.path("dsseV002");
        JsonNode hash = logged.path("payloadHash");
        requireKind("SHA2_256", hash.path("algorithm"));
        requireSame(
            "digest",
            Hash.sha256(envelope(content).payload()),
            ProtobufJson.bytes("logged digest", hash.path("digest")));
        requireVerified(only(logged.path("signatures")), content, certificate);
      }
      default ->
          throw new SigstoreException(
              "a log entry of the kind \"%s\" is not supported".formatted(kind));
    }
  }

  private SignedContent.Envelope envelope(SignedContent content) throws SigstoreException {
    if (content instanceof SignedContent.Envelope envelope) {
      return envelope;
    }
    throw new SigstoreException("a log entry of the kind %s is about an envelope".formatted(kind));
  }

  private byte[] digest(SignedContent content) throws SigstoreException {
    return digest(content, "SHA2_256");
  }

  private byte[] digest(SignedContent content, String algorithm) throws SigstoreException {
    return switch (content) {
      case SignedContent.Artifact artifact -> {
        if (!algorithm.equals("SHA2_256")) {
          throw unsupported(algorithm);
        }
        yield artifact.sha256();
      }
      case SignedContent.Envelope envelope -> {
        String name =
            switch (algorithm) {
              case "SHA2_256" -> "SHA-256";
              case "SHA2_384" -> "SHA-384";
              case "SHA2_512" -> "SHA-512";
              default -> throw unsupported(algorithm);
            };
        yield Hash.of(name, envelope.message());
      }
    };
  }

  private static void requireKind(String expected, JsonNode algorithm) throws SigstoreException {
    if (!expected.equals(ProtobufJson.text(algorithm))) {
      throw unsupported(ProtobufJson.text(algorithm));
    }
  }

  private static SigstoreException unsupported(String algorithm) {
    return new SigstoreException(
        "a logged digest of the kind \"%s\" is not supported".formatted(algorithm));
  }

  private static void requireHash(JsonNode hash, byte[] payload) throws SigstoreException {
    requireKind("sha256", hash.path("algorithm"));
    if (!HexFormat.of()
        .formatHex(Hash.sha256(payload))
        .equals(ProtobufJson.text(hash.path("value")))) {
      throw another("digest");
    }
  }

  private static void requireVerified(
      JsonNode signature, SignedContent content, SigningCertificate certificate)
      throws SigstoreException {
    requireSignature(signature.path("content"), content.signature());
    requireCertificate(
        ProtobufJson.bytes(
            "logged certificate",
            signature.path("verifier").path("x509Certificate").path("rawBytes")),
        certificate);
  }

  private static JsonNode only(JsonNode signatures) throws SigstoreException {
    if (signatures.size() != 1) {
      throw new SigstoreException(
          "the log entry holds %d signatures, not one".formatted(signatures.size()));
    }
    return signatures.path(0);
  }

  private static void requireSignature(JsonNode logged, byte[] signature) throws SigstoreException {
    requireSame("signature", signature, ProtobufJson.bytes("logged signature", logged));
  }

  private static void requireCertificate(byte[] der, SigningCertificate certificate)
      throws SigstoreException {
    if (!certificate.isSame(der)) {
      throw another("certificate");
    }
  }

  private static void requireSame(String thing, byte[] expected, byte[] logged)
      throws SigstoreException {
    if (!Arrays.equals(expected, logged)) {
      throw another(thing);
    }
  }

  private static SigstoreException another(String thing) {
    return new SigstoreException("the log entry is about another " + thing);
  }

  /** The bytes of a certificate in PEM, which stands in base64 itself. */
  private static byte[] pem(JsonNode node) throws SigstoreException {
    String text =
        new String(ProtobufJson.bytes("logged certificate", node), StandardCharsets.US_ASCII);
    String begin = "-----BEGIN CERTIFICATE-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END CERTIFICATE-----");
    if (from < 0 || to < from) {
      throw new SigstoreException("the log entry holds no certificate");
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw new SigstoreException("the logged certificate is not base64", e);
    }
  }
}
