package org.gwageo.lineage.attestation;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keys in PEM files, or in the same base64 without the lines around it as other commands of this
 * product write them: Ed25519, and elliptic curves P-256 and P-384. Other kinds are refused by
 * name.
 */
public final class PemKeys {

  private static final int LIMIT = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9+/=\\s]+");
  private static final String[] KINDS = {"Ed25519", "EC"};

  private PemKeys() {}

  /**
   * Reads a private key in PKCS #8 ({@code BEGIN PRIVATE KEY}).
   *
   * @throws AttestationException if the text holds none, or one of another kind
   */
  public static PrivateKey privateKey(String pem) throws AttestationException {
    byte[] bytes = block(pem, "PRIVATE KEY");
    var failures = new ArrayList<GeneralSecurityException>();
    for (String kind : KINDS) {
      try {
        return supported(
            KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
      } catch (GeneralSecurityException e) {
        failures.add(e);
      }
    }
    throw new AttestationException(
        "the private key is neither Ed25519 nor EC in PKCS #8", failures.getLast());
  }

  /**
   * Reads a public key ({@code BEGIN PUBLIC KEY}).
   *
   * @throws AttestationException if the text holds none, or one of another kind
   */
  public static PublicKey publicKey(String pem) throws AttestationException {
    byte[] bytes = block(pem, "PUBLIC KEY");
    var failures = new ArrayList<GeneralSecurityException>();
    for (String kind : KINDS) {
      try {
        return supported(
            KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(bytes)));
      } catch (GeneralSecurityException e) {
        failures.add(e);
      }
    }
    throw new AttestationException("the public key is neither Ed25519 nor EC", failures.getLast());
  }

  /**
   * Reads all certificates of a text.
   *
   * @throws AttestationException if it holds none or a broken one
   */
  public static List<X509Certificate> certificates(String pem) throws AttestationException {
    var certificates = new ArrayList<X509Certificate>();
    Matcher matcher = BLOCK.matcher(bounded(pem));
    while (matcher.find()) {
      if (matcher.group(1).equals("CERTIFICATE")) {
        certificates.add(certificate(decoded(matcher.group(2))));
      }
    }
    if (certificates.isEmpty()) {
      throw new AttestationException("the text holds no certificate");
    }
    return certificates;
  }

  static X509Certificate certificate(byte[] der) throws AttestationException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw new AttestationException("a certificate cannot be read: " + e.getMessage(), e);
    }
  }

  private static byte[] block(String pem, String kind) throws AttestationException {
    if (!pem.contains("-----BEGIN") && BARE.matcher(bounded(pem)).matches()) {
      return decoded(pem);
    }
    Matcher matcher = BLOCK.matcher(bounded(pem));
    while (matcher.find()) {
      if (matcher.group(1).equals(kind)) {
        return decoded(matcher.group(2));
      }
    }
    throw new AttestationException("the text holds no " + kind);
  }

  private static String bounded(String pem) throws AttestationException {
    if (pem.length() > LIMIT) {
      throw new AttestationException(
          "a key file has at most %d characters, not %d".formatted(LIMIT, pem.length()));
    }
    return pem;
  }

  private static byte[] decoded(String base64) throws AttestationException {
    try {
      return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new AttestationException("a PEM block is not base64: " + e.getMessage(), e);
    }
  }

  private static <K extends Key> K supported(K key) throws AttestationException {
    algorithm(key);
    return key;
  }

  /** The name of the signature that a key makes or checks. */
  static String algorithm(Key key) throws AttestationException {
    if (key instanceof ECKey curve) {
      int bits = curve.getParams().getOrder().bitLength();
      return switch (bits) {
        case 256 -> "SHA256withECDSA";
        case 384 -> "SHA384withECDSA";
        default ->
            throw new AttestationException(
                "an EC key of %d bits is not supported; P-256 and P-384 are".formatted(bits));
      };
    }
    if (key.getAlgorithm().equals("EdDSA") || key.getAlgorithm().equals("Ed25519")) {
      return "Ed25519";
    }
    throw new AttestationException(
        "a key of the kind %s is not supported; Ed25519 and EC are".formatted(key.getAlgorithm()));
  }

  static byte[] sign(PrivateKey key, byte[] message) throws AttestationException {
    try {
      Signature signature = Signature.getInstance(algorithm(key));
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AttestationException("the key cannot sign: " + e.getMessage(), e);
    }
  }

  static boolean verifies(PublicKey key, byte[] message, byte[] signed)
      throws AttestationException {
    try {
      Signature signature = Signature.getInstance(algorithm(key));
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
