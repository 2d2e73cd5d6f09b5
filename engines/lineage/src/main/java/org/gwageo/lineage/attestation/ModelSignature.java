package org.gwageo.lineage.attestation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.sigstore.ExpectedSigner;
import org.gwageo.lineage.sigstore.KeylessMaterial;
import org.gwageo.lineage.sigstore.Signing;
import org.gwageo.lineage.sigstore.SigstoreException;
import org.gwageo.lineage.sigstore.TrustedRoot;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A signature of a model in the OpenSSF Model Signing format, version 1.0: a Sigstore bundle (0.3)
 * around a DSSE envelope around an in-toto statement that lists files. Signed with a key, with a
 * certificate, or keyless. Only SHA-256 is supported; other digests are refused by name.
 */
public final class ModelSignature {

  private static final String PREDICATE = "https://model_signing/signature/v1.0";
  private static final int MOST_FILES = 100_000;

  private final JsonNode bundle;
  private final Envelope envelope;
  private final List<X509Certificate> certificates;
  private final SortedMap<String, String> files;
  private final Set<String> ignored;
  private final List<String> contradictions;
  private final @Nullable Path own;

  private ModelSignature(
      JsonNode bundle,
      Envelope envelope,
      List<X509Certificate> certificates,
      SortedMap<String, String> files,
      Set<String> ignored,
      List<String> contradictions,
      @Nullable Path own) {
    this.bundle = bundle;
    this.envelope = envelope;
    this.certificates = certificates;
    this.files = files;
    this.ignored = ignored;
    this.contradictions = contradictions;
    this.own = own;
  }

  /**
   * What a check found.
   *
   * @param signer who signed: the subject of the certificate, or the digest of the key
   * @param files how many files the signature lists
   * @param problems one sentence each; none if signature and files hold
   * @param signing what is proven about a keyless signature; null for other kinds, and where it
   *     does not hold
   */
  public record Check(String signer, int files, List<String> problems, @Nullable Signing signing) {

    /** Copies the list. */
    public Check {
      problems = List.copyOf(problems);
    }

    /** Returns whether signature and files hold. */
    public boolean intact() {
      return problems.isEmpty();
    }
  }

  /**
   * Reads a signature without judging it.
   *
   * @throws AttestationException if it is no such bundle, lists a file twice, more than 100,000
   *     files, a path that leads out of the model, or a digest other than SHA-256
   */
  public static ModelSignature read(byte[] bundle) throws AttestationException {
    JsonNode tree = Envelope.json("signature", bundle);
    String media = tree.path("mediaType").asString("");
    if (!KeylessMaterial.isBundle(media)) {
      throw new AttestationException("a bundle of type \"%s\" is not supported".formatted(media));
    }
    Envelope envelope = Envelope.of(tree.path("dsseEnvelope"));
    JsonNode statement = envelope.statement();
    if (!statement.path("predicateType").asString("").equals(PREDICATE)) {
      throw new AttestationException(
          "the statement is of the type \"%s\", not %s"
              .formatted(statement.path("predicateType").asString(""), PREDICATE));
    }
    JsonNode material = tree.path("verificationMaterial");
    JsonNode serialization = statement.path("predicate").path("serialization");
    String method = serialization.path("method").asString("files");
    if (!method.equals("files")) {
      throw new AttestationException(
          "a list of \"%s\" is not supported; a list of files is".formatted(method));
    }
    var ignored = new TreeSet<String>();
    serialization.path("ignore_paths").forEach(path -> ignored.add(path.asString("")));
    SortedMap<String, String> files = files(statement.path("predicate").path("resources"));
    return new ModelSignature(
        tree,
        envelope,
        certificates(material),
        files,
        ignored,
        contradictions(statement, files),
        null);
  }

  /**
   * Returns this signature as one that lies in a file, which no signature can list: inside the
   * model the file is passed over.
   */
  public ModelSignature lyingIn(Path file) {
    return new ModelSignature(bundle, envelope, certificates, files, ignored, contradictions, file);
  }

  private static List<X509Certificate> certificates(JsonNode material) throws AttestationException {
    var certificates = new ArrayList<X509Certificate>();
    for (JsonNode one : material.path("x509CertificateChain").path("certificates")) {
      if (certificates.size() > 16) {
        throw new AttestationException("a chain has at most 16 certificates");
      }
      certificates.add(
          PemKeys.certificate(Envelope.decoded("certificate", one.path("rawBytes").asString(""))));
    }
    return certificates;
  }

  private static SortedMap<String, String> files(JsonNode resources) throws AttestationException {
    if (resources.size() > MOST_FILES) {
      throw new AttestationException(
          "the signature lists %d files; at most %d are read"
              .formatted(resources.size(), MOST_FILES));
    }
    var files = new TreeMap<String, String>();
    for (JsonNode one : resources) {
      String name = one.path("name").asString("");
      String algorithm = one.path("algorithm").asString("").toLowerCase(Locale.ROOT);
      if (!algorithm.equals("sha256")) {
        throw new AttestationException(
            "%s has a digest of the kind \"%s\"; sha256 is supported".formatted(name, algorithm));
      }
      requireInside(name);
      if (files.put(name, one.path("digest").asString("")) != null) {
        throw new AttestationException("%s is listed twice".formatted(name));
      }
    }
    return files;
  }

