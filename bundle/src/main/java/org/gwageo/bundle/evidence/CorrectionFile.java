package org.gwageo.bundle.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;
import org.gwageo.verdict.VerdictDifference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code correction.json} says: why a verdict was re-opened (재개), which cases were decided
 * since, and what the corrected verdict (정정된 판정) changes. Two people confirm its digest, and with
 * it both verdicts.
 *
 * @param programme the programme's id
 * @param stage the stage's id
 * @param version the version of the corrected verdict
 * @param supersedes the verdict that is no longer in force
 * @param verdict the digest of the corrected verdict
 * @param reason why the office re-opened the verdict, in its words
 * @param reopenedAt when
 * @param cases the cases that were decided since, by team; each carries into the gate what it
 *     decided
 * @param changes {@link VerdictDifference#toTree} of both verdicts
 */
public record CorrectionFile(
    String programme,
    String stage,
    int version,
    Superseded supersedes,
    Digest verdict,
    String reason,
    Instant reopenedAt,
    List<DecidedCase> cases,
    Map<String, Object> changes) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-correction/1";

  /** The path inside a bundle. */
  public static final String PATH = "correction.json";

  /** The scores of the superseded verdict inside the bundle of the corrected one. */
  public static final String SUPERSEDED_SCORES = "superseded/scores.yaml";

  /** The superseded verdict inside the bundle of the corrected one. */
  public static final String SUPERSEDED_VERDICT = "superseded/verdict.json";

  /** Who re-opens a verdict: no person is named, the role is. */
  private static final String ROLE = "office";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * The verdict that is superseded.
   *
   * @param version its version
   * @param verdict the digest of its bytes
   * @param issuedAt when it was issued
   */
  public record Superseded(int version, Digest verdict, Instant issuedAt) {}

  /**
   * A verification case that two people have decided since.
   *
   * @param team whose submission it is about
   * @param number its public number
   * @param grade the grade that the gate reads
   * @param reason why, as it stands in the decision
   * @param decidedAt when
   * @param event the digest of the event in its history that decided it
   */
  public record DecidedCase(
      String team, String number, String grade, String reason, Instant decidedAt, Digest event) {}

  /** Copies the collections. */
  public CorrectionFile {
    cases = List.copyOf(cases);
    changes = new LinkedHashMap<>(changes);
  }

  /** Returns the digest of {@link #toJson}, which is what people confirm. */
  public Digest digest() {
    return Digest.of(toJson());
  }

  /** Returns what the cases decide as entries of the office. */
  public Map<String, Object> entries() {
    var entries = new LinkedHashMap<String, Object>();
    cases.forEach(
        one ->
            entries.put(
                one.team(),
                Map.of("case", one.number(), "grade", one.grade(), "reason", one.reason())));
    return entries;
  }

  /** Returns whether {@code difference} is what the file says changes. */
  public boolean states(VerdictDifference difference) {
    return Arrays.equals(CanonicalJson.bytes(changes), CanonicalJson.bytes(difference.toTree()));
  }

  /** Returns the file {@code correction.json}. */
  public byte[] toJson() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("programme", programme);
    tree.put("stage", stage);
    tree.put("version", version);
    tree.put(
        "supersedes",
        Map.of(
            "version", supersedes.version(),
            "verdict", supersedes.verdict().toString(),
            "issuedAt", supersedes.issuedAt().toString()));
    tree.put("verdict", verdict.toString());
    tree.put("reason", reason);
    tree.put("reopenedAt", reopenedAt.toString());
    tree.put("reopenedBy", ROLE);
    tree.put(
        "cases",
        cases.stream()
            .map(
                one ->
                    Map.of(
                        "team", one.team(),
                        "case", one.number(),
                        "grade", one.grade(),
                        "reason", one.reason(),
                        "decidedAt", one.decidedAt().toString(),
                        "event", one.event().toString()))
            .toList());
    tree.put("changes", changes);
    return CanonicalJson.bytes(tree);
  }

  /**
   * Reads a correction's file.
   *
   * @throws EvidenceException if it is not one
   */
  public static CorrectionFile parse(String file, byte[] json) throws EvidenceException {
    try {
      JsonNode tree = JSON.readTree(json);
      String format = tree.path("format").asString("");
      if (!format.equals(FORMAT)) {
        throw new EvidenceException(
            "%s has the format \"%s\", not %s".formatted(file, format, FORMAT));
      }
      var cases = new ArrayList<DecidedCase>();
      for (JsonNode one : tree.path("cases")) {
        cases.add(
            new DecidedCase(
                one.path("team").asString(""),
                one.path("case").asString(""),
                one.path("grade").asString(""),
                one.path("reason").asString(""),
                Instant.parse(one.path("decidedAt").asString("")),
                Digest.parse(one.path("event").asString(""))));
      }
      JsonNode supersedes = tree.path("supersedes");
      return new CorrectionFile(
          tree.path("programme").asString(""),
          tree.path("stage").asString(""),
          tree.path("version").asInt(0),
          new Superseded(
              supersedes.path("version").asInt(0),
              Digest.parse(supersedes.path("verdict").asString("")),
              Instant.parse(supersedes.path("issuedAt").asString(""))),
          Digest.parse(tree.path("verdict").asString("")),
          tree.path("reason").asString(""),
          Instant.parse(tree.path("reopenedAt").asString("")),
          cases,
          Trees.object(tree.path("changes")));
    } catch (JacksonException e) {
      throw new EvidenceException(file + " is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new EvidenceException(file + " is no correction: " + e.getMessage());
    }
  }
}
