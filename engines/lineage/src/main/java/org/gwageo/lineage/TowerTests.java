package org.gwageo.lineage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.lineage.alignment.AlignedChannelGramTest;
import org.gwageo.lineage.alignment.ChannelAlignment;
import org.gwageo.lineage.alignment.CrossFittedRotationTest;
import org.gwageo.lineage.alignment.NeuronPartners;
import org.gwageo.lineage.alignment.PolarTraceTest;
import org.gwageo.lineage.anatomy.Part;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Role;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.independence.ChannelGramTest;
import org.gwageo.lineage.independence.ElementIdentityTest;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.independence.NeuronRowTest;
import org.gwageo.lineage.independence.NeuronScalarTest;
import org.gwageo.lineage.independence.NormGainTest;
import org.gwageo.lineage.independence.NormGainTest.GainSimilarity;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.independence.Untestable;
import org.gwageo.lineage.matching.NeuronMatching;
import org.gwageo.lineage.matching.PairMatch;
import org.gwageo.lineage.notevidence.Misleading;
import org.gwageo.lineage.notevidence.NotEvidence;
import org.jspecify.annotations.Nullable;

/**
 * All families of tests on one pair of towers. The families that need no order of layers come
 * first; the layer map of the neurons' scalars then tells the others which layers to look at.
 */
final class TowerTests {

  private final Tower subject;
  private final ElementIdentityTest identity;
  private final NeuronScalarTest neurons;
  private final NeuronRowTest rows;
  private final NormGainTest norms;
  private final ChannelGramTest channels;
  private final PolarTraceTest trace;
  private final @Nullable AlignedChannelGramTest aligned;
  private final NeuronMatching matching;
  private final CrossFittedRotationTest rotated;
  private final List<LayerMatch> layerMap;
  private final List<Misleading> notEvidence;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final long seed;

  private TowerTests(
      TowerPair towers,
      Map<String, Integer> subjectIds,
      Map<String, Integer> referenceIds,
      Settings settings)
      throws CheckpointException {
    this.subject = towers.subject();
    this.seed = settings.seed();
    Tower reference = towers.reference();
    identity = ElementIdentityTest.of(towers, seed);
    neurons = NeuronScalarTest.of(towers);
    rows = NeuronRowTest.of(towers, seed);
    norms = NormGainTest.of(towers);
    channels = ChannelGramTest.of(towers, seed);
    trace = PolarTraceTest.of(towers, subjectIds, referenceIds, seed);
    List<LayerMatch> byScalars = neurons.layerMap();
    ChannelAlignment alignment = alignment(subject, reference, trace);
    aligned =
        alignment == null ? null : AlignedChannelGramTest.of(towers, alignment, byScalars, seed);
    matching =
        NeuronMatching.of(towers, subjectIds, referenceIds, byScalars, settings.effort(), seed);
    layerMap = strongest(byScalars, matching.layerMap());
    rotated =
        CrossFittedRotationTest.of(
            towers, layerMap, partners(subject, matching), trace.rotation(), seed);
    notEvidence = NotEvidence.of(towers, seed).withTokens(subjectIds, referenceIds).all();
    collect();
  }

  private void collect() {
    outcomes.addAll(identity.outcomes());
    outcomes.addAll(neurons.outcomes());
    outcomes.addAll(rows.outcomes());
    norms.outcome().ifPresent(outcomes::add);
    outcomes.addAll(trace.outcomes());
    outcomes.addAll(channels.outcomes());
    if (aligned != null) {
      outcomes.addAll(aligned.outcomes());
    }
    outcomes.addAll(matching.outcomes());
    outcomes.addAll(rotated.outcomes());
  }

  /** Runs every family that the shapes of two towers allow. */
  static TowerTests of(
      TowerPair towers,
      Map<String, Integer> subjectIds,
      Map<String, Integer> referenceIds,
      Settings settings)
      throws CheckpointException {
    return new TowerTests(towers, subjectIds, referenceIds, settings);
  }

  /** The order of channels that the embeddings tell, the stored one without embeddings, or null. */
  private static @Nullable ChannelAlignment alignment(
      Tower subject, Tower reference, PolarTraceTest trace) {
    Optional<ChannelAlignment> found = trace.alignment();
    if (found.isPresent()) {
      return found.get();
    }
    return subject.width() == reference.width() && subject.width() > 0
        ? ChannelAlignment.identity(subject.width())
        : null;
  }

  /** The matched layers of both maps, the stronger match where both have one. */
  private static List<LayerMatch> strongest(List<LayerMatch> a, List<LayerMatch> b) {
    var best = new TreeMap<Integer, LayerMatch>();
    a.forEach(match -> best.put(match.subject(), match));
    b.forEach(match -> best.merge(match.subject(), match, (x, y) -> x.z() >= y.z() ? x : y));
    return List.copyOf(best.values());
  }

  /** The partners that the matching found in dense MLPs. */
  private static NeuronPartners partners(Tower subject, NeuronMatching matching) {
    List<PairMatch> matched =
        matching.matched().stream().filter(pair -> pair.subject().expert() < 0).toList();
    if (matched.isEmpty()) {
      return NeuronPartners.unknown();
    }
    return (subjectLayer, referenceLayer) ->
        matched.stream()
            .filter(pair -> pair.subject().layer() == subjectLayer)
            .filter(pair -> pair.reference().layer() == referenceLayer)
            .findFirst()
            .flatMap(pair -> partners(subject, subjectLayer, pair));
  }

  private static Optional<int[]> partners(Tower subject, int layer, PairMatch pair) {
    Optional<Part> up = subject.part(Role.UP, layer, Place.NONE);
    if (up.isEmpty()) {
      return Optional.empty();
    }
    var partners = new int[Math.toIntExact(up.get().shape().getFirst())];
    Arrays.fill(partners, -1);
    for (int[] found : pair.partners()) {
      partners[found[0]] = found[1];
    }
    return Optional.of(partners);
  }

  Tower subject() {
    return subject;
  }

  List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  List<Untestable> untestable() {
    var untestable = new ArrayList<Untestable>(identity.untestable());
    untestable.addAll(neurons.untestable());
    untestable.addAll(rows.untestable());
    norms.untestable().ifPresent(untestable::add);
    untestable.addAll(trace.untestable());
    untestable.addAll(channels.untestable());
    if (aligned != null) {
      untestable.addAll(aligned.untestable());
    }
    untestable.addAll(matching.untestable());
    untestable.addAll(rotated.untestable());
    return untestable;
  }

  List<LayerMatch> layerMap() {
    return layerMap;
  }

  List<Misleading> notEvidence() {
    return notEvidence;
  }

  Optional<GainSimilarity> gainSimilarity() {
    return norms.similarity();
  }

  Optional<Sensitivity> sensitivity(Outcome outcome, Strength strength) throws CheckpointException {
    String component = outcome.component();
    return switch (outcome.family()) {
      case T0 -> identity.sensitivity(component, strength);
      case T1 -> neurons.sensitivity(component, strength, seed);
      case PHI_U -> rows.sensitivity(component, strength, seed);
      case T2 -> norms.sensitivity(strength, seed);
      case T3 -> trace.sensitivity(component, strength);
      case T4 -> channels.sensitivity(component, strength, seed);
      case T4_ALIGNED ->
          aligned == null ? Optional.empty() : aligned.sensitivity(component, strength);
      case T5 -> matching.sensitivity(component, strength);
      case T6 -> rotated.sensitivity(component, strength);
    };
  }
}
