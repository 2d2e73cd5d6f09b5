package org.gwageo.lineage.attestation;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A lineage report as a signed in-toto statement: its subjects are the files that were compared,
 * with their digests; its predicate is the report.
 */
public final class ReportAttestation {

  /** The type of the predicate. */
  public static final String PREDICATE = "https://gwageo.org/lineage-report/v1";

  private static final int MOST_FILES = 100_000;

  private ReportAttestation() {}

  /**
   * Signs a report.
   *
   * @param report the JSON of a report or a screen
   * @param key an Ed25519, P-256 or P-384 key
   * @param publicKey its public key, whose digest becomes the key's id
   * @return a DSSE envelope as canonical JSON
   * @throws AttestationException if the report names no input file, or the keys do not fit
   */
  public static byte[] sign(byte[] report, PrivateKey key, PublicKey publicKey)
      throws AttestationException {
    JsonNode tree = Envelope.json("report", report);
    Map<String, String> files = files(tree);
    if (files.isEmpty()) {
      throw new AttestationException("the report names no input file");
    }
    var subjects = new ArrayList<Object>();
    files.forEach(
        (name, digest) -> subjects.add(Map.of("name", name, "digest", Map.of("sha256", digest))));
    byte[] statement =
        CanonicalJson.bytes(
            Map.of(
                "_type",
                "https://in-toto.io/Statement/v1",
                "subject",
                subjects,
                "predicateType",
                PREDICATE,
                "predicate",
                Map.of(
                    "report", JsonMapper.builder().build().convertValue(tree, Object.class),
                    "reportDigest", Digest.of(report).toString())));
    Envelope envelope = Envelope.signed(statement, key);
    if (!envelope.isSignedBy(publicKey)) {
      throw new AttestationException("the public key is not the private key's");
    }
    return CanonicalJson.bytes(envelope.toTree(publicKey));
  }

  /**
   * Checks a signed report.
   *
   * @return the report, as canonical JSON
   * @throws AttestationException if the signature is not the key's, or the statement is not about a
   *     lineage report, or its subjects are not the report's files
   */
  public static byte[] verify(byte[] envelope, PublicKey key) throws AttestationException {
    Envelope read = Envelope.of(Envelope.json("envelope", envelope));
    if (!read.isSignedBy(key)) {
      throw new AttestationException("no signature of the envelope is the key's");
    }
    JsonNode statement = read.statement();
    String predicate = statement.path("predicateType").asString("");
    if (!predicate.equals(PREDICATE)) {
      throw new AttestationException(
          "the statement is of the type \"%s\", not %s".formatted(predicate, PREDICATE));
    }
    JsonNode report = statement.path("predicate").path("report");
    var said = new TreeMap<String, String>();
    for (JsonNode subject : statement.path("subject")) {
      said.put(
          subject.path("name").asString(""), subject.path("digest").path("sha256").asString(""));
    }
    if (!said.equals(files(report))) {
      throw new AttestationException("the statement's subjects are not the report's files");
    }
    byte[] bytes =
        CanonicalJson.bytes(JsonMapper.builder().build().convertValue(report, Object.class));
    if (!Digest.of(bytes)
        .toString()
        .equals(statement.path("predicate").path("reportDigest").asString(""))) {
      throw new AttestationException("the report is not the one whose digest was signed");
    }
    return bytes;
  }

  /** The digests of the report's input files, by side and name. */
  private static SortedMap<String, String> files(JsonNode tree) throws AttestationException {
    var files = new TreeMap<String, String>();
    JsonNode references = tree.path("references");
    if (references.isObject()) {
      for (Map.Entry<String, JsonNode> entry : references.properties()) {
        collect(entry.getValue(), "reference/" + entry.getKey(), files);
      }
    } else {
      collect(tree, "reference", files);
    }
    return files;
  }

  private static void collect(JsonNode report, String reference, Map<String, String> files)
      throws AttestationException {
    for (JsonNode input : report.path("inputs")) {
      String side = input.path("as").asString("").equals("reference") ? reference : "subject";
      List<JsonNode> all = input.path("files").valueStream().limit(MOST_FILES + 1L).toList();
      if (all.size() > MOST_FILES) {
        throw new AttestationException("%s has more than %d files".formatted(side, MOST_FILES));
      }
      for (JsonNode file : all) {
        files.put(side + "/" + file.path("path").asString(""), file.path("sha256").asString(""));
      }
    }
  }
}
