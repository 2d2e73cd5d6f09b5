package org.gwageo.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.calibration.Calibrated;
import org.gwageo.lineage.calibration.ShapeClass;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Crew;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.independence.NormGainTest.GainSimilarity;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.independence.Untestable;
import org.gwageo.lineage.notevidence.Misleading;
import org.gwageo.lineage.statistics.Holm;

/** Compares two checkpoints, tower by tower, with every family of tests that their shapes allow. */
public final class LineageComparison {

  /** Components x families that one pair of models can be tested in; the unit of correction. */
  private static final long HYPOTHESES_PER_PAIR = 100;

  private LineageComparison() {}

  /**
   * Compares a subject with one reference.
   *
   * @param seed the seed of all random draws; it is part of the report
   * @throws CheckpointException if tensors do not fit together or hold infinities
   */
  public static LineageReport compare(Checkpoint subject, Checkpoint reference, long seed)
      throws CheckpointException {
    return compare(subject, reference, Settings.of(seed));
  }

  /**
   * Compares a subject with one reference of several.
   *
   * @throws CheckpointException if tensors do not fit together or hold infinities
   */
  public static LineageReport compare(Checkpoint subject, Checkpoint reference, Settings settings)
      throws CheckpointException {
    return compare(subject, reference, settings, crew(settings));
  }

  private static Crew crew(Settings settings) {
    return Crew.ofThisMachine(settings.effort().threads());
  }

  private static LineageReport compare(
      Checkpoint subject, Checkpoint reference, Settings settings, Crew crew)
      throws CheckpointException {
    var towers = new ArrayList<TowerTests>();
    var untestable = new ArrayList<Untestable>();
    for (Tower own : subject.anatomy().towers()) {
      Optional<Tower> other = reference.anatomy().tower(own.name());
      if (other.isPresent()) {
        towers.add(
            TowerTests.of(
                new TowerPair(own, other.get(), crew),
                subject.tokenIds(),
                reference.tokenIds(),
                settings));
      } else {
        untestable.add(
            new Untestable(own.name(), null, "the reference has no " + own.name() + " tower"));
      }
    }
    return report(subject, reference, settings, towers, untestable);
  }

  /**
   * Compares a subject with one reference. If a derivation is found, starts that both models may
   * have grown from are looked for in both; one that both carry lowers the grade to {@link
   * Grade#INDICATED}, because weights cannot tell a shared start from a copy.
   *
   * @throws CheckpointException if tensors do not fit together or hold infinities
   */
  public static LineageReport compare(
      Checkpoint subject, Checkpoint reference, List<Checkpoint> starts, Settings settings)
      throws CheckpointException {
    return compare(subject, reference, starts, settings, crew(settings));
  }

  /**
   * Compares as above, every piece of work by a crew of the caller's. The report has the same bytes
   * whatever the crew is.
   *
   * @throws CheckpointException if tensors do not fit together or hold infinities
   */
  public static LineageReport compare(
      Checkpoint subject,
      Checkpoint reference,
      List<Checkpoint> starts,
      Settings settings,
      Crew crew)
      throws CheckpointException {
    LineageReport report = compare(subject, reference, settings, crew);
    if (report.grade() != Grade.DERIVATION_ESTABLISHED && report.grade() != Grade.INDICATED) {
      return report;
    }
    var found = new ArrayList<CommonStart>();
    for (Checkpoint start : starts) {
      found.add(
          CommonStart.of(subject, reference, start, report.hypotheses(), settings.seed(), crew));
    }
    return report.withStarts(found);
  }

  private static LineageReport report(
      Checkpoint subject,
      Checkpoint reference,
      Settings settings,
      List<TowerTests> towers,
      List<Untestable> untestable)
      throws CheckpointException {
    var outcomes = new ArrayList<Outcome>();
    var calibrated = new ArrayList<Calibrated>();
    for (TowerTests tower : towers) {
      var shape = ShapeClass.of(tower.subject());
      for (Outcome outcome : tower.outcomes()) {
        outcomes.add(outcome);
        calibrated.add(settings.controls().calibrate(outcome, shape));
      }
      untestable.addAll(tower.untestable());
    }
    long hypotheses = Math.max(HYPOTHESES_PER_PAIR, outcomes.size()) * settings.pairs();
    List<Finding> findings = corrected(outcomes, calibrated, hypotheses);
    return new LineageReport(
        Grading.ofPair(findings),
        findings,
        untestable,
        layerMaps(towers),
        settings.power() ? power(towers, findings, hypotheses) : List.of(),
        similarity(towers),
        notEvidence(towers),
        subject.filesAsJson(),
        reference.filesAsJson(),
        settings.seed(),
        hypotheses,
        settings.controls().digest(),
        List.of());
  }

  private static List<Finding> corrected(
      List<Outcome> outcomes, List<Calibrated> calibrated, long hypotheses) {
    double[] adjusted =
        Holm.adjust(calibrated.stream().map(Calibrated::log10p).toList(), hypotheses);
    var findings = new ArrayList<Finding>();
    for (int i = 0; i < adjusted.length; i++) {
      findings.add(new Finding(outcomes.get(i), calibrated.get(i), adjusted[i]));
    }
    return findings;
  }

  private static Map<String, List<LayerMatch>> layerMaps(List<TowerTests> towers) {
    var maps = new TreeMap<String, List<LayerMatch>>();
    towers.forEach(tower -> maps.put(tower.subject().name(), tower.layerMap()));
    return maps;
  }

  private static List<Sensitivity> power(
      List<TowerTests> towers, List<Finding> findings, long hypotheses) throws CheckpointException {
    var strength = new Strength(StrictMath.log10((double) hypotheses));
    var power = new ArrayList<Sensitivity>();
    for (TowerTests tower : towers) {
      for (Finding finding : findings) {
        if (!finding.indicates() && tower.outcomes().contains(finding.outcome())) {
          tower.sensitivity(finding.outcome(), strength).ifPresent(power::add);
        }
      }
    }
    return power;
  }

  private static Optional<GainSimilarity> similarity(List<TowerTests> towers) {
    return towers.stream()
        .filter(tower -> tower.subject().name().equals(Place.TEXT))
        .findFirst()
        .flatMap(TowerTests::gainSimilarity);
  }

  private static Map<String, List<Misleading>> notEvidence(List<TowerTests> towers) {
    var byTower = new TreeMap<String, List<Misleading>>();
    towers.forEach(tower -> byTower.put(tower.subject().name(), tower.notEvidence()));
    return byTower;
  }
}
