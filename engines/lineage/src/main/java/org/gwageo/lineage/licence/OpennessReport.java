package org.gwageo.lineage.licence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.canonical.Digest;

/**
 * What the files of a model say of its licence.
 *
 * @param result whether it is open
 * @param statements what was stated where
 * @param clauses the places that a person should read
 * @param reasons why a person has to look; empty if nobody has to
 */
public record OpennessReport(
    Licence.Result result, List<Statement> statements, List<Clause> clauses, List<Reason> reasons) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-openness/1";

  /** Copies the lists. */
  public OpennessReport {
    statements = List.copyOf(statements);
    clauses = List.copyOf(clauses);
    reasons = List.copyOf(reasons);
  }

  /**
   * A licence stated in a file.
   *
   * @param source the file, with the member where it has members
   * @param said what it says
   * @param licence the licence, if it is known
   * @param digest the digest of the file
   */
  public record Statement(String source, String said, Optional<Licence> licence, Digest digest) {}

  /** Why a person has to look. */
  public record Reason(String korean, String english) {}

  /** Returns the report as a tree for canonical JSON. */
  public Map<String, Object> toTree() {
    var stated = new ArrayList<Object>();
    for (Statement one : statements) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("source", one.source());
      entry.put("said", one.said());
      entry.put("digest", one.digest().toString());
      one.licence().ifPresent(licence -> entry.put("licence", licence.id()));
      stated.add(entry);
    }
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("result", result.id());
    tree.put("statements", stated);
    tree.put("licences", licences());
    tree.put(
        "clauses",
        clauses.stream()
            .map(
                one ->
                    Map.of(
                        "source", one.source(),
                        "from", one.from(),
                        "to", one.to(),
                        "text", one.text(),
                        "question", one.question().id()))
            .toList());
    tree.put(
        "reasons",
        reasons.stream().map(one -> Map.of("ko", one.korean(), "en", one.english())).toList());
    return tree;
  }

  private Map<String, Object> licences() {
    var licences = new LinkedHashMap<String, Object>();
    for (Statement one : statements) {
      one.licence()
          .ifPresent(
              licence -> {
                var answers = new LinkedHashMap<String, Object>();
                licence
                    .answers()
                    .forEach(
                        (question, answer) ->
                            answers.put(
                                question.id(),
                                Map.of(
                                    "permission", answer.permission().id(),
                                    "ko", answer.korean(),
                                    "en", answer.english())));
                licences.put(licence.id(), answers);
              });
    }
    return licences;
  }

  /** Returns the report as canonical JSON. */
  public byte[] toJson() {
    return CanonicalJson.bytes(toTree());
  }
}
