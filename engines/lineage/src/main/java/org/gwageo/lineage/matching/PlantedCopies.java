package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gwageo.lineage.anatomy.Part.Extent;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.anatomy.Tower;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.division.Piece;
import org.gwageo.lineage.division.Site;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.matching.MatchingRun.Depth;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.numerics.MatrixProduct;
import org.gwageo.lineage.statistics.Permutations;

/**
 * How small a copy the test would have found: neurons of the reference, in random order, take the
 * place of a share of the subject's, or are mixed into all of them, and the pair is matched again.
 *
 * <p>They are planted as responses. That is what planting them into the subject's tensors comes to
 * once its basis of the residual stream is the reference's, as it is in a real copy.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlantedCopies(
    String component,
    ProbeRows probes,
    int count,
    BlockMatching.Rows subject,
    Place reference,
    int[] columns,
    ComponentMatch.Controls controls,
    boolean merged,
    Strength strength,
    long seed)
    implements Piece<Sensitivity> {

  /** The planted shares, ascending. */
  private static final double[] GRID = {0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1};

  /** Prepares the component's middle pair, of those fixed beforehand if there are any. */
  static PlantedCopies into(
      ComponentMatch component, boolean merged, Strength strength, long seed) {
    var result = component.result();
    List<PairMatch> usable = result.fixed().isEmpty() ? result.tested() : result.fixed();
    PairMatch pair = usable.get(usable.size() / 2);
    MatchingRun run = component.run();
    NeuronProfile subject =
        run.subject().stream()
            .filter(own -> own.block().place().equals(pair.subject()))
            .findFirst()
            .orElseThrow();
    NeuronProfile reference =
        run.reference().stream()
            .filter(own -> own.block().place().equals(pair.reference()))
            .findFirst()
            .orElseThrow();
    Depth depth = result.depth();
    return new PlantedCopies(
        component.component(),
        run.probes(),
        run.probesFor(reference, depth),
        new BlockMatching.Rows(pair.subject(), subject.neurons(depth.from(), pair.neurons())),
        pair.reference(),
        reference.ascending(),
        component.controls(pair),
        merged,
        strength,
        seed);
  }

  @Override
  public Sensitivity on(Site site) throws CheckpointException {
    var planting = new Planting(site);
    int all = subject.neurons().length;
    return merged
        ? measured("weight in a merge of one layer", weight -> planting.found(all, weight))
        : measured(
            "neurons of one layer, in any order",
            share -> planting.found((int) Math.round(share * all), 1));
  }

  @Override
  public List<Extent> reads(List<Tower> towers) {
    var extents = new ArrayList<>(probes.reads(towers));
    extents.addAll(MlpBlock.extents(towers.get(0), subject.place(), subject.neurons()));
    extents.addAll(MlpBlock.extents(towers.get(1), reference));
    return extents;
  }

  @Override
  public boolean wide() {
    return true;
  }

  /** Halves the grid until the smallest share is found that is indicated. */
  private Sensitivity measured(String unit, Sensitivity.Planted planted) {
    int low = 0;
    int high = GRID.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      double log10p = planted.at(GRID[middle])[1] + strength.log10Hypotheses();
      if (log10p <= Strength.INDICATED_LOG10P) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return new Sensitivity(
        component,
        Family.T5,
        unit,
        high < GRID.length ? GRID[high] : Double.NaN,
        established(high, strength, planted));
  }

  private static double established(int from, Strength strength, Sensitivity.Planted planted) {
    int low = from;
    int high = GRID.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      double[] found = planted.at(GRID[middle]);
      boolean enough =
          found[0] >= Strength.ESTABLISHED_Z
              && found[1] + strength.log10Hypotheses() <= Strength.ESTABLISHED_LOG10P;
      if (enough) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return high < GRID.length ? GRID[high] : Double.NaN;
  }

  /** The piece while it is computed. */
  private final class Planting {

    private final Responses rows;
    private final Responses other;
    private final MatrixProduct product;
    private final long key = BlockMatcher.key(seed, subject.place(), reference);
    private final int[] places;
    private final int[] sources;

    Planting(Site site) throws CheckpointException {
      product = site.product();
      other = BlockMatching.columns(site, reference, columns, probes, count);
      rows = subject.responses(site, probes, count);
      var random = new SplittableRandom(seed);
      places = Permutations.identity(rows.size());
      sources = Permutations.identity(other.size());
      Permutations.shuffle(places, random);
      Permutations.shuffle(sources, random);
    }

    double[] found(int count, double weight) {
      var views = new ArrayList<FloatMatrix>();
      for (int v = 0; v < rows.views().size(); v++) {
        FloatMatrix own = rows.views().get(v);
        FloatMatrix source = other.views().get(v);
        FloatMatrix mixed = FloatMatrix.of(own.toArray(), own.rows(), own.columns());
        for (int i = 0; i < count; i++) {
          mix(mixed, places[i], source, sources[i], (float) weight);
        }
        views.add(mixed);
      }
      int[][] partners =
          BlockMatcher.partners(new Responses(rows.neurons(), views), other, product, key);
      // The scalars of neurons decide nothing here.
      PairMatch planted =
          PairMatch.of(
              subject.place(), reference, other.size(), subject.neurons(), partners, 0, key);
      Route correlation = controls.byCorrelation(planted);
      Route agreement = controls.byAgreement(planted);
      Route better = agreement.log10p() <= correlation.log10p() ? agreement : correlation;
      return new double[] {better.z(), better.log10p()};
    }
  }

  private static void mix(FloatMatrix to, int row, FloatMatrix from, int source, float weight) {
    double squares = 0;
    for (int p = 0; p < to.columns(); p++) {
      float value = (1 - weight) * to.at(row, p) + weight * from.at(source, p);
      to.put(row, p, value);
      squares += (double) value * value;
    }
    float scale = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
    for (int p = 0; p < to.columns(); p++) {
      to.put(row, p, to.at(row, p) * scale);
    }
  }
}
