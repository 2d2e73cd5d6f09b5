package org.gwageo.lineage.alignment;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.gwageo.lineage.numerics.FloatMatrix;
import org.gwageo.lineage.statistics.Assignment;
import org.gwageo.lineage.statistics.Permutations;

/**
 * The signed matching of rows with columns that collects the most absolute value.
 *
 * @param alignment the matching
 * @param sum what it collects
 */
record SignedMatching(ChannelAlignment alignment, double sum) {

  /**
   * Matches exactly. Both sides are put into random orders first, so that ties, which dead channels
   * make, are not broken by place.
   */
  static SignedMatching of(FloatMatrix matrix, SplittableRandom random) {
    int rows = matrix.rows();
    int columns = matrix.columns();
    boolean turned = rows > columns;
    int[] first = shuffled(Math.min(rows, columns), random);
    int[] second = shuffled(Math.max(rows, columns), random);
    var value = new float[Math.multiplyExact(first.length, second.length)];
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < second.length; j++) {
        value[i * second.length + j] =
            Math.abs(turned ? matrix.at(second[j], first[i]) : matrix.at(first[i], second[j]));
      }
    }
    int[] matched = Assignment.maximise(value, first.length, second.length);
    var partner = new int[rows];
    var sign = new int[rows];
    Arrays.fill(partner, -1);
    Arrays.fill(sign, 1);
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      int row = turned ? second[matched[i]] : first[i];
      int column = turned ? first[i] : second[matched[i]];
      partner[row] = column;
      sign[row] = matrix.at(row, column) < 0 ? -1 : 1;
      sum += Math.abs(matrix.at(row, column));
    }
    return new SignedMatching(new ChannelAlignment(partner, sign, columns), sum);
  }

  private static int[] shuffled(int n, SplittableRandom random) {
    int[] order = Permutations.identity(n);
    Permutations.shuffle(order, random);
    return order;
  }
}
