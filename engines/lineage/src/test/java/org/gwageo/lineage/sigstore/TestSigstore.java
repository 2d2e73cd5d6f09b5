package org.gwageo.lineage.sigstore;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.gwageo.canonical.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * A whole Sigstore for tests: a certificate authority with an intermediate, a log of certificates,
 * a transparency log with a Merkle tree, a timestamp authority. It signs as {@code model_signing}
 * does. What is public here can be changed before {@link #sign}, so that every part can be forged
 * and all the others stay sound. Certificates and timestamps are made with Bouncy Castle, proofs by
 * the recursive definitions of RFC 6962.
 */
final class TestSigstore {

  static final String IDENTITY = "release@laboratory.example";
  static final String PROVIDER = "https://accounts.example";
  static final String NEW = "application/vnd.dev.sigstore.bundle.v0.3+json";
  static final String IN_TOTO = "application/vnd.in-toto+json";

  /** Which form the log entry has. */
  enum Kind {
    DSSE_1("dsse", "0.0.1"),
    INTOTO_2("intoto", "0.0.2"),
    HASH_1("hashedrekord", "0.0.1"),
    HASH_2("hashedrekord", "0.0.2"),
    DSSE_2("dsse", "0.0.2");

    final String kind;
    final String version;

    Kind(String kind, String version) {
      this.kind = kind;
      this.version = version;
    }
  }

  private static final String LOG = "log.example";
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant LATE = Instant.parse("2040-01-01T00:00:00Z");

  final KeyPair rootKey;
  final KeyPair authorityKey;
  final KeyPair certificateLogKey;
  final KeyPair logKey;
  final KeyPair timestampKey;
  final KeyPair signerKey;

  final Instant at = Instant.parse("2026-03-01T09:00:30Z");
  Instant notBefore = Instant.parse("2026-03-01T09:00:00Z");
  Instant notAfter = Instant.parse("2026-03-01T09:10:00Z");
  Instant integrated = at;
  Instant stamped = at;
  Instant rootEnds = LATE;
  Instant authorityTrustedUntil = LATE;
  Instant logTrustedUntil = LATE;
  Instant certificateLogTrustedUntil = LATE;
  Instant timestampTrustedUntil = LATE;
  String authorityName = "CN=Example Authority";
  String logDetails = "PKIX_ECDSA_P256_SHA_256";

  Kind kind = Kind.DSSE_1;
  String mediaType = NEW;
  GeneralName name = new GeneralName(GeneralName.rfc822Name, IDENTITY);
  String provider = PROVIDER;
  int keyUsage = KeyUsage.digitalSignature;
  KeyPurposeId purpose = KeyPurposeId.id_kp_codeSigning;
  boolean certifies;
  boolean oldProviderOnly;
  boolean receipt = true;
  boolean promise = true;
  boolean timestamp;
  boolean signsPlainly;
  int index = 4;
  int size = 7;

  KeyPair issuingKey;
  KeyPair receiptKey;
  byte[] receiptLogId;
  KeyPair promiseKey;
  KeyPair checkpointKey;
  KeyPair stampingKey;
  KeyPair envelopeKey;
  byte @Nullable [] loggedPayload;
  byte @Nullable [] loggedSignature;
  @Nullable X509Certificate loggedCertificate;
  byte @Nullable [] stampedBytes;
  String checkpointName = LOG;
  byte[] lastSignature = {};

  private final X509Certificate root;
  private final X509Certificate authority;
  private final X509Certificate clock;

  TestSigstore() throws Exception {
    rootKey = keys();
    authorityKey = keys();
    certificateLogKey = keys();
    logKey = keys();
    timestampKey = keys();
    signerKey = keys();
    root = authority("CN=Example Root", rootKey, "CN=Example Root", rootKey, LATE);
    authority = authority("CN=Example Authority", authorityKey, "CN=Example Root", rootKey, LATE);
    clock = timestampCertificate();
    useOwnKeys();
  }

  /** Another Sigstore with the same keys and certificates, in which nothing is forged yet. */
  TestSigstore(TestSigstore other) {
    rootKey = other.rootKey;
    authorityKey = other.authorityKey;
    certificateLogKey = other.certificateLogKey;
    logKey = other.logKey;
    timestampKey = other.timestampKey;
    signerKey = other.signerKey;
    root = other.root;
    authority = other.authority;
    clock = other.clock;
    useOwnKeys();
  }

  private void useOwnKeys() {
    issuingKey = authorityKey;
    receiptKey = certificateLogKey;
    receiptLogId = id(certificateLogKey);
    promiseKey = logKey;
    checkpointKey = logKey;
    stampingKey = timestampKey;
    envelopeKey = signerKey;
  }

  static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  static byte[] id(KeyPair keys) {
    return Hash.sha256(keys.getPublic().getEncoded());
  }

  static byte[] sign(KeyPair keys, byte[] message) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(keys.getPrivate());
    signature.update(message);
    return signature.sign();
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static X509Certificate built(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws Exception {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
  }

  private static X509Certificate authority(
      String subject, KeyPair keys, String issuer, KeyPair issuerKey, Instant ends)
      throws Exception {
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.valueOf(7),
            Date.from(LONG_AGO),
            Date.from(ends),
            new X500Name(subject),
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    addKeyIdentifiers(builder, keys, issuerKey);
    return built(builder, issuerKey.getPrivate());
  }

  private static void addKeyIdentifiers(
      JcaX509v3CertificateBuilder builder, KeyPair keys, KeyPair issuerKey) throws Exception {
    var extensions = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        extensions.createSubjectKeyIdentifier(keys.getPublic()));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        extensions.createAuthorityKeyIdentifier(issuerKey.getPublic()));
  }

  private JcaX509v3CertificateBuilder certificateBuilder() throws Exception {
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(authorityName),
            BigInteger.valueOf(4711),
            Date.from(notBefore),
            Date.from(notAfter),
            new X500Name(""),
            signerKey.getPublic());
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    if (certifies) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    }
    builder.addExtension(Extension.subjectAlternativeName, true, new GeneralNames(name));
    addKeyIdentifiers(builder, signerKey, authorityKey);
    builder.addExtension(
        new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.1"),
        false,
        provider.getBytes(StandardCharsets.UTF_8));
    if (!oldProviderOnly) {
      builder.addExtension(
          new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8"), false, new DERUTF8String(provider));
    }
    return builder;
  }

  /** The signer's certificate, with the receipt of the log of certificates in it. */
  X509Certificate certificate() throws Exception {
    X509Certificate without = built(certificateBuilder(), issuingKey.getPrivate());
    if (!receipt) {
      return without;
    }
    byte[] body = without.getTBSCertificate();
    long milliseconds = notBefore.toEpochMilli();
    byte[] message =
        ByteBuffer.allocate(47 + body.length + 2)
            .put(new byte[] {0, 0})
            .putLong(milliseconds)
            .putShort((short) 1)
            .put(id(authorityKey))
            .put((byte) (body.length >>> 16))
            .putShort((short) body.length)
            .put(body)
            .putShort((short) 0)
            .array();
    byte[] signature = sign(receiptKey, message);
    int length = 1 + 32 + 8 + 2 + 2 + 2 + signature.length;
    byte[] list =
        ByteBuffer.allocate(4 + length)
            .putShort((short) (length + 2))
            .putShort((short) length)
            .put((byte) 0)
            .put(receiptLogId)
            .putLong(milliseconds)
            .putShort((short) 0)
            .put((byte) 4)
            .put((byte) 3)
            .putShort((short) signature.length)
            .put(signature)
            .array();
    JcaX509v3CertificateBuilder builder = certificateBuilder();
    builder.addExtension(
        new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"), false, new DEROctetString(list));
    return built(builder, issuingKey.getPrivate());
  }

  static byte[] preAuthentication(byte[] payload) {
    byte[] head =
        "DSSEv1 %d %s %d "
            .formatted(IN_TOTO.length(), IN_TOTO, payload.length)
            .getBytes(StandardCharsets.UTF_8);
    return concatenated(head, payload);
  }

  /** What is signed: an envelope's content, or the bytes themselves. */
  private byte[] message(byte[] payload) {
    return signsPlainly ? payload : preAuthentication(payload);
  }

  static byte[] concatenated(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] pem(X509Certificate certificate) throws Exception {
    return ("-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private Map<String, Object> spec(byte[] payload, byte[] signature, X509Certificate certificate)
      throws Exception {
    String hex = HexFormat.of().formatHex(Hash.sha256(payload));
    String verifier = base64(pem(certificate));
    Map<String, Object> hash = Map.of("algorithm", "sha256", "value", hex);
    Map<String, Object> second =
        Map.of(
            "content", base64(signature),
            "verifier",
                Map.of(
                    "keyDetails",
                    "PKIX_ECDSA_P256_SHA_256",
                    "x509Certificate",
                    Map.of("rawBytes", base64(certificate.getEncoded()))));
    return switch (kind) {
      case DSSE_1 ->
          Map.of(
              "envelopeHash",
              hash,
              "payloadHash",
              hash,
              "signatures",
              List.of(Map.of("signature", base64(signature), "verifier", verifier)));
      case INTOTO_2 ->
          Map.of(
              "content",
              Map.of(
                  "payloadHash",
                  hash,
                  "envelope",
                  Map.of(
                      "payloadType",
                      IN_TOTO,
                      "signatures",
                      List.of(
                          Map.of(
                              "publicKey",
                              verifier,
                              "sig",
                              base64(base64(signature).getBytes(StandardCharsets.US_ASCII)))))));
      case HASH_1 ->
          Map.of(
              "data",
              Map.of(
                  "hash",
                  Map.of(
                      "algorithm",
                      "sha256",
                      "value",
                      HexFormat.of().formatHex(Hash.sha256(message(payload))))),
              "signature",
              Map.of("content", base64(signature), "publicKey", Map.of("content", verifier)));
      case HASH_2 ->
          Map.of(
              "hashedRekordV002",
              Map.of(
                  "data",
                  Map.of("algorithm", "SHA2_256", "digest", base64(Hash.sha256(message(payload)))),
                  "signature",
                  second));
      case DSSE_2 ->
          Map.of(
              "dsseV002",
              Map.of(
                  "payloadHash",
                  Map.of("algorithm", "SHA2_256", "digest", base64(Hash.sha256(payload))),
                  "signatures",
                  List.of(second)));
    };
  }

  /** Returns the bundle of a signature over a statement, as a tree that may be changed. */
  Map<String, Object> sign(byte[] payload) throws Exception {
    X509Certificate certificate = certificate();
    byte[] signature = sign(envelopeKey, message(payload));
    lastSignature = signature;
    var material = new TreeMap<String, Object>();
    if (mediaType.endsWith("0.1") || mediaType.endsWith("0.2")) {
      material.put(
          "x509CertificateChain",
          new TreeMap<>(
              Map.of(
                  "certificates",
                  new ArrayList<>(List.of(Map.of("rawBytes", base64(certificate.getEncoded())))))));
    } else {
      material.put(
          "certificate", new TreeMap<>(Map.of("rawBytes", base64(certificate.getEncoded()))));
    }
    byte[] body =
        CanonicalJson.bytes(
            Map.of(
                "apiVersion",
                kind.version,
                "kind",
                kind.kind,
                "spec",
                spec(
                    loggedPayload == null ? payload : loggedPayload,
                    loggedSignature == null ? signature : loggedSignature,
                    loggedCertificate == null ? certificate : loggedCertificate)));
    material.put("tlogEntries", new ArrayList<>(List.of(entry(body))));
    if (timestamp) {
      material.put(
          "timestampVerificationData",
          Map.of(
              "rfc3161Timestamps",
              List.of(
                  Map.of(
                      "signedTimestamp",
                      base64(timestamp(stampedBytes == null ? signature : stampedBytes))))));
    }
    var bundle = new LinkedHashMap<String, Object>();
    bundle.put("mediaType", mediaType);
    bundle.put("verificationMaterial", material);
    bundle.put(
        "dsseEnvelope",
        new TreeMap<>(
            Map.of(
                "payload",
                base64(payload),
                "payloadType",
                IN_TOTO,
                "signatures",
                new ArrayList<>(List.of(Map.of("sig", base64(signature)))))));
    return bundle;
  }

  private Map<String, Object> entry(byte[] body) throws Exception {
    var leaves = new ArrayList<byte[]>();
    for (int i = 0; i < size; i++) {
      leaves.add(i == index ? body : ("other " + i).getBytes(StandardCharsets.UTF_8));
    }
    byte[] hash = treeHash(leaves);
    String text = "%s - 42\n%d\n%s\n".formatted(LOG, size, base64(hash));
    byte[] signed = sign(checkpointKey, text.getBytes(StandardCharsets.UTF_8));
    byte[] hint = Arrays.copyOf(id(logKey), 4);
    var proof = new TreeMap<String, Object>();
    proof.put("logIndex", Integer.toString(index));
    proof.put("treeSize", Integer.toString(size));
    proof.put("rootHash", base64(hash));
    proof.put(
        "hashes",
        new ArrayList<Object>(path(index, leaves).stream().map(TestSigstore::base64).toList()));
    proof.put(
        "checkpoint",
        new TreeMap<>(
            Map.of(
                "envelope",
                text
                    + "\n\u2014 witness.example AAAAAAAA\n\u2014 "
                    + checkpointName
                    + " "
                    + base64(concatenated(hint, signed))
                    + "\n")));
    var entry = new TreeMap<String, Object>();
    entry.put("logIndex", "100" + index);
    entry.put("logId", new TreeMap<>(Map.of("keyId", base64(id(logKey)))));
    entry.put("kindVersion", new TreeMap<>(Map.of("kind", kind.kind, "version", kind.version)));
    entry.put("canonicalizedBody", base64(body));
    entry.put("inclusionProof", proof);
    if (promise) {
      entry.put("integratedTime", Long.toString(integrated.getEpochSecond()));
      byte[] message =
          CanonicalJson.bytes(
              Map.of(
                  "body",
                  base64(body),
                  "integratedTime",
                  integrated.getEpochSecond(),
                  "logID",
                  HexFormat.of().formatHex(id(logKey)),
                  "logIndex",
                  Long.parseLong("100" + index)));
      entry.put(
          "inclusionPromise",
          new TreeMap<>(Map.of("signedEntryTimestamp", base64(sign(promiseKey, message)))));
    }
    return entry;
  }

  /** MTH of RFC 6962 section 2.1. */
  static byte[] treeHash(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return Hash.sha256(new byte[] {0}, leaves.getFirst());
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    return Hash.sha256(
        new byte[] {1}, treeHash(leaves.subList(0, k)), treeHash(leaves.subList(k, leaves.size())));
  }

  /** PATH of RFC 6962 section 2.1.1. */
  static List<byte[]> path(int m, List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return List.of();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    var path = new ArrayList<byte[]>();
    if (m < k) {
      path.addAll(path(m, leaves.subList(0, k)));
      path.add(treeHash(leaves.subList(k, leaves.size())));
    } else {
      path.addAll(path(m - k, leaves.subList(k, leaves.size())));
      path.add(treeHash(leaves.subList(0, k)));
    }
    return path;
  }

  private X509Certificate timestampCertificate() throws Exception {
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=Example Root"),
            BigInteger.valueOf(8),
            Date.from(LONG_AGO),
            Date.from(LATE),
            new X500Name("CN=Example Clock"),
            timestampKey.getPublic());
    builder.addExtension(
        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    return built(builder, rootKey.getPrivate());
  }

  private byte[] timestamp(byte[] over) throws Exception {
    var digests = new JcaDigestCalculatorProviderBuilder().build();
    var sha256 = new AlgorithmIdentifier(new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1"));
    var generator =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withECDSA", stampingKey.getPrivate(), clock),
            digests.get(sha256),
            new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.2"));
    var request = new TimeStampRequestGenerator().generate(TSPAlgorithms.SHA256, Hash.sha256(over));
    return new TimeStampResponseGenerator(generator, TSPAlgorithms.ALLOWED)
        .generate(request, BigInteger.ONE, Date.from(stamped))
        .getEncoded();
  }

  private static Map<String, Object> validity(Instant end) {
    return new TreeMap<>(Map.of("start", LONG_AGO.toString(), "end", end.toString()));
  }

  private static Map<String, Object> chain(Instant end, X509Certificate... certificates)
      throws Exception {
    var list = new ArrayList<Object>();
    for (X509Certificate one : certificates) {
      list.add(Map.of("rawBytes", base64(one.getEncoded())));
    }
    return new TreeMap<>(
        Map.of(
            "subject",
            Map.of("organization", "Example", "commonName", "Example"),
            "uri",
            "https://authority.example",
            "certChain",
            new TreeMap<>(Map.of("certificates", list)),
            "validFor",
            validity(end)));
  }

  private static Map<String, Object> log(String url, String details, KeyPair keys, Instant end) {
    return new TreeMap<>(
        Map.of(
            "baseUrl",
            url,
            "hashAlgorithm",
            "SHA2_256",
            "publicKey",
            new TreeMap<>(
                Map.of(
                    "rawBytes",
                    base64(keys.getPublic().getEncoded()),
                    "keyDetails",
                    details,
                    "validFor",
                    validity(end))),
            "logId",
            Map.of("keyId", base64(id(keys)))));
  }

  /** Returns the trusted root as a tree that may be changed. */
  Map<String, Object> trustedRoot() throws Exception {
    X509Certificate ended =
        rootEnds.equals(LATE)
            ? root
            : authority("CN=Example Root", rootKey, "CN=Example Root", rootKey, rootEnds);
    var tree = new LinkedHashMap<String, Object>();
    tree.put("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1");
    tree.put("tlogs", List.of(log("https://log.example", logDetails, logKey, logTrustedUntil)));
    tree.put(
        "ctlogs",
        List.of(
            log(
                "https://certificates.example",
                "PKIX_ECDSA_P256_SHA_256",
                certificateLogKey,
                certificateLogTrustedUntil)));
    tree.put("certificateAuthorities", List.of(chain(authorityTrustedUntil, authority, ended)));
    tree.put("timestampAuthorities", List.of(chain(timestampTrustedUntil, clock, root)));
    return tree;
  }
}
