package org.gwageo.bundle.evidence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.canonical.Digest;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.LineageScreen;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code lineage/<team>.json}, the file of a {@link LineageScreen}, says.
 *
 * @param grade the strongest grade over all references
 * @param entrants how many entrants the error rate is for
 * @param seed the seed of the random draws
 * @param grades the grade against each reference
 * @param subjectFiles the digests of the subject's files, by their names
 */
public record LineageFile(
    Grade grade,
    int entrants,
    long seed,
    SortedMap<String, Grade> grades,
    Map<String, Digest> subjectFiles) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Copies the maps. */
  public LineageFile {
    grades = new TreeMap<>(grades);
    subjectFiles = new LinkedHashMap<>(subjectFiles);
  }

  /**
   * Reads a lineage file.
   *
   * @throws EvidenceException if it is not one
   */
  public static LineageFile parse(String file, byte[] json) throws EvidenceException {
    try {
      JsonNode tree = JSON.readTree(json);
      String format = tree.path("format").asString("");
      if (!format.equals(LineageScreen.FORMAT)) {
        throw new EvidenceException(
            "%s has the format \"%s\", not %s".formatted(file, format, LineageScreen.FORMAT));
      }
      var grades = new TreeMap<String, Grade>();
      var subject = new LinkedHashMap<String, Digest>();
      for (var reference : tree.path("references").properties()) {
        grades.put(
            reference.getKey(), Grade.parse(reference.getValue().path("grade").asString("")));
        for (JsonNode input : reference.getValue().path("inputs")) {
          if (input.path("as").asString("").equals("subject")) {
            for (JsonNode one : input.path("files")) {
              subject.put(
                  one.path("path").asString(""), new Digest(one.path("sha256").asString("")));
            }
          }
        }
      }
      if (grades.isEmpty() || tree.path("entrants").asInt(0) < 1) {
        throw new EvidenceException(file + " compares with no reference or for no entrant");
      }
      return new LineageFile(
          Grade.parse(tree.path("grade").asString("")),
          tree.path("entrants").asInt(0),
          Long.parseLong(tree.path("seed").asString("")),
          grades,
          subject);
    } catch (JacksonException e) {
      throw new EvidenceException(file + " is not JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw new EvidenceException(file + " is no lineage report: " + e.getMessage());
    }
  }

  /** Returns the names of the grades, as scores carry them. */
  public SortedMap<String, String> gradeIds() {
    var ids = new TreeMap<String, String>();
    grades.forEach((reference, value) -> ids.put(reference, value.id()));
    return ids;
  }

  /** Returns the strongest of the grades against single references. */
  public Grade strongest() {
    return grades.values().stream().reduce(Grade::stronger).orElse(Grade.UNTESTABLE);
  }
}
