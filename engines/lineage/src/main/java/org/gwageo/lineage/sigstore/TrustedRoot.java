package org.gwageo.lineage.sigstore;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gwageo.canonical.Digest;
import tools.jackson.databind.JsonNode;

/**
 * Whom a verifier trusts: the authorities that issue certificates and timestamps, the logs of
 * certificates and of signatures, with their keys and the times in which they are good for. Read
 * from Sigstore's own file, {@code trusted_root.json}. Immutable.
 */
public final class TrustedRoot {

  private static final String MEDIA = "application/vnd.dev.sigstore.trustedroot";
  private static final String CONFIGURATION =
      "application/vnd.dev.sigstore.clienttrustconfig.v0.1+json";
  private static final int LIMIT = 8 << 20;
  private static final int MOST = 256;

  private final Digest digest;
  private final List<CertificateAuthority> authorities;
  private final List<CertificateAuthority> timestampAuthorities;
  private final List<LogKey> logs;
  private final List<LogKey> certificateLogs;

  private TrustedRoot(Digest digest, JsonNode root) throws SigstoreException {
    this.digest = digest;
    this.authorities = authorities("certificate authority", root.path("certificateAuthorities"));
    this.timestampAuthorities =
        authorities("timestamp authority", root.path("timestampAuthorities"));
    this.logs = keys("transparency log", root.path("tlogs"));
    this.certificateLogs = keys("certificate transparency log", root.path("ctlogs"));
  }

  /**
   * Reads a trusted root, or the one inside a client's trust configuration.
   *
   * @param json at most 8 MiB in UTF-8
   * @throws SigstoreException if it is no such file, or names no certificate authority, no
   *     transparency log or no log of certificates
   */
  public static TrustedRoot read(byte[] json) throws SigstoreException {
    JsonNode tree = ProtobufJson.parse("trusted root", json, LIMIT);
    String media = ProtobufJson.text(tree.path("mediaType"));
    JsonNode root = tree;
    if (media.equals(CONFIGURATION)) {
      root = tree.path("trustedRoot");
      media = ProtobufJson.text(root.path("mediaType"));
    }
    if (!media.equals(MEDIA + "+json;version=0.1") && !media.equals(MEDIA + ".v0.1+json")) {
      throw new SigstoreException(
          "a trusted root of the type \"%s\" is not supported; %s+json;version=0.1 is"
              .formatted(media, MEDIA));
    }
    var read = new TrustedRoot(Digest.of(json), root);
    require("certificate authority", read.authorities);
    require("transparency log", read.logs);
    require("certificate transparency log", read.certificateLogs);
    return read;
  }

  private static void require(String thing, List<?> list) throws SigstoreException {
    if (list.isEmpty()) {
      throw new SigstoreException("the trusted root names no " + thing);
    }
  }

  private static List<CertificateAuthority> authorities(String thing, JsonNode array)
      throws SigstoreException {
    var read = new ArrayList<CertificateAuthority>();
    for (JsonNode one : ProtobufJson.list("list of each " + thing, array, MOST)) {
      read.add(CertificateAuthority.of(thing, one));
    }
    return List.copyOf(read);
  }

  private static List<LogKey> keys(String thing, JsonNode array) throws SigstoreException {
    var read = new ArrayList<LogKey>();
    for (JsonNode one : ProtobufJson.list("list of each " + thing, array, MOST)) {
      read.add(LogKey.of(thing, one));
    }
    return List.copyOf(read);
  }

  /** Returns the digest of the file. */
  public Digest digest() {
    return digest;
  }

  List<CertificateAuthority> timestampAuthorities() {
    return timestampAuthorities;
  }

  /** The key of the transparency log with an id. */
  LogKey log(byte[] id) throws SigstoreException {
    return of(logs, id)
        .orElseThrow(
            () ->
                new SigstoreException(
                    "the trusted root knows no transparency log with the id "
                        + HexFormat.of().formatHex(id)));
  }

  /** The key of the log of certificates with an id. */
  Optional<LogKey> certificateLog(byte[] id) {
    return of(certificateLogs, id);
  }

  private static Optional<LogKey> of(List<LogKey> keys, byte[] id) {
    return keys.stream().filter(key -> key.has(id)).findFirst();
  }

  /**
   * Returns the certificate that issued another.
   *
   * @throws SigstoreException if no authority was trusted at that time and issued it
   */
  X509Certificate issuer(X509Certificate leaf, Instant at) throws SigstoreException {
    SigstoreException closest =
        new SigstoreException(
            "the trusted root knows no certificate authority \"%s\""
                .formatted(leaf.getIssuerX500Principal().getName()));
    for (CertificateAuthority authority : authorities) {
      X509Certificate issuer = authority.chain().getFirst();
      if (!issuer.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())) {
        continue;
      }
      try {
        authority.requireIssued(leaf, at);
        return issuer;
      } catch (SigstoreException e) {
        closest = e;
      }
    }
    throw closest;
  }
}
