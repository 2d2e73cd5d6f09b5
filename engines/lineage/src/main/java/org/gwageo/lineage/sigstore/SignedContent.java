package org.gwageo.lineage.sigstore;

import java.util.Arrays;

/** What a signature is over. */
public sealed interface SignedContent {

  /** Returns the signature's bytes. */
  byte[] signature();

  /** An envelope (DSSE) with one signature. */
  final class Envelope implements SignedContent {

    private final byte[] payload;
    private final byte[] message;
    private final byte[] signature;

    /**
     * Copies its arguments.
     *
     * @param payload what the envelope carries
     * @param message what is signed: the pre-authentication encoding of the payload's type and the
     *     payload
     * @param signature the envelope's only signature
     */
    public Envelope(byte[] payload, byte[] message, byte[] signature) {
      this.payload = payload.clone();
      this.message = message.clone();
      this.signature = signature.clone();
    }

    byte[] payload() {
      return payload;
    }

    byte[] message() {
      return message;
    }

    @Override
    public byte[] signature() {
      return signature.clone();
    }
  }

  /** Bytes of which only the digest is at hand, such as a large file. */
  final class Artifact implements SignedContent {

    private final byte[] sha256;
    private final byte[] signature;

    /**
     * Copies its arguments.
     *
     * @param sha256 the digest, 32 bytes
     * @param signature the signature over what the digest is of
     */
    public Artifact(byte[] sha256, byte[] signature) {
      if (sha256.length != 32) {
        throw new IllegalArgumentException("SHA-256 has 32 bytes, not " + sha256.length);
      }
      this.sha256 = Arrays.copyOf(sha256, 32);
      this.signature = signature.clone();
    }

    byte[] sha256() {
      return sha256;
    }

    @Override
    public byte[] signature() {
      return signature.clone();
    }
  }
}
