package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Crew;
import org.gwageo.lineage.division.TowerPair;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.independence.Outcome;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.independence.Untestable;

/**
 * T5: do several views of the same neurons lead to the same partners in the other model?
 *
 * <p>The neurons of two blocks are matched once per view by how they respond to probes that both
 * models share. If the blocks are unrelated, what one matrix says about a neuron's partner has
 * nothing to do with what another says; if one was made from the other, they agree, in whatever
 * order neurons and channels stand, however the stream is rotated, whatever the widths are. Two
 * numbers are taken from it: Spearman's correlation of two matchings (Zhu et al. 2025, φ_MATCH,
 * with probes in place of activations) and the count of neurons with the same partner, which sees
 * partial copies.
 *
 * <p>The null is not exact: models of similar text match by meaning. Every comparison therefore
 * carries its own control, the same statistic between other blocks of the same two models ({@link
 * DepthControl}), and a p-value is the larger of theory's and the control's. Controls with other
 * models may be laid over {@link #pairs(String)}.
 *
 * <p>All draws come from the seed; results do not depend on the number of threads.
 */
public final class NeuronMatching {

  private final SequencedMap<String, ComponentMatch> components = new LinkedHashMap<>();
  private final List<Untestable> untestable = new ArrayList<>();
  private final TowerPair towers;
  private final MatchingEffort effort;
  private final long seed;

  private NeuronMatching(TowerPair towers, MatchingEffort effort, long seed) {
    this.towers = towers;
    this.effort = effort;
    this.seed = seed;
  }

  /**
   * Matches the blocks of two towers.
   *
   * @param subjectIds the subject's token ids by token; empty if it has no tokenizer
   * @param referenceIds the same of the reference
   * @param layerMap layers that other tests found to correspond; empty to look at all
   * @param seed the key of the choice of probes and neurons; it is part of the report
   * @throws CheckpointException if an MLP's tensors do not fit together, or a weight or response is
   *     not a finite number
   */
  public static NeuronMatching of(
      Tower subject,
      Map<String, Integer> subjectIds,
      Tower reference,
      Map<String, Integer> referenceIds,
      List<LayerMatch> layerMap,
      MatchingEffort effort,
      long seed)
      throws CheckpointException {
    return of(
        new TowerPair(subject, reference, Crew.ofThisMachine(effort.threads())),
        subjectIds,
        referenceIds,
        layerMap,
        effort,
        seed);
  }

  /**
   * Matches the blocks of two towers, one piece per block to read it and one per block of the
   * reference to match it.
   *
   * @param subjectIds the subject's token ids by token; empty if it has no tokenizer
   * @param referenceIds the same of the reference
   * @param layerMap layers that other tests found to correspond; empty to look at all
   * @param seed the key of the choice of probes and neurons; it is part of the report
   * @throws CheckpointException if an MLP's tensors do not fit together, or a weight or response is
   *     not a finite number
   */
  public static NeuronMatching of(
      TowerPair towers,
      Map<String, Integer> subjectIds,
      Map<String, Integer> referenceIds,
      List<LayerMatch> layerMap,
      MatchingEffort effort,
      long seed)
      throws CheckpointException {
    var matching = new NeuronMatching(towers, effort, seed);
    var chosen =
        Probes.of(
            towers.subject(), subjectIds, towers.reference(), referenceIds, effort.probes(), seed);
    switch (chosen) {
      case ProbeChoice.Refused refused ->
          matching.refuse(componentOfMlp(towers.subject()), refused.reason());
      case ProbeRows probes -> matching.match(probes, layerMap);
    }
    return matching;
  }

  private static String componentOfMlp(Tower tower) {
    return tower.name().equals(Place.TEXT) ? "mlp" : tower.name() + ".mlp";
  }

  private void refuse(String component, String reason) {
    untestable.add(new Untestable(component, Family.T5, reason));
  }

  private void match(ProbeRows probes, List<LayerMatch> layerMap) throws CheckpointException {
    var own = profiles(0, probes);
    var other = profiles(1, probes);
    if (own.isEmpty()) {
      refuse(componentOfMlp(towers.subject()), "the subject has no MLP of a known layout");
    }
    for (Map.Entry<String, List<NeuronProfile>> entry : own.entrySet()) {
      String component = entry.getKey();
      List<NeuronProfile> counterpart = counterpart(component, other);
      if (counterpart.isEmpty()) {
        refuse(component, "the reference has no MLP of a known layout");
        continue;
      }
      var run = new MatchingRun(entry.getValue(), counterpart, probes, towers, seed);
      var result = new MatchingPlan(run, effort, layerMap).execute();
      if (result.tested().isEmpty()) {
        refuse(component, tooSmall(entry.getValue(), counterpart));
      } else {
        components.put(component, new ComponentMatch(component, run, result));
      }
    }
  }

  private static String tooSmall(List<NeuronProfile> own, List<NeuronProfile> other) {
    return ("no two MLPs of equal kind have %d live neurons that are no duplicates: subject at most"
            + " %d in %d views, reference at most %d in %d")
        .formatted(
            MatchingPlan.LEAST_ROWS,
            own.stream().mapToInt(NeuronProfile::size).max().orElse(0),
            own.getFirst().block().views(),
            other.stream().mapToInt(NeuronProfile::size).max().orElse(0),
            other.getFirst().block().views());
  }

