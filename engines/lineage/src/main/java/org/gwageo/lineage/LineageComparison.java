package org.gwageo.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.ChannelGramTest;
import org.gwageo.lineage.independence.ElementIdentityTest;
import org.gwageo.lineage.independence.NeuronMatchTest;
import org.gwageo.lineage.independence.NeuronRowTest;
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
  private static final long HYPOTHESES_PER_PAIR = 30;

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
    var families = new Families(subject, reference, seed);
    List<Outcome> outcomes = families.outcomes();
    long hypotheses = Math.max(HYPOTHESES_PER_PAIR, outcomes.size()) * pairs;
    List<Finding> findings = corrected(outcomes, hypotheses);
    var strength = new Strength(StrictMath.log10((double) hypotheses));
    var power = new ArrayList<Sensitivity>();
    for (Finding finding : findings) {
      if (!finding.indicates()) {
        families.sensitivity(finding.outcome(), strength).ifPresent(power::add);
      }
    }
    return new LineageReport(
        Grading.ofPair(findings),
        findings,
        families.untestable(),
        families.neurons.layerMap(),
        power,
        families.norms.similarity(),
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

  /** All families on one pair of models. */
  private static final class Families {

    final ElementIdentityTest identity;
    final NeuronScalarTest neurons;
    final NeuronRowTest rows;
    final NormGainTest norms;
    final ChannelGramTest channels;
    final NeuronMatchTest matching;
    final long seed;

    Families(Checkpoint subject, Checkpoint reference, long seed) throws CheckpointException {
      var s = subject.anatomy();
      var r = reference.anatomy();
      this.seed = seed;
      identity =
          ElementIdentityTest.of(s, subject.tensorDigests(), r, reference.tensorDigests(), seed);
      neurons = NeuronScalarTest.of(s, r);
      rows = NeuronRowTest.of(s, r, seed);
      norms = NormGainTest.of(s, r);
      channels = ChannelGramTest.of(s, r, seed);
      matching = NeuronMatchTest.of(s, subject.tokenIds(), r, reference.tokenIds(), seed);
    }

    List<Outcome> outcomes() {
      var outcomes = new ArrayList<Outcome>(identity.outcomes());
      outcomes.addAll(neurons.outcomes());
      outcomes.addAll(rows.outcomes());
      norms.outcome().ifPresent(outcomes::add);
      outcomes.addAll(channels.outcomes());
      outcomes.addAll(matching.outcomes());
      return outcomes;
    }

    List<Untestable> untestable() {
      var untestable = new ArrayList<Untestable>(identity.untestable());
      untestable.addAll(neurons.untestable());
      untestable.addAll(rows.untestable());
      norms.untestable().ifPresent(untestable::add);
      untestable.addAll(channels.untestable());
      untestable.addAll(matching.untestable());
      return untestable;
    }

    Optional<Sensitivity> sensitivity(Outcome outcome, Strength strength) {
      String component = outcome.component();
      return switch (outcome.family()) {
        case T0 -> identity.sensitivity(component, strength);
        case T1 -> neurons.sensitivity(component, strength, seed);
        case PHI_U -> rows.sensitivity(component, strength, seed);
        case T2 -> norms.sensitivity(strength, seed);
        case T4 -> channels.sensitivity(component, strength, seed);
        case T5 -> matching.sensitivity(component, strength);
      };
    }
  }
}
