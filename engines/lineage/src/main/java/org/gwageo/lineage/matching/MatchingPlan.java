package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.matching.MatchingRun.Depth;
import org.gwageo.lineage.matching.MatchingRun.Pair;

/**
 * Which pairs of blocks are matched, and how closely.
 *
 * <p>Where all pairs fit a thirtieth of the effort, all are matched with as many neurons as it
 * allows. Otherwise all pairs, or those of a window of depths, are screened with few neurons, and
 * for every block of the subject the best reference block is matched again with other neurons,
 * together with the runners-up, which serve as controls. A layer map that other tests found takes
 * the place of the screen.
 */
final class MatchingPlan {

  /** Fewer matched neurons than this give no usable correlation. */
  static final int LEAST_ROWS = 32;

  private static final double WHOLE_SHARE = 1.0 / 30;
  private static final double SCREEN_SHARE = 1.0 / 3;
  private static final int SCREEN_ROWS = 256;
  private static final int SCREEN_PROBES = 512;
  private static final int CONTROLS = 30;
  private static final int MOST_RUNNERS_UP = 3;

  /** Beyond this many pairs of experts only those are matched whose signatures fit. */
  private static final int MOST_EXPERT_PAIRS = 4_096;

  /**
   * What was matched.
   *
   * @param tested the pairs that are tested
   * @param all the tested pairs and those that only serve as controls
   * @param tried how many pairs the tested ones were chosen from
   * @param fixed the tested pairs that were fixed before anything was matched: the layers in place
   *     or the layer map handed in
   * @param depth how closely they were looked at
   * @param route how the pairs were chosen, in words
   */
  record Result(
      List<PairMatch> tested,
      List<PairMatch> all,
      int tried,
      List<PairMatch> fixed,
      Depth depth,
      String route) {}

  private final MatchingRun run;
  private final MatchingEffort effort;
  private final List<LayerMatch> layerMap;

  MatchingPlan(MatchingRun run, MatchingEffort effort, List<LayerMatch> layerMap) {
    this.run = run;
    this.effort = effort;
    this.layerMap = layerMap;
  }

  Result execute() throws CheckpointException {
    List<Pair> all = allPairs();
    Depth whole = new Depth(effort.probes(), 0, effort.rows());
    Set<Pair> fixed = fixed(all);
    if (run.cost(all, whole) <= WHOLE_SHARE * effort.operations()) {
      List<PairMatch> matches = run.match(all, whole, LEAST_ROWS);
      return new Result(matches, matches, all.size(), chosen(matches, fixed), whole, "all pairs");
    }
    List<Pair> candidates = candidates(all);
    Depth screen = screenDepth(candidates);
    if (!layerMap.isEmpty() && !experts()) {
      Map<Pair, PairMatch> none = Map.of();
      return confirm(new LinkedHashSet<>(fixed), all, none, whole, fixed, "layer map");
    }
    candidates = window(candidates, screen);
    var screened = new HashMap<Pair, PairMatch>();
    for (PairMatch match : run.match(candidates, screen, LEAST_ROWS)) {
      screened.put(pair(match), match);
    }
    if (screened.isEmpty()) {
      return new Result(List.of(), List.of(), 0, List.of(), screen, "no pair large enough");
    }
    // Fresh neurons where there are enough; the correction for all pairs tried holds either way.
    int fresh = smallest(candidates) >= screen.rows() + SCREEN_ROWS ? screen.rows() : 0;
    Depth deep = new Depth(effort.probes(), fresh, effort.rows());
    SequencedSet<Pair> confirmed = new LinkedHashSet<>(best(screened, 0, 1));
    confirmed.addAll(fixed.stream().filter(screened::containsKey).toList());
    return confirm(confirmed, candidates, screened, deep, fixed, "screened pairs");
  }