  private SequencedMap<String, List<NeuronProfile>> profiles(int model, ProbeRows probes)
      throws CheckpointException {
    Tower tower = model == 0 ? towers.subject() : towers.reference();
    List<MlpBlock> blocks =
        MlpBlock.all(tower).stream()
            .filter(block -> block.channels() == probes.channels(tower))
            .toList();
    List<NeuronProfile.Read> read =
        towers.compute(
            blocks.stream()
                .map(block -> new NeuronProfile.Reading(model, block.place(), seed))
                .toList());
    var profiles = new LinkedHashMap<String, List<NeuronProfile>>();
    for (int i = 0; i < blocks.size(); i++) {
      profiles
          .computeIfAbsent(blocks.get(i).place().component(), any -> new ArrayList<>())
          .add(new NeuronProfile(blocks.get(i), read.get(i)));
    }
    return profiles;
  }

  /**
   * Experts are compared with experts; where the reference has none, with its dense MLPs, which
   * they may be copies or slices of, and the other way round.
   */
  private static List<NeuronProfile> counterpart(
      String component, Map<String, List<NeuronProfile>> reference) {
    List<NeuronProfile> same = reference.get(component);
    if (same != null) {
      return same;
    }
    for (String other : List.of("mlp", "experts", "shared-experts")) {
      for (Map.Entry<String, List<NeuronProfile>> entry : reference.entrySet()) {
        if (entry.getKey().equals(other) || entry.getKey().endsWith("." + other)) {
          return entry.getValue();
        }
      }
    }
    return List.of();
  }

  /** Returns one outcome per component of the subject that could be compared. */
  public List<Outcome> outcomes() {
    var outcomes = new ArrayList<Outcome>();
    for (ComponentMatch component : components.values()) {
      component.best().ifPresent(route -> outcomes.add(outcome(component, route)));
    }
    return outcomes;
  }

  private Outcome outcome(ComponentMatch component, Route route) {
    var result = component.result();
    PairMatch best = route.best();
    var details = new LinkedHashMap<String, Object>();
    details.put("route", route.name());
    details.put("probes", component.run().probes(result.depth().probes()));
    details.put("probeSource", component.run().route());
    details.put("seed", seed);
    details.put("pairs", result.route());
    details.put("pairsTried", result.tried());
    details.put("pairsTested", result.tested().size());
    details.put("neurons", best.neurons());
    details.put("subjectLayer", best.subject().layer());
    details.put("referenceLayer", best.reference().layer());
    if (best.subject().expert() >= 0) {
      details.put("subjectExpert", best.subject().expert());
    }
    if (best.reference().expert() >= 0) {
      details.put("referenceExpert", best.reference().expert());
    }
    details.put("matchingZ", best.z());
    details.put("agreement", best.agreement());
    details.put("scalarZ", best.scalarZ());
    details.put("rawZ", route.raw());
    details.put("controls", route.control().count());
    details.put("controlMean", route.control().mean());
    details.put("controlDeviation", route.control().deviation());
    details.put("controlMost", route.control().most());
    if (!route.control().enough()) {
      details.put("allowance", DepthControl.ALLOWANCE);
    }
    component.coverage().values().stream()
        .max(Double::compare)
        .ifPresent(share -> details.put("coverage", share));
    return new Outcome(
        component.component(),
        Family.T5,
        route.statistic(),
        route.z(),
        route.log10p(),
        false,
        details);
  }

  /** Returns the components that nothing can be said about, with the reason. */
  public List<Untestable> untestable() {
    return List.copyOf(untestable);
  }

  /** Returns all matched pairs of blocks of a component, the controls among them. */
  public List<PairMatch> pairs(String component) {
    ComponentMatch found = components.get(component);
    return found == null ? List.of() : List.copyOf(found.result().all());
  }

  /** Returns the pairs of blocks of all components whose agreement is significant at 1e-3. */
  public List<PairMatch> matched() {
    return components.values().stream().flatMap(found -> found.significant().stream()).toList();
  }

  /**
   * Returns the subject's layers that this test alone finds in the reference, with calibrated z;
   * significant at 1e-3 after correction over all pairs tried.
   */
  public List<LayerMatch> layerMap() {
    var best = new TreeMap<Integer, LayerMatch>();
    for (ComponentMatch component : components.values()) {
      for (LayerMatch match : component.layerMap()) {
        best.merge(match.subject(), match, (a, b) -> a.z() >= b.z() ? a : b);
      }
    }
    return List.copyOf(best.values());
  }

  /** Returns which share of each block of the reference was found, by the reference's place. */
  public Map<Place, Double> coverage(String component) {
    ComponentMatch found = components.get(component);
    return found == null ? Map.of() : Collections.unmodifiableMap(found.coverage());
  }

  /** Returns which share of one block's neurons, copied in any order, would have been found. */
  public Optional<Sensitivity> sensitivity(String component, Strength strength)
      throws CheckpointException {
    return planted(component, false, strength);
  }

  /** Returns with which weight a merge of one block would have been found. */
  public Optional<Sensitivity> mergeSensitivity(String component, Strength strength)
      throws CheckpointException {
    return planted(component, true, strength);
  }

  private Optional<Sensitivity> planted(String component, boolean merged, Strength strength)
      throws CheckpointException {
    ComponentMatch found = components.get(component);
    return found == null
        ? Optional.empty()
        : Optional.of(towers.compute(PlantedCopies.into(found, merged, strength, seed)));
  }
}
