package org.gwageo.lineage.notevidence;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two random vectors that have nothing to do with each other, and how alike they look. Elements are
 * normal with mean 1 and the given spread s, so the cosine is about 1 / (1 + s²) and the
 * correlation about 0 with a standard deviation of 1/√(length-1).
 *
 * @param length how many elements each has
 * @param spread the standard deviation of an element
 * @param cosine of the two
 * @param pearson the correlation of the two
 * @param first the first elements of the one, at most {@value #SHOWN}, for a picture
 * @param second those of the other
 */
public record RandomPair(
    int length,
    double spread,
    double cosine,
    double pearson,
    List<Double> first,
    List<Double> second) {

  private static final int SHOWN = 256;
  private static final int LONGEST = 1 << 20;

  /** Copies the lists. */
  public RandomPair {
    first = List.copyOf(first);
    second = List.copyOf(second);
  }

  /**
   * Draws a pair.
   *
   * @throws IllegalArgumentException if the length is not between 2 and 1048576, or the spread is
   *     negative or not finite
   */
  public static RandomPair draw(int length, double spread, long seed) {
    if (length < 2 || length > LONGEST) {
      throw new IllegalArgumentException(
          "a vector has between 2 and %d elements, not %d".formatted(LONGEST, length));
    }
    if (!(spread >= 0) || Double.isInfinite(spread)) {
      throw new IllegalArgumentException("a spread is at least 0 and finite, not " + spread);
    }
    var random = new SplittableRandom(seed);
    double[] a = normal(length, 1, spread, random);
    double[] b = normal(length, 1, spread, random);
    return new RandomPair(
        length, spread, Vectors.cosine(a, b), Vectors.pearson(a, b), shown(a), shown(b));
  }

  /** Draws one pair for every length and spread, lengths first. */
  public static List<RandomPair> table(List<Integer> lengths, List<Double> spreads, long seed) {
    var random = new SplittableRandom(seed);
    var pairs = new ArrayList<RandomPair>();
    for (int length : lengths) {
      for (double spread : spreads) {
        pairs.add(draw(length, spread, random.nextLong()));
      }
    }
    return pairs;
  }

  /** Returns the cosine that long vectors tend to. */
  public double expectedCosine() {
    return 1 / (1 + spread * spread);
  }

  static double[] normal(int length, double mean, double spread, SplittableRandom random) {
    var values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = mean + spread * random.nextGaussian();
    }
    return values;
  }

  private static List<Double> shown(double[] values) {
    var list = new ArrayList<Double>();
    for (int i = 0; i < Math.min(SHOWN, values.length); i++) {
      list.add(values[i]);
    }
    return list;
  }
}
