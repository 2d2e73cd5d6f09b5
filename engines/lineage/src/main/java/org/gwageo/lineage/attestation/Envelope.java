package org.gwageo.lineage.attestation;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.sigstore.SignedContent;
import org.gwageo.lineage.sigstore.SigstoreException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A DSSE envelope (Dead Simple Signing Envelope, version 1): a payload, its type, signatures. */
final class Envelope {

  static final String IN_TOTO = "application/vnd.in-toto+json";

  private static final int LIMIT = 256 << 20;
  private static final int MOST_SIGNATURES = 16;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String type;
  private final byte[] payload;
  private final List<byte[]> signatures;

  private Envelope(String type, byte[] payload, List<byte[]> signatures) {
    this.type = type;
    this.payload = payload;
    this.signatures = signatures;
  }

  static Envelope signed(byte[] payload, PrivateKey key) throws AttestationException {
    return new Envelope(
        IN_TOTO, payload, List.of(PemKeys.sign(key, preAuthentication(IN_TOTO, payload))));
  }

  static JsonNode json(String thing, byte[] bytes) throws AttestationException {
    if (bytes.length > LIMIT) {
      throw new AttestationException(
          "the %s has %d bytes; at most %d are read".formatted(thing, bytes.length, LIMIT));
    }
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new AttestationException(
          "the %s is not JSON: %s".formatted(thing, e.getOriginalMessage()), e);
    }
  }

  static Envelope of(JsonNode tree) throws AttestationException {
    JsonNode list = tree.path("signatures");
    if (list.isEmpty() || list.size() > MOST_SIGNATURES) {
      throw new AttestationException(
          "an envelope has 1 to %d signatures, not %d".formatted(MOST_SIGNATURES, list.size()));
    }
    var signatures = new ArrayList<byte[]>();
    for (JsonNode one : list) {
      signatures.add(decoded("signature", one.path("sig").asString("")));
    }
    String type = tree.path("payloadType").asString("");
    if (!type.equals(IN_TOTO)) {
      throw new AttestationException(
          "an envelope of type \"%s\" is not supported; %s is".formatted(type, IN_TOTO));
    }
    return new Envelope(type, decoded("payload", tree.path("payload").asString("")), signatures);
  }

  static byte[] decoded(String thing, String base64) throws AttestationException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new AttestationException("the %s is not base64".formatted(thing), e);
    }
  }

  /** What is signed: {@code DSSEv1 SP len(type) SP type SP len(body) SP body}. */
  private static byte[] preAuthentication(String type, byte[] payload) {
    byte[] head =
        "DSSEv1 %d %s %d "
            .formatted(type.getBytes(StandardCharsets.UTF_8).length, type, payload.length)
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + payload.length);
    System.arraycopy(payload, 0, all, head.length, payload.length);
    return all;
  }

  boolean isSignedBy(PublicKey key) throws AttestationException {
    byte[] message = preAuthentication(type, payload);
    for (byte[] signature : signatures) {
      if (PemKeys.verifies(key, message, signature)) {
        return true;
      }
    }
    return false;
  }

  /** What a keyless signature is over, which has to be the only one. */
  SignedContent.Envelope keyless() throws SigstoreException {
    if (signatures.size() != 1) {
      throw new SigstoreException(
          "a keyless envelope has one signature, not %d".formatted(signatures.size()));
    }
    return new SignedContent.Envelope(
        payload, preAuthentication(type, payload), signatures.getFirst());
  }

  /** The payload as an in-toto statement of version 1. */
  JsonNode statement() throws AttestationException {
    JsonNode statement = json("statement", payload);
    String said = statement.path("_type").asString("");
    if (!said.equals("https://in-toto.io/Statement/v1")) {
      throw new AttestationException(
          "an in-toto statement of type \"%s\" is not supported".formatted(said));
    }
    return statement;
  }

  Map<String, Object> toTree(@Nullable PublicKey key) {
    var encoder = Base64.getEncoder();
    String id = key == null ? "" : Digest.of(key.getEncoded()).toString();
    return Map.of(
        "payloadType", type,
        "payload", encoder.encodeToString(payload),
        "signatures",
            signatures.stream()
                .map(one -> Map.of("keyid", id, "sig", encoder.encodeToString(one)))
                .toList());
  }
}
