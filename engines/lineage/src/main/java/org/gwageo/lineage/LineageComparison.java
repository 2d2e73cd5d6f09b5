package org.gwageo.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.ElementIdentityTest;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.NeuronMatchTest;
import org.gwageo.lineage.independence.NeuronScalarTest;
import org.gwageo.lineage.independence.NormGainTest;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.independence.Untestable;
import org.gwageo.lineage.statistics.Holm;

/** Compares two checkpoints with every family of tests that their shapes allow. */
public final class LineageComparison {

  /** Components x families that one pair of models can be tested in; the unit of correction. */
  private static final long HYPOTHESES_PER_PAIR = 20;

  private LineageComparison() {}

  /**
   * Compares a subject with one reference.
   *
   * @param seed the seed of all random draws; it is part of the report
   * @throws CheckpointException if tensors do not fit together or hold infinities
   */
  public static LineageReport compare(Checkpoint subject, Checkpoint reference, long seed)
      throws CheckpointException {
    return compare(subject, reference, seed, 1);
  }

  /**
   * Compares a subject with one reference of several.
   *
   * @param pairs how many pairs of entrant and reference are compared in the same programme; the
   *     error rate holds for all of them together
   * @throws CheckpointException if tensors do not fit together or hold infinities
   */
  public static LineageReport compare(
      Checkpoint subject, Checkpoint reference, long seed, int pairs) throws CheckpointException {
    var identity =
        ElementIdentityTest.of(
            subject.anatomy(),
            subject.tensorDigests(),
            reference.anatomy(),
            reference.tensorDigests(),
            seed);
    var neurons = NeuronScalarTest.of(subject.anatomy(), reference.anatomy());
    var matching =
        NeuronMatchTest.of(
            subject.anatomy(), subject.tokenIds(), reference.anatomy(), reference.tokenIds(), seed);
    var norms = NormGainTest.of(subject.anatomy(), reference.anatomy());

    var outcomes = new ArrayList<Outcome>(identity.outcomes());
    outcomes.addAll(neurons.outcomes());
    norms.outcome().ifPresent(outcomes::add);
    outcomes.addAll(matching.outcomes());
    var untestable = new ArrayList<Untestable>(identity.untestable());
    untestable.addAll(neurons.untestable());
    norms.untestable().ifPresent(untestable::add);
    untestable.addAll(matching.untestable());

    long hypotheses = Math.max(HYPOTHESES_PER_PAIR, outcomes.size()) * pairs;
    List<Finding> findings = corrected(outcomes, hypotheses);
    var strength = new Strength(StrictMath.log10((double) hypotheses));
    var power = new ArrayList<Sensitivity>();
    for (Finding finding : findings) {
      if (!finding.indicates()) {
        sensitivity(finding.outcome(), identity, neurons, norms, matching, strength, seed)
            .ifPresent(power::add);
      }
    }
    return new LineageReport(
        Grading.ofPair(findings),
        findings,
        untestable,
        neurons.layerMap(),
        power,
        norms.similarity(),
        subject.filesAsJson(),
        reference.filesAsJson(),
        seed,
        hypotheses);
  }

  private static List<Finding> corrected(List<Outcome> outcomes, long hypotheses) {
    double[] adjusted = Holm.adjust(outcomes.stream().map(Outcome::log10p).toList(), hypotheses);
    var findings = new ArrayList<Finding>();
    for (int i = 0; i < adjusted.length; i++) {
      findings.add(new Finding(outcomes.get(i), adjusted[i]));
    }
    return findings;
  }

  private static Optional<Sensitivity> sensitivity(
      Outcome outcome,
      ElementIdentityTest identity,
      NeuronScalarTest neurons,
      NormGainTest norms,
      NeuronMatchTest matching,
      Strength strength,
      long seed) {
    Family family = outcome.family();
    return switch (family) {
      case T0 -> identity.sensitivity(outcome.component(), strength);
      case T1 -> neurons.sensitivity(outcome.component(), strength, seed);
      case T2 -> norms.sensitivity(strength, seed);
      case T5 -> matching.sensitivity(outcome.component(), strength);
    };
  }
}