  private Result confirm(
      SequencedSet<Pair> confirmed,
      List<Pair> candidates,
      Map<Pair, PairMatch> screened,
      Depth wanted,
      Set<Pair> fixed,
      String route)
      throws CheckpointException {
    List<Pair> affordable = new ArrayList<>(confirmed);
    affordable.sort(
        Comparator.comparingDouble(
            (Pair pair) -> -(screened.containsKey(pair) ? strength(screened, pair) : 0)));
    Depth depth = affordableDepth(affordable, wanted);
    while (affordable.size() > 1 && run.cost(affordable, depth) > effort.operations()) {
      affordable = affordable.subList(0, (affordable.size() + 1) / 2);
    }
    var chosen = new LinkedHashSet<>(affordable);
    var withControls = new LinkedHashSet<>(chosen);
    int each = Math.clamp((CONTROLS + chosen.size() - 1) / chosen.size(), 1, MOST_RUNNERS_UP);
    withControls.addAll(
        screened.isEmpty()
            ? neighbours(chosen, candidates, each)
            : runnersUp(screened, chosen, each));
    List<PairMatch> matches = run.match(List.copyOf(withControls), depth, LEAST_ROWS);
    return new Result(
        chosen(matches, chosen), matches, candidates.size(), chosen(matches, fixed), depth, route);
  }

  private List<Pair> allPairs() {
    var pairs = new ArrayList<Pair>();
    for (int i = 0; i < run.subject().size(); i++) {
      for (int j = 0; j < run.reference().size(); j++) {
        if (run.subject().get(i).block().views() == run.reference().get(j).block().views()) {
          pairs.add(new Pair(i, j));
        }
      }
    }
    return pairs;
  }

  private Place subject(Pair pair) {
    return run.subject().get(pair.subject()).block().place();
  }

  private Place reference(Pair pair) {
    return run.reference().get(pair.reference()).block().place();
  }

  private boolean experts() {
    return run.subject().stream().anyMatch(own -> own.block().place().expert() >= 0)
        || run.reference().stream().anyMatch(own -> own.block().place().expert() >= 0);
  }

  /** The pairs fixed beforehand: the layer map, or equal places where both have the same ones. */
  private Set<Pair> fixed(List<Pair> all) {
    var fixed = new LinkedHashSet<Pair>();
    if (!layerMap.isEmpty()) {
      for (Pair pair : all) {
        boolean mapped =
            layerMap.stream()
                .anyMatch(
                    match ->
                        match.subject() == subject(pair).layer()
                            && match.reference() == reference(pair).layer());
        if (mapped && subject(pair).expert() == reference(pair).expert()) {
          fixed.add(pair);
        }
      }
      return fixed;
    }
    if (places(run.subject()).equals(places(run.reference()))) {
      all.stream().filter(pair -> subject(pair).equals(reference(pair))).forEach(fixed::add);
    }
    return fixed;
  }

  private static List<Place> places(List<NeuronProfile> profiles) {
    return profiles.stream().map(profile -> profile.block().place()).toList();
  }

  private List<Pair> candidates(List<Pair> all) throws CheckpointException {
    List<Pair> mapped = all;
    if (!layerMap.isEmpty()) {
      var layers =
          layerMap.stream()
              .map(match -> List.of(match.subject(), match.reference()))
              .collect(Collectors.toSet());
      mapped =
          all.stream()
              .filter(
                  pair -> layers.contains(List.of(subject(pair).layer(), reference(pair).layer())))
              .toList();
    }
    if (mapped.size() <= MOST_EXPERT_PAIRS || !experts()) {
      return mapped.isEmpty() ? all : mapped;
    }
    return ExpertSignatures.matched(run, within(mapped, 0));
  }

  /** Narrows the window of relative depths until the screen is affordable. */
  private List<Pair> window(List<Pair> candidates, Depth depth) {
    List<Pair> narrowed = candidates;
    for (double width = 0.5;
        width > 0.01 && run.cost(narrowed, depth) > SCREEN_SHARE * effort.operations();
        width /= 2) {
      narrowed = within(candidates, width);
    }
    return narrowed;
  }

  private List<Pair> within(List<Pair> pairs, double width) {
    double subjectLayers = layers(run.subject());
    double referenceLayers = layers(run.reference());
    return pairs.stream()
        .filter(
            pair ->
                Math.abs(
                        subject(pair).layer() / subjectLayers
                            - reference(pair).layer() / referenceLayers)
                    <= Math.max(width, 0.5 / Math.max(subjectLayers, referenceLayers)))
        .toList();
  }

