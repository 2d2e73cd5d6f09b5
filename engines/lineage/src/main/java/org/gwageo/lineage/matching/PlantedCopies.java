package org.gwageo.lineage.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gwageo.lineage.checkpoint.CheckpointException;
import org.gwageo.lineage.independence.Family;
import org.gwageo.lineage.independence.Sensitivity;
import org.gwageo.lineage.independence.Strength;
import org.gwageo.lineage.matching.MatchingRun.Depth;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.statistics.Permutations;

/**
 * How small a copy the test would have found: neurons of the reference, in random order, take the
 * place of a share of the subject's, or are mixed into all of them, and the pair is matched again.
 *
 * <p>They are planted as responses. That is what planting them into the subject's tensors comes to
 * once its basis of the residual stream is the reference's, as it is in a real copy.
 */
final class PlantedCopies {

  /** The planted shares, ascending. */
  private static final double[] GRID = {0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1};

  private final ComponentMatch component;
  private final NeuronProfile subject;
  private final NeuronProfile reference;
  private final Responses rows;
  private final Responses columns;
  private final int[] places;
  private final int[] sources;

  private PlantedCopies(
      ComponentMatch component,
      NeuronProfile subject,
      NeuronProfile reference,
      Responses rows,
      Responses columns,
      long seed) {
    this.component = component;
    this.subject = subject;
    this.reference = reference;
    this.rows = rows;
    this.columns = columns;
    var random = new SplittableRandom(seed);
    places = Permutations.identity(rows.size());
    sources = Permutations.identity(columns.size());
    Permutations.shuffle(places, random);
    Permutations.shuffle(sources, random);
  }

  /** Prepares the component's middle pair, of those fixed beforehand if there are any. */
  static PlantedCopies into(ComponentMatch component, long seed) throws CheckpointException {
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
    Responses columns = run.columns(reference, depth, reference.ascending());
    int probes = columns.views().getFirst().columns();
    Responses rows = run.rows(subject, depth.from(), pair.neurons(), probes);
    return new PlantedCopies(component, subject, reference, rows, columns, seed);
  }

  Sensitivity copies(Strength strength) {
    return measured(
        "neurons of one layer, in any order",
        strength,
        share -> found((int) Math.round(share * places.length), 1));
  }

  Sensitivity merges(Strength strength) {
    return measured(
        "weight in a merge of one layer", strength, weight -> found(places.length, weight));
  }

  /** Halves the grid until the smallest share is found that is indicated. */
  private Sensitivity measured(String unit, Strength strength, Sensitivity.Planted planted) {
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
        component.component(),
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

  private double[] found(int count, double weight) {
    var views = new ArrayList<FloatMatrix>();
    for (int v = 0; v < rows.views().size(); v++) {
      FloatMatrix own = rows.views().get(v);
      FloatMatrix other = columns.views().get(v);
      FloatMatrix mixed = FloatMatrix.of(own.toArray(), own.rows(), own.columns());
      for (int i = 0; i < count; i++) {
        mix(mixed, places[i], other, sources[i], (float) weight);
      }
      views.add(mixed);
    }
    PairMatch planted =
        component
            .run()
            .matcher()
            .match(subject, new Responses(rows.neurons(), views), reference, columns);
    Route correlation = component.byCorrelation(planted);
    Route agreement = component.byAgreement(planted);
    Route better = agreement.log10p() <= correlation.log10p() ? agreement : correlation;
    return new double[] {better.z(), better.log10p()};
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
