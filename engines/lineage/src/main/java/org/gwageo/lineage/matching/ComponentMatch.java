package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.independence.LayerMatch;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.statistics.LogTails;

/** All pairs of blocks of one component, and what they say together. */
final class ComponentMatch {

  private final String component;
  private final MatchingRun run;
  private final MatchingPlan.Result result;

  ComponentMatch(String component, MatchingRun run, MatchingPlan.Result result) {
    this.component = component;
    this.run = run;
    this.result = result;
  }

  String component() {
    return component;
  }

  MatchingRun run() {
    return run;
  }

  MatchingPlan.Result result() {
    return result;
  }

  /** Returns the route with the smallest p-value; the three share the error rate evenly. */
  Optional<Route> best() {
    var routes = new ArrayList<Route>();
    for (PairMatch pair : result.tested()) {
      Controls controls = controls(pair);
      routes.add(controls.byCorrelation(pair));
      routes.add(controls.byAgreement(pair));
    }
    inPlace().ifPresent(routes::add);
    return routes.stream()
        .min(Comparator.comparingDouble(Route::log10p).thenComparingDouble(route -> -route.z()));
  }

  /**
   * What a pair's statistics are held against.
   *
   * @param correlation the correlations of other pairs
   * @param agreement the roots of their agreements
   * @param correction log10 of everything that was tried
   */
  record Controls(DepthControl correlation, DepthControl agreement, double correction) {

    /** Spearman's correlation of two matchings of one pair of blocks. */
    Route byCorrelation(PairMatch pair) {
      double z = correlation.calibrated(pair.z(), 0, 1);
      double log10p = Math.max(pair.matchingLog10p(), correlation.log10p(z)) + correction;
      double rho = pair.z() / Math.sqrt(pair.neurons() - 1.0);
      return new Route(
          "correlation of matchings", rho, pair.z(), z, Math.min(0, log10p), correlation, pair);
    }

    /** The number of neurons to which two views of one pair of blocks give the same partner. */
    Route byAgreement(PairMatch pair) {
      double expected = 2 * Math.sqrt(pair.expectedAgreeing() + 0.375);
      double z = agreement.calibrated(pair.agreementRoot(), expected, 1);
      double log10p = Math.max(pair.agreementLog10p(), agreement.log10p(z)) + correction;
      return new Route(
          "agreement of matchings",
          pair.agreement(),
          pair.agreementRoot() - expected,
          z,
          Math.min(0, log10p),
          agreement,
          pair);
    }
  }

  /** Returns the controls of a pair of blocks, which depend on its places alone. */
  Controls controls(PairMatch pair) {
    List<PairMatch> pool = DepthControl.pool(result.all(), pair);
    return new Controls(
        DepthControl.of(pool, PairMatch::z),
        DepthControl.of(pool, PairMatch::agreementRoot),
        StrictMath.log10((double) Route.COUNT * Math.max(1, result.tried())));
  }

  /** The pairs that were fixed beforehand, their independent correlations added over their root. */
  private Optional<Route> inPlace() {
    List<PairMatch> fixed = result.fixed();
    if (fixed.size() < 2) {
      return Optional.empty();
    }
    var free = new ArrayList<>(result.all());
    free.removeAll(fixed);
    PairMatch first = fixed.getFirst();
    var control = DepthControl.of(DepthControl.withoutMatches(free), PairMatch::z);
    double sum = fixed.stream().mapToDouble(PairMatch::z).sum() / Math.sqrt(fixed.size());
    double z = control.calibrated(sum, 0, fixed.size());
    double log10p =
        Math.max(LogTails.normal(sum), control.log10p(z)) + StrictMath.log10(Route.COUNT);
    double rho =
        fixed.stream()
            .mapToDouble(pair -> pair.z() / Math.sqrt(pair.neurons() - 1.0))
            .average()
            .orElse(0);
    return Optional.of(
        new Route("layers fixed beforehand", rho, sum, z, Math.min(0, log10p), control, first));
  }

  /** Returns for every layer of the subject its best layer, if it is significant at 1e-3. */
  List<LayerMatch> layerMap() {
    var best = new TreeMap<Integer, LayerMatch>();
    for (PairMatch pair : result.tested()) {
      Route route = controls(pair).byAgreement(pair);
      if (route.log10p() <= Strength.INDICATED_LOG10P) {
        var match =
            new LayerMatch(
                pair.subject().layer(), pair.reference().layer(), route.z(), route.log10p());
        best.merge(match.subject(), match, (a, b) -> a.z() >= b.z() ? a : b);
      }
    }
    return List.copyOf(best.values());
  }

  /** Returns the tested pairs whose agreement is significant at 1e-3. */
  List<PairMatch> significant() {
    return result.tested().stream()
        .filter(pair -> controls(pair).byAgreement(pair).log10p() <= Strength.INDICATED_LOG10P)
        .toList();
  }

  /**
   * Returns how much of each block of the reference was found in the subject: the neurons that some
   * significant pair matched in agreement, as a share of the block's. Where a pair matched only a
   * sample of the subject's neurons, its share is scaled up by their number.
   */
  Map<Place, Double> coverage() {
    var shares = new TreeMap<Place, Double>();
    for (PairMatch pair : significant()) {
      double own = 1;
      for (NeuronProfile profile : run.subject()) {
        if (profile.block().place().equals(pair.subject())) {
          own = profile.size();
        }
      }
      double found = pair.partners().length - pair.expectedAgreeing();
      double share = found / pair.candidates() * own / pair.neurons();
      shares.merge(pair.reference(), Math.clamp(share, 0, 1), (a, b) -> Math.min(1, a + b));
    }
    return shares;
  }
}
