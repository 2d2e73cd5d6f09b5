package org.gwageo.lineage.matching;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.gwageo.lineage.anatomy.Place;
import org.gwageo.lineage.statistics.LogTails;
import org.gwageo.lineage.statistics.MidRanks;
import org.gwageo.lineage.statistics.Permutations;

/**
 * Neurons of one block of the subject matched with those of one block of the reference, once per
 * view, and how far the matchings agree.
 */
public final class PairMatch {

  private final Place subject;
  private final Place reference;
  private final int candidates;
  private final int[] rows;
  private final int[][] partners;
  private final double[] z;
  private final int[] agreeing;
  private final double scalarZ;

  private PairMatch(
      Place subject,
      Place reference,
      int candidates,
      int[] rows,
      int[][] partners,
      double[] z,
      int[] agreeing,
      double scalarZ) {
    this.subject = subject;
    this.reference = reference;
    this.candidates = candidates;
    this.rows = rows;
    this.partners = partners;
    this.z = z;
    this.agreeing = agreeing;
    this.scalarZ = scalarZ;
  }

  /**
   * Compares the matchings of all pairs of views.
   *
   * <p>Ranks are taken of random labels of the reference's neurons, because a reference whose
   * neurons are sorted, by importance for instance, would give unrelated matchings a common trend.
   *
   * @param candidates how many neurons of the reference could be chosen
   * @param rows the subject's neurons
   * @param partners per view the reference's neuron of every row
   */
  static PairMatch of(
      Place subject,
      Place reference,
      int candidates,
      int[] rows,
      int[][] partners,
      double scalarZ,
      long seed) {
    int views = partners.length;
    int largest = Arrays.stream(partners).flatMapToInt(Arrays::stream).max().orElse(0);
    int[] labels = Permutations.identity(largest + 1);
    Permutations.shuffle(labels, new SplittableRandom(seed));
    var z = new double[views * (views - 1) / 2];
    var agreeing = new int[z.length];
    int at = 0;
    for (int a = 0; a < views; a++) {
      for (int b = a + 1; b < views; b++) {
        z[at] = z(partners[a], partners[b], labels);
        agreeing[at++] = agreeing(partners[a], partners[b]);
      }
    }
    return new PairMatch(subject, reference, candidates, rows, partners, z, agreeing, scalarZ);
  }

  private static double z(int[] a, int[] b, int[] labels) {
    double[] left = MidRanks.standardised(labelled(a, labels));
    double[] right = MidRanks.standardised(labelled(b, labels));
    if (left == null || right == null) {
      return 0;
    }
    double rho = 0;
    for (int i = 0; i < left.length; i++) {
      rho += left[i] * right[i];
    }
    return rho * Math.sqrt(left.length - 1.0);
  }

  private static double[] labelled(int[] partners, int[] labels) {
    return Arrays.stream(partners).mapToDouble(neuron -> labels[neuron]).toArray();
  }

  private static int agreeing(int[] a, int[] b) {
    int agreeing = 0;
    for (int i = 0; i < a.length; i++) {
      if (a[i] == b[i]) {
        agreeing++;
      }
    }
    return agreeing;
  }

  /** Returns the subject's block. */
  public Place subject() {
    return subject;
  }

  /** Returns the reference's block. */
  public Place reference() {
    return reference;
  }

  /** Returns m, the number of the subject's neurons that were matched. */
  public int neurons() {
    return rows.length;
  }

  /** Returns how many neurons of the reference could be chosen. */
  public int candidates() {
    return candidates;
  }

  /** Returns Spearman's ρ√(m-1), of the pairs of views the one in the middle. */
  public double z() {
    double[] sorted = z.clone();
    Arrays.sort(sorted);
    return sorted[z.length / 2];
  }

  /** Returns how many neurons the two views that agree best give the same partner. */
  public int agreeing() {
    return Arrays.stream(agreeing).max().orElse(0);
  }

  /** Returns the share of neurons that the two views that agree best give the same partner. */
  public double agreement() {
    return (double) agreeing() / rows.length;
  }

  /** Returns how many agreements two unrelated matchings have on average: m over candidates. */
  public double expectedAgreeing() {
    return (double) rows.length / candidates;
  }

  /** Returns 2√(agreeing + 3/8), whose spread is about 1 for a Poisson number (Anscombe 1948). */
  public double agreementRoot() {
    return 2 * Math.sqrt(agreeing() + 0.375);
  }

  /**
   * Returns the sum over views, over the root of their number, of ρ√(m-1) between the scalars of
   * matched neurons, each scalar computed from the matrices that its matching did not see.
   */
  public double scalarZ() {
    return scalarZ;
  }

  /** Returns log10 p of {@link #z()} for unrelated matchings. */
  double matchingLog10p() {
    return LogTails.normal(z());
  }

  /** Returns log10 p of {@link #agreeing()} for unrelated matchings, corrected for the views. */
  double agreementLog10p() {
    return Math.min(
        0,
        LogTails.poisson(agreeing(), expectedAgreeing())
            + StrictMath.log10((double) agreeing.length));
  }

  /**
   * Returns the neurons to which at least two views give the same partner, as {subject's neuron,
   * reference's neuron}, ascending by the first.
   */
  public int[][] partners() {
    var pairs = new int[rows.length][];
    int n = 0;
    for (int i = 0; i < rows.length; i++) {
      int agreed = agreed(i);
      if (agreed >= 0) {
        pairs[n++] = new int[] {rows[i], agreed};
      }
    }
    int[][] found = Arrays.copyOf(pairs, n);
    Arrays.sort(found, (a, b) -> Integer.compare(a[0], b[0]));
    return found;
  }

  private int agreed(int row) {
    for (int a = 0; a < partners.length; a++) {
      for (int b = a + 1; b < partners.length; b++) {
        if (partners[a][row] == partners[b][row]) {
          return partners[a][row];
        }
      }
    }
    return -1;
  }
}
