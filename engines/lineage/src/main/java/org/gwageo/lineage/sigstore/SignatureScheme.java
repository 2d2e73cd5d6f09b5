package org.gwageo.lineage.sigstore;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;

/** The ways to sign that Sigstore's registry of algorithms has and the Java platform verifies. */
enum SignatureScheme {
  ECDSA_P256("EC", "SHA256withECDSA"),
  ECDSA_P384("EC", "SHA384withECDSA"),
  ECDSA_P521("EC", "SHA512withECDSA"),
  ED25519("Ed25519", "Ed25519"),
  RSA("RSA", "SHA256withRSA");

  private static final int SHORTEST_RSA = 2048;

  private final String keyAlgorithm;
  private final String algorithm;

  SignatureScheme(String keyAlgorithm, String algorithm) {
    this.keyAlgorithm = keyAlgorithm;
    this.algorithm = algorithm;
  }

  static SignatureScheme of(PublicKey key) throws SigstoreException {
    if (key instanceof ECKey curve) {
      int bits = curve.getParams().getOrder().bitLength();
      return switch (bits) {
        case 256 -> ECDSA_P256;
        case 384 -> ECDSA_P384;
        case 521 -> ECDSA_P521;
        default ->
            throw new SigstoreException("an EC key of %d bits is not supported".formatted(bits));
      };
    }
    if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= SHORTEST_RSA) {
      return RSA;
    }
    if (key.getAlgorithm().equals("EdDSA") || key.getAlgorithm().equals("Ed25519")) {
      return ED25519;
    }
    throw new SigstoreException(
        "a key of the kind %s is not supported".formatted(key.getAlgorithm()));
  }

  /** The scheme of a key by the name that a trusted root gives to its details. */
  static SignatureScheme ofDetails(String details) throws SigstoreException {
    return switch (details) {
      case "PKIX_ECDSA_P256_SHA_256" -> ECDSA_P256;
      case "PKIX_ECDSA_P384_SHA_384" -> ECDSA_P384;
      case "PKIX_ECDSA_P521_SHA_512" -> ECDSA_P521;
      case "PKIX_ED25519" -> ED25519;
      case "PKIX_RSA_PKCS1V15_2048_SHA256",
          "PKIX_RSA_PKCS1V15_3072_SHA256",
          "PKIX_RSA_PKCS1V15_4096_SHA256" ->
          RSA;
      default ->
          throw new SigstoreException("a key of the kind %s is not supported".formatted(details));
    };
  }

  String keyAlgorithm() {
    return keyAlgorithm;
  }

  boolean verifies(PublicKey key, byte[] message, byte[] signed) {
    return verifies(algorithm, key, message, signed);
  }

  /** Returns whether a signature is a key's over a digest instead of a message. */
  boolean verifiesDigest(PublicKey key, byte[] sha256, byte[] signed) throws SigstoreException {
    if (this != ECDSA_P256) {
      throw new SigstoreException(
          "a file that is signed with %s is not supported; ECDSA with P-256 is"
              .formatted(algorithm));
    }
    return verifies("NONEwithECDSA", key, sha256, signed);
  }

  static boolean verifies(String algorithm, PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
