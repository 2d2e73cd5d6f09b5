package org.gwageo.lineage.sigstore;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/**
 * The key of a log that a trusted root names. It is decoded when it is needed, so that a root may
 * hold keys of kinds that are not supported.
 */
final class LogKey {

  private final String url;
  private final byte[] id;
  private final String details;
  private final byte[] encoded;
  private final Validity validity;

  private LogKey(String url, byte[] id, String details, byte[] encoded, Validity validity) {
    this.url = url;
    this.id = id;
    this.details = details;
    this.encoded = encoded;
    this.validity = validity;
  }

  static LogKey of(String thing, JsonNode node) throws SigstoreException {
    JsonNode key = node.path("publicKey");
    JsonNode validFor = key.path("validFor");
    return new LogKey(
        ProtobufJson.text(node.path("baseUrl")),
        ProtobufJson.bytes("id of a " + thing, node.path("logId").path("keyId")),
        ProtobufJson.text(key.path("keyDetails")),
        ProtobufJson.bytes("key of a " + thing, key.path("rawBytes")),
        validFor.isMissingNode() ? Validity.ALWAYS : Validity.of("key of a " + thing, validFor));
  }

  String url() {
    return url;
  }

  Validity validity() {
    return validity;
  }

  boolean has(byte[] other) {
    return Arrays.equals(id, other);
  }

  /** Returns whether a hint, the first four bytes of an id, is that of this key. */
  boolean hasHint(byte[] hint) {
    return id.length >= 4 && Arrays.equals(id, 0, 4, hint, 0, 4);
  }

  boolean verifies(byte[] message, byte[] signature) throws SigstoreException {
    SignatureScheme scheme = SignatureScheme.ofDetails(details);
    try {
      PublicKey key =
          KeyFactory.getInstance(scheme.keyAlgorithm())
              .generatePublic(new X509EncodedKeySpec(encoded));
      if (SignatureScheme.of(key) != scheme) {
        throw new SigstoreException(
            "the key of the log %s is not of the kind %s".formatted(url, details));
      }
      return scheme.verifies(key, message, signature);
    } catch (GeneralSecurityException e) {
      throw new SigstoreException(
          "the key of the log %s cannot be read: %s".formatted(url, e.getMessage()), e);
    }
  }
}