  private static double layers(List<NeuronProfile> profiles) {
    return profiles.stream().mapToInt(own -> own.block().place().layer()).max().orElse(0) + 1.0;
  }

  /** Returns the size of the smallest block of the subject. */
  private int smallest(List<Pair> pairs) {
    return pairs.stream()
        .mapToInt(pair -> run.subject().get(pair.subject()).size())
        .min()
        .orElse(0);
  }

  private Depth screenDepth(List<Pair> candidates) {
    int rows = Math.clamp(smallest(candidates) / 2, LEAST_ROWS, SCREEN_ROWS);
    Depth depth = new Depth(Math.min(SCREEN_PROBES, effort.probes()), 0, rows);
    while (depth.rows() >= 2 * LEAST_ROWS
        && run.cost(candidates, depth) > SCREEN_SHARE * effort.operations()) {
      depth = new Depth(Math.max(256, depth.probes() / 2), 0, depth.rows() / 2);
    }
    return depth;
  }

  private Depth affordableDepth(List<Pair> pairs, Depth wanted) {
    Depth depth = wanted;
    double limit = effort.operations() / (1 + MOST_RUNNERS_UP);
    while (depth.rows() > SCREEN_ROWS && run.cost(pairs, depth) > limit) {
      depth =
          new Depth(Math.max(SCREEN_PROBES, depth.probes() / 2), depth.from(), depth.rows() / 2);
    }
    return depth;
  }

  /** Returns for each block of the subject its screened pairs number {@code from} to {@code to}. */
  private static List<Pair> best(Map<Pair, PairMatch> screened, int from, int to) {
    var bySubject = new TreeMap<Integer, List<Pair>>();
    screened.forEach(
        (pair, match) ->
            bySubject.computeIfAbsent(pair.subject(), any -> new ArrayList<>()).add(pair));
    var chosen = new ArrayList<Pair>();
    bySubject.forEach(
        (subject, pairs) -> {
          pairs.sort(
              Comparator.comparingDouble((Pair pair) -> -strength(screened, pair))
                  .thenComparingInt(Pair::reference));
          chosen.addAll(pairs.subList(Math.min(from, pairs.size()), Math.min(to, pairs.size())));
        });
    return chosen;
  }

  private static double strength(Map<Pair, PairMatch> screened, Pair pair) {
    PairMatch match = screened.get(pair);
    return match == null ? 0 : match.agreementRoot() + 0.1 * match.z();
  }

  private static List<Pair> runnersUp(Map<Pair, PairMatch> screened, Set<Pair> chosen, int each) {
    var subjects = chosen.stream().map(Pair::subject).collect(Collectors.toSet());
    return best(screened, 1, 1 + each).stream()
        .filter(pair -> subjects.contains(pair.subject()))
        .toList();
  }

  /** Returns for each pair others of the same block of the subject, the nearest depths first. */
  private List<Pair> neighbours(Set<Pair> chosen, List<Pair> all, int each) {
    var neighbours = new ArrayList<Pair>();
    for (Pair pair : chosen) {
      all.stream()
          .filter(other -> other.subject() == pair.subject() && !chosen.contains(other))
          .sorted(
              Comparator.comparingInt(
                      (Pair other) -> Math.abs(reference(other).layer() - reference(pair).layer()))
                  .thenComparingInt(Pair::reference))
          .limit(each)
          .forEach(neighbours::add);
    }
    return neighbours;
  }

  private Pair pair(PairMatch match) {
    return new Pair(
        index(run.subject(), match.subject()), index(run.reference(), match.reference()));
  }

  private static int index(List<NeuronProfile> profiles, Place place) {
    for (int i = 0; i < profiles.size(); i++) {
      if (profiles.get(i).block().place().equals(place)) {
        return i;
      }
    }
    throw new IllegalStateException("no block at " + place);
  }

  private List<PairMatch> chosen(List<PairMatch> matches, Set<Pair> pairs) {
    return matches.stream().filter(match -> pairs.contains(pair(match))).toList();
  }
}
