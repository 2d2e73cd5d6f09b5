package org.gwageo.lineage.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gwageo.lineage.Grade;
import org.gwageo.lineage.LineageReport;
import org.gwageo.lineage.Reading;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.Family;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the JSON of a {@link LineageReport} says about one pair.
 *
 * @param grade the grade of the pair
 * @param korean the sentence in Korean
 * @param english the sentence in English
 * @param findings one per component and test
 * @param grades the grade of each component
 * @param untestable what could not be tested
 * @param layerMaps the layers that match, by tower
 * @param power the smallest copies that would have been found
 * @param misleading numbers that are no evidence
 * @param inputs the files of both sides
 * @param seed the seed
 * @param hypotheses the size of the family of hypotheses
 * @param controls the digest of the control library
 * @param format the version of format and method
 * @param readings what else explains the findings
 * @param starts the starts that were looked for in both models
 */
record PairReading(
    Grade grade,
    String korean,
    String english,
    List<Finding> findings,
    SortedMap<String, Grade> grades,
    List<Untestable> untestable,
    SortedMap<String, List<Match>> layerMaps,
    List<Power> power,
    List<Misleading> misleading,
    List<Input> inputs,
    String seed,
    long hypotheses,
    String controls,
    String format,
    Set<Reading> readings,
    List<Start> starts) {

  /** The most entries of any list that are read. */
  private static final int MOST = 100_000;

  /** A finding; {@code controls} is null where there are none. */
  record Finding(
      String component,
      String test,
      double z,
      double calibratedZ,
      double log10p,
      double adjustedLog10p,
      boolean identical,
      @Nullable Controls controls) {

    /** The test's short name for people. */
    String label() {
      for (Family family : Family.values()) {
        if (family.name().equals(test)) {
          return family.label();
        }
      }
      return test;
    }
  }

  /** The z of pairs that are known to be independent. */
  record Controls(int pairs, double mean, double deviation, double largest) {}

  /** A part that could not be tested. */
  record Untestable(String component, String test, String reason) {}

  /** A pair of layers. */
  record Match(int subject, int reference, double z, double log10p) {}

  /** How small a copy a test would have found; NaN for none. */
  record Power(String component, String unit, double indicated, double established) {}

  /** A number that is no evidence; {@code control} is NaN where there is none. */
  record Misleading(String name, double value, double control, String korean, String english) {}

  /** One side's files. */
  record Input(String as, String digest, List<InputFile> files) {}

  /** A file. */
  record InputFile(String path, long size, String sha256) {}

  /**
   * A start that was looked for.
   *
   * @param digest the digest of its files
   * @param subjectZ the largest z between the subject and the start
   * @param referenceZ the same for the reference
   * @param carried whether both models carry it
   * @param added the cosine between what training added, by component; empty if not carried
   */
  record Start(
      String digest,
      double subjectZ,
      double referenceZ,
      boolean carried,
      SortedMap<String, Double> added) {}

  /** Returns whether {@code reading} explains the findings. */
  boolean reads(Reading reading) {
    return readings.contains(reading);
  }

  /** Returns the largest calibrated z; NaN without findings. */
  double largest() {
    return findings.stream().mapToDouble(Finding::calibratedZ).max().orElse(Double.NaN);
  }

  /** Returns the strongest finding of a component, or null. */
  @Nullable Finding strongest(String component) {
    return findings.stream()
        .filter(finding -> finding.component().equals(component))
        .max(Comparator.comparingDouble(Finding::calibratedZ).thenComparing(Finding::test))
        .orElse(null);
  }

  static PairReading of(JsonNode tree) throws CheckpointException {
    String format = tree.path("format").asString("");
    if (!format.startsWith("gwageo-lineage/")) {
      throw new CheckpointException(
          "a lineage report has the format %s, not \"%s\"".formatted(LineageReport.FORMAT, format));
    }
    var grades = new TreeMap<String, Grade>();
    for (Map.Entry<String, JsonNode> entry : tree.path("componentGrades").properties()) {
      grades.put(entry.getKey(), grade(entry.getValue().asString("")));
    }
    return new PairReading(
        grade(tree.path("grade").asString("")),
        tree.path("sentence").path("ko").asString(""),
        tree.path("sentence").path("en").asString(""),
        findings(tree.path("components")),
        grades,
        untestable(tree.path("untestable")),
        layerMaps(tree),
        power(tree.path("power")),
        misleading(tree.path("notEvidence")),
        inputs(tree.path("inputs")),
        tree.path("seed").asString(""),
        tree.path("hypotheses").asLong(0),
        tree.path("controls").asString(""),
        format,
        readings(tree.path("readings")),
        starts(tree.path("starts")));
  }

  /** A reading of a later version has no words here; the sentence of the report still names it. */
  private static Set<Reading> readings(JsonNode list) throws CheckpointException {
    var readings = EnumSet.noneOf(Reading.class);
    for (JsonNode one : bounded("readings", list)) {
      for (Reading reading : Reading.values()) {
        if (reading.id().equals(one.asString(""))) {
          readings.add(reading);
        }
      }
    }
    return readings;
  }

  private static List<Start> starts(JsonNode list) throws CheckpointException {
    var starts = new ArrayList<Start>();
    for (JsonNode one : bounded("starts", list)) {
      var added = new TreeMap<String, Double>();
      for (Map.Entry<String, JsonNode> entry : one.path("addedCosine").properties()) {
        added.put(entry.getKey(), entry.getValue().asDouble(Double.NaN));
      }
      starts.add(
          new Start(
              one.path("digest").asString(""),
              number(one, "subjectZ"),
              number(one, "referenceZ"),
              one.path("carried").asBoolean(false),
              added));
    }
    return List.copyOf(starts);
  }

  private static Grade grade(String id) throws CheckpointException {
    try {
      return Grade.parse(id);
    } catch (IllegalArgumentException e) {
      throw new CheckpointException("the report has no known grade: " + e.getMessage(), e);
    }
  }

  private static List<Finding> findings(JsonNode list) throws CheckpointException {
    var findings = new ArrayList<Finding>();
    for (JsonNode one : bounded("components", list)) {
      JsonNode controls = one.path("controls");
      findings.add(
          new Finding(
              one.path("component").asString(""),
              one.path("test").asString(""),
              number(one, "z"),
              number(one, "calibratedZ"),
              number(one, "log10p"),
              number(one, "adjustedLog10p"),
              one.path("identical").asBoolean(false),
              controls.isObject()
                  ? new Controls(
                      controls.path("pairs").asInt(0),
                      number(controls, "mean"),
                      number(controls, "deviation"),
                      number(controls, "largest"))
                  : null));
    }
    return List.copyOf(findings);
  }

  private static List<Untestable> untestable(JsonNode list) throws CheckpointException {
    var untestable = new ArrayList<Untestable>();
    for (JsonNode one : bounded("untestable", list)) {
      untestable.add(
          new Untestable(
              one.path("component").asString(""),
              one.path("test").asString(""),
              one.path("reason").asString("")));
    }
    return List.copyOf(untestable);
  }

  private static SortedMap<String, List<Match>> layerMaps(JsonNode tree)
      throws CheckpointException {
    var maps = new TreeMap<String, List<Match>>();
    for (Map.Entry<String, JsonNode> entry : tree.path("layerMaps").properties()) {
      List<Match> matches = matches(entry.getValue());
      if (!matches.isEmpty()) {
        maps.put(entry.getKey(), matches);
      }
    }
    if (maps.isEmpty() && !tree.path("layerMap").isEmpty()) {
      maps.put("text", matches(tree.path("layerMap")));
    }
    return maps;
  }

  private static List<Match> matches(JsonNode list) throws CheckpointException {
    var matches = new ArrayList<Match>();
    for (JsonNode one : bounded("layerMap", list)) {
      int subject = one.path("subject").asInt(-1);
      int reference = one.path("reference").asInt(-1);
      if (subject < 0 || reference < 0 || subject > 10_000 || reference > 10_000) {
        throw new CheckpointException(
            "a layer map holds layers 0 to 10000, not %d and %d".formatted(subject, reference));
      }
      matches.add(new Match(subject, reference, number(one, "z"), number(one, "log10p")));
    }
    return List.copyOf(matches);
  }

  private static List<Power> power(JsonNode object) {
    var power = new ArrayList<Power>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      power.add(
          new Power(
              entry.getKey(),
              entry.getValue().path("plantedFractionOf").asString(""),
              number(entry.getValue(), "indicatedFrom"),
              number(entry.getValue(), "establishedFrom")));
    }
    return List.copyOf(power);
  }

  /**
   * The statistics of each tower with their controls; similarities of gains stand beside them in a
   * report and are told once.
   */
  private static List<Misleading> misleading(JsonNode object) {
    var all = new ArrayList<Misleading>();
    var towers = object.path("statistics").properties();
    for (Map.Entry<String, JsonNode> tower : towers) {
      for (Map.Entry<String, JsonNode> entry : tower.getValue().properties()) {
        String name = towers.size() > 1 ? tower.getKey() + "/" + entry.getKey() : entry.getKey();
        all.add(misleading(name, entry.getValue(), ""));
      }
    }
    String reason = object.path("reason").asString("");
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String name = entry.getKey();
      boolean told = all.stream().anyMatch(one -> one.name().endsWith(name));
      if (entry.getValue().isNumber() && !name.equals("norms") && !told) {
        double value = entry.getValue().asDouble();
        all.add(new Misleading(name, value, Double.NaN, koreanReason(reason), reason));
      } else if (entry.getValue().isObject() && !name.equals("statistics") && !told) {
        all.add(misleading(name, entry.getValue(), reason));
      }
    }
    return List.copyOf(all);
  }

  private static Misleading misleading(String name, JsonNode value, String reason) {
    String english = value.path("sentence").path("en").asString(reason);
    return new Misleading(
        name,
        number(value, "value"),
        number(value, "control"),
        value.path("sentence").path("ko").asString(english),
        english);
  }

  private static String koreanReason(String reason) {
    return reason.startsWith("gains")
        ? "이득은 모두 양수이고 퍼짐이 작아서, 아무 관계가 없는 두 모델에서도 코사인이 1에 가깝습니다"
        : reason;
  }

  private static List<Input> inputs(JsonNode list) throws CheckpointException {
    var inputs = new ArrayList<Input>();
    for (JsonNode one : bounded("inputs", list)) {
      var files = new ArrayList<InputFile>();
      for (JsonNode file : bounded("files", one.path("files"))) {
        files.add(
            new InputFile(
                file.path("path").asString(""),
                file.path("size").asLong(0),
                file.path("sha256").asString("")));
      }
      inputs.add(
          new Input(
              one.path("as").asString(""), one.path("digest").asString(""), List.copyOf(files)));
    }
    return List.copyOf(inputs);
  }

  private static JsonNode bounded(String name, JsonNode list) throws CheckpointException {
    if (list.size() > MOST) {
      throw new CheckpointException(
          "%s has %d entries; at most %d are read".formatted(name, list.size(), MOST));
    }
    return list;
  }

  private static double number(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isNumber() ? value.asDouble() : Double.NaN;
  }
}
