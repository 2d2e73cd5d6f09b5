package org.gwageo.lineage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.gwageo.canonical.CanonicalJson;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * One entrant compared with a library of references.
 *
 * @param entrants how many entrants are screened against the same references
 * @param seed the seed of all random draws
 * @param reports the report of each reference, by the reference's name
 */
public record LineageScreen(int entrants, long seed, SequencedMap<String, LineageReport> reports) {

  /** The value of the member {@code format}. */
  public static final String FORMAT = "gwageo-lineage-screen/1";

  /** Copies the reports in the order of the names. */
  public LineageScreen {
    reports = new TreeMap<>(reports);
  }

  /**
   * Compares {@code subject} with every reference.
   *
   * @param entrants how many entrants are screened against the same references; the error rate
   *     holds for all of them together
   * @throws CheckpointException if tensors do not fit together or hold infinities
   * @throws IllegalArgumentException if there is no reference or no entrant
   */
  public static LineageScreen of(
      Checkpoint subject, Map<String, Checkpoint> references, int entrants, long seed)
      throws CheckpointException {
    if (references.isEmpty() || entrants < 1) {
      throw new IllegalArgumentException(
          "a screen needs a reference and an entrant, not %d and %d"
              .formatted(references.size(), entrants));
    }
    int pairs = Math.multiplyExact(references.size(), entrants);
    var reports = new TreeMap<String, LineageReport>();
    for (var reference : new TreeMap<>(references).entrySet()) {
      reports.put(
          reference.getKey(),
          LineageComparison.compare(
              subject, reference.getValue(), Settings.of(seed).forPairs(pairs)));
    }
    return new LineageScreen(entrants, seed, reports);
  }

  /** Returns the strongest grade over all references. */
  public Grade grade() {
    return reports.values().stream()
        .map(LineageReport::grade)
        .reduce(Grade::stronger)
        .orElse(Grade.UNTESTABLE);
  }

  /** Returns the names of the references with the strongest grade. */
  public List<String> strongest() {
    var names = new ArrayList<String>();
    reports.forEach(
        (name, report) -> {
          if (report.grade() == grade()) {
            names.add(name);
          }
        });
    return names;
  }

  /**
   * Compares the findings on one reference with those on all others that are graded {@link
   * Grade#NOT_FOUND}.
   *
   * @throws IllegalArgumentException if the screen has no such reference
   */
  public List<PairedControl> pairedControls(String reference) {
    LineageReport own = reports.get(reference);
    if (own == null) {
      throw new IllegalArgumentException("the screen has no reference " + reference);
    }
    var controls = new ArrayList<PairedControl>();
    for (Finding finding : own.components()) {
      double[] others =
          reports.entrySet().stream()
              .filter(entry -> !entry.getKey().equals(reference))
              .filter(entry -> entry.getValue().grade() == Grade.NOT_FOUND)
              .flatMap(entry -> entry.getValue().components().stream())
              .filter(other -> sameStatistic(finding, other))
              .mapToDouble(other -> other.outcome().z())
              .sorted()
              .toArray();
      if (others.length > 0) {
        controls.add(paired(finding, others));
      }
    }
    return controls;
  }

  private static boolean sameStatistic(Finding a, Finding b) {
    return a.outcome().family() == b.outcome().family()
        && a.outcome().component().equals(b.outcome().component());
  }

  private static PairedControl paired(Finding finding, double[] others) {
    double z = finding.outcome().z();
    double largest = others[others.length - 1];
    long reached = Arrays.stream(others).filter(other -> other >= z).count();
    return new PairedControl(
        finding.outcome().component(),
        finding.outcome().family(),
        others.length,
        largest,
        z - Math.max(0, largest),
        (1.0 + reached) / (others.length + 1.0));
  }

  /** Returns the screen as a tree for {@link CanonicalJson}. */
  public Map<String, Object> toTree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("format", FORMAT);
    tree.put("entrants", entrants);
    tree.put("seed", Long.toString(seed));
    tree.put("grade", grade().id());
    tree.put("strongest", strongest());
    var trees = new TreeMap<String, Object>();
    reports.forEach((name, report) -> trees.put(name, report.toTree()));
    tree.put("references", trees);
    var paired = new TreeMap<String, Object>();
    for (String reference : reports.keySet()) {
      paired.put(
          reference, pairedControls(reference).stream().map(LineageScreen::pairedTree).toList());
    }
    tree.put("pairedControls", paired);
    return tree;
  }

  private static Map<String, Object> pairedTree(PairedControl control) {
    return Map.of(
        "component", control.component(),
        "test", control.family().name(),
        "others", control.others(),
        "largest", LineageReport.rounded(control.largest()),
        "excess", LineageReport.rounded(control.excess()),
        "conformalP", LineageReport.rounded(control.conformalP()));
  }

  /** Returns the screen as canonical JSON; the same inputs and seed give the same bytes. */
  public byte[] toJson() {
    return CanonicalJson.bytes(toTree());
  }
}