  private static void requireInside(String name) throws AttestationException {
    boolean inside =
        !name.isEmpty()
            && !name.startsWith("/")
            && !name.contains("\\")
            && name.chars().noneMatch(c -> c < 0x20 || c == ':')
            && Stream.of(name.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (!inside) {
      throw new AttestationException("the path \"%s\" leads out of the model".formatted(name));
    }
  }

  /** The subject's digest is SHA-256 over all files' digests in the order of the list. */
  private static List<String> contradictions(JsonNode statement, SortedMap<String, String> files) {
    String said = statement.path("subject").path(0).path("digest").path("sha256").asString("");
    try {
      MessageDigest all = MessageDigest.getInstance("SHA-256");
      for (JsonNode one : statement.path("predicate").path("resources")) {
        all.update(HexFormat.of().parseHex(files.getOrDefault(one.path("name").asString(""), "")));
      }
      return HexFormat.of().formatHex(all.digest()).equals(said)
          ? List.of()
          : List.of("the digest of the whole model is not that of the listed files");
    } catch (IllegalArgumentException e) {
      return List.of("a listed digest is not hexadecimal");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform provides SHA-256", e);
    }
  }

  /** Returns the listed files with their SHA-256 digests in hexadecimal digits. */
  public SortedMap<String, String> files() {
    return new TreeMap<>(files);
  }

  /**
   * Checks the signature with a key, and the files of a folder.
   *
   * @throws AttestationException if the folder cannot be read
   */
  public Check check(Path folder, PublicKey key) throws AttestationException {
    var problems = new ArrayList<String>();
    if (!envelope.isSignedBy(key)) {
      problems.add("the signature is not the key's");
    }
    problems.addAll(contradictions);
    compare(folder, problems);
    return new Check(Digest.of(key.getEncoded()).toString(), files.size(), problems, null);
  }

  /**
   * Checks a keyless signature, and the files of a folder. Nothing is fetched.
   *
   * @param root whom to trust
   * @param expected who has to have signed
   * @throws AttestationException if the folder cannot be read
   */
  public Check check(Path folder, TrustedRoot root, ExpectedSigner expected)
      throws AttestationException {
    var problems = new ArrayList<String>();
    Signing signing = null;
    try {
      signing = KeylessMaterial.of(bundle).verify(envelope.keyless(), root, expected);
    } catch (SigstoreException e) {
      problems.add(e.getMessage());
    }
    problems.addAll(contradictions);
    compare(folder, problems);
    return new Check(
        signing == null ? "nobody" : signing.identity(), files.size(), problems, signing);
  }

  /**
   * Checks the signature with the certificates in it, and the files of a folder. Revocation is not
   * looked up.
   *
   * @param roots the certificates that are trusted
   * @param at the time at which the chain has to be valid
   * @throws AttestationException if the folder cannot be read
   */
  public Check check(Path folder, Collection<X509Certificate> roots, Instant at)
      throws AttestationException {
    var problems = new ArrayList<String>();
    String signer = "nobody";
    if (bundle.path("verificationMaterial").has("certificate")) {
      problems.add(
          "a keyless signature is checked with a trusted root and an expected signer, not with"
              + " certificates");
    } else if (certificates.isEmpty()) {
      problems.add("the signature holds no certificate");
    } else {
      X509Certificate leaf = certificates.getFirst();
      signer = leaf.getSubjectX500Principal().getName();
      trust(roots, at, problems);
      if (!envelope.isSignedBy(leaf.getPublicKey())) {
        problems.add("the signature is not the certificate's");
      }
    }
    problems.addAll(contradictions);
    compare(folder, problems);
    return new Check(signer, files.size(), problems, null);
  }

  private void trust(Collection<X509Certificate> roots, Instant at, List<String> problems) {
    try {
      List<X509Certificate> chain =
          certificates.stream().filter(one -> !roots.contains(one)).toList();
      var parameters =
          new PKIXParameters(
              roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(at));
      var path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
      boolean[] usage = certificates.getFirst().getKeyUsage();
      if (usage != null && !usage[0]) {
        problems.add("the certificate is not for signatures");
      }
    } catch (GeneralSecurityException e) {
      problems.add("the certificate is not trusted: " + e.getMessage());
    }
  }

  private void compare(Path folder, List<String> problems) throws AttestationException {
    for (var entry : files.entrySet()) {
      Path file = folder.resolve(entry.getKey());
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        problems.add(entry.getKey() + " is missing, or no plain file");
        continue;
      }
      try {
        if (!file.toRealPath().startsWith(folder.toRealPath())) {
          problems.add(entry.getKey() + " leads out of the model");
        } else if (!Digest.of(file).hex().equals(entry.getValue())) {
          problems.add(entry.getKey() + " has been changed");
        }
      } catch (IOException e) {
        throw new AttestationException(
            "%s cannot be read: %s".formatted(entry.getKey(), e.getMessage()), e);
      }
    }
    unlisted(folder, problems);
  }

  private void unlisted(Path folder, List<String> problems) throws AttestationException {
    Path passedOver = own == null ? null : own.toAbsolutePath().normalize();
    Path start = folder.toAbsolutePath().normalize();
    try (Stream<Path> all = Files.walk(start)) {
      all.filter(path -> !path.equals(passedOver))
          .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> start.relativize(path).toString().replace('\\', '/'))
          .filter(name -> !files.containsKey(name) && !isIgnored(name))
          .sorted()
          .limit(MOST_FILES)
          .forEach(name -> problems.add(name + " is not listed"));
    } catch (IOException e) {
      throw new AttestationException(
          "%s cannot be listed: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private boolean isIgnored(String name) {
    return ignored.stream().anyMatch(path -> name.equals(path) || name.startsWith(path + "/"));
  }
}
