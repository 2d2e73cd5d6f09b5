package org.gwageo.lineage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.gwageo.lineage.independence.Family;

/** The rule that turns findings into a grade. */
final class Grading {

  /** What computes; norms, embeddings and heads follow the basis of the residual channels. */
  private static final Set<String> BODY =
      Set.of("attention", "linear-attention", "mlp", "experts", "shared-experts", "router");

  /** The families that hold on to elements or neurons and not to the channels' basis alone. */
  private static final Set<Family> OF_NEURONS =
      EnumSet.of(Family.T0, Family.T1, Family.PHI_U, Family.T5, Family.T6);

  /** The families that need no common basis at all. */
  private static final Set<Family> WITHOUT_BASIS = EnumSet.of(Family.T1, Family.PHI_U, Family.T5);

  private Grading() {}

  /** Grades one component. */
  static Grade ofOne(List<Finding> findings) {
    if (findings.stream().anyMatch(Finding::identical)) {
      return Grade.IDENTICAL;
    }
    return withoutCopies(findings);
  }

  /**
   * Grades a pair: identical if every component that could be compared element by element is, and
   * established already if one component is a byte-for-byte copy. Towers that share no more than a
   * basis do not establish anything.
   */
  static Grade ofPair(List<Finding> findings) {
    if (findings.isEmpty()) {
      return Grade.UNTESTABLE;
    }
    var counted =
        findings.stream().filter(finding -> finding.outcome().family() == Family.T0).toList();
    if (!counted.isEmpty() && counted.stream().allMatch(Finding::identical)) {
      return Grade.IDENTICAL;
    }
    if (counted.stream().anyMatch(Finding::identical)) {
      return Grade.DERIVATION_ESTABLISHED;
    }
    List<Finding> beyondBasis = beyondBasis(findings);
    Grade grade = withoutCopies(beyondBasis);
    return beyondBasis.size() < findings.size() ? grade.stronger(Grade.INDICATED) : grade;
  }

  /**
   * Returns the findings without those of towers whose agreement a common basis explains: a
   * derivation would be established, no tensor is a copy, the neurons could be tested, and no test
   * that holds on to elements or neurons of attention or MLP indicates anything.
   */
  static List<Finding> beyondBasis(List<Finding> findings) {
    var byTower = new TreeMap<String, List<Finding>>();
    for (Finding finding : findings) {
      byTower.computeIfAbsent(tower(finding), any -> new ArrayList<>()).add(finding);
    }
    return findings.stream()
        .filter(finding -> !sharesOnlyBasis(byTower.getOrDefault(tower(finding), List.of())))
        .toList();
  }

  private static boolean sharesOnlyBasis(List<Finding> tower) {
    List<Finding> body =
        tower.stream()
            .filter(finding -> BODY.contains(part(finding)))
            .filter(finding -> OF_NEURONS.contains(finding.outcome().family()))
            .toList();
    return withoutCopies(tower) == Grade.DERIVATION_ESTABLISHED
        && tower.stream().noneMatch(finding -> finding.identical() || finding.copiesTensors())
        && body.stream().anyMatch(finding -> WITHOUT_BASIS.contains(finding.outcome().family()))
        && body.stream().noneMatch(Finding::indicates);
  }

  /** Grades every component that was tested, and every tower besides the language model. */
  static Map<String, Grade> ofComponents(List<Finding> findings) {
    List<Finding> beyondBasis = beyondBasis(findings);
    var byComponent = new TreeMap<String, List<Finding>>();
    for (Finding finding : findings) {
      String component = finding.outcome().component();
      byComponent.computeIfAbsent(component, any -> new ArrayList<>()).add(finding);
      int dot = component.indexOf('.');
      if (dot > 0) {
        byComponent
            .computeIfAbsent(component.substring(0, dot), any -> new ArrayList<>())
            .add(finding);
      }
    }
    var grades = new TreeMap<String, Grade>();
    byComponent.forEach(
        (component, own) -> {
          Grade grade = ofOne(own);
          boolean basis = own.stream().noneMatch(beyondBasis::contains);
          grades.put(
              component, basis && grade == Grade.DERIVATION_ESTABLISHED ? Grade.INDICATED : grade);
        });
    return grades;
  }

  private static String tower(Finding finding) {
    String component = finding.outcome().component();
    int dot = component.indexOf('.');
    return dot > 0 ? component.substring(0, dot) : "";
  }

  private static String part(Finding finding) {
    String component = finding.outcome().component();
    return component.substring(component.indexOf('.') + 1);
  }

  private static Grade withoutCopies(List<Finding> findings) {
    var established = EnumSet.noneOf(Family.Invariance.class);
    for (Finding finding : findings) {
      if (finding.establishes()) {
        established.add(finding.outcome().family().invariance());
      }
    }
    if (established.size() >= 2) {
      return Grade.DERIVATION_ESTABLISHED;
    }
    return findings.stream().anyMatch(Finding::indicates) ? Grade.INDICATED : Grade.NOT_FOUND;
  }
}
