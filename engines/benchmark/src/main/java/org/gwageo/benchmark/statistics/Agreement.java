package org.gwageo.benchmark.statistics;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far raters agree beyond chance, for example a language model as judge with a human set: 1 is
 * full agreement, 0 what chance gives, below 0 is worse than chance.
 *
 * @param statistic its name, for example {@code cohen-kappa}
 * @param value the agreement; NaN if every rating is the same, which shows neither agreement nor
 *     disagreement
 * @param observed the observed disagreement
 * @param expected the disagreement expected by chance
 * @param units how many units were rated at least twice
 * @param interval the BCa bootstrap interval over clusters of units; null if the value is NaN
 */
public record Agreement(
    String statistic,
    double value,
    double observed,
    double expected,
    int units,
    @Nullable Interval interval) {

  /** The most categories; the bootstrap keeps their square for each cluster. */
  public static final int MOST_CATEGORIES = 50;

  /** How much two different categories disagree in Cohen's kappa. */
  public enum Weights {
    /** Any two categories disagree fully. */
    NOMINAL,
    /** By their distance. */
    LINEAR,
    /** By the square of their distance. */
    QUADRATIC
  }

  /** The scale of the categories in Krippendorff's alpha. */
  public enum Scale {
    /** Names without order. */
    NOMINAL,
    /** Ordered, with unknown distances. */
    ORDINAL,
    /** Numbers; differences count. */
    INTERVAL,
    /** Numbers with a natural zero; relative differences count. */
    RATIO
  }

  /**
   * How the bootstrap interval is drawn.
   *
   * @param clusters which units depend on each other
   * @param level the interval's level
   * @param replicates how many replicates
   * @param seed the seed
   */
  public record Resampling(Clusters clusters, double level, int replicates, long seed) {

    /** Returns 95 % intervals from 10,000 replicates of units that stand alone. */
    public static Resampling ofUnits(int units, long seed) {
      return new Resampling(Clusters.alone(units), 0.95, 10_000, seed);
    }
  }

  /**
   * Returns Cohen's kappa of two raters, weighted or not (Cohen 1960, Educ. Psychol. Meas. 20;
   * 1968, Psychol. Bull. 70): 1 - Σ w·observed / Σ w·expected, expected from each rater's own
   * frequencies.
   *
   * @param first the first rater's category of each unit, 0 to categories - 1; negative if missing
   * @param second the second rater's
   * @param categories how many categories there are, at most {@link #MOST_CATEGORIES}
   */
  public static Agreement cohen(
      int[] first, int[] second, int categories, Weights weights, Resampling resampling) {
    checkCategories(categories);
    resampling.clusters().checkItems(first.length);
    resampling.clusters().checkItems(second.length);
    double[][] tables = new double[resampling.clusters().count()][categories * categories];
    int units = 0;
    for (int i = 0; i < first.length; i++) {
      if (checkCategory(first[i], categories) && checkCategory(second[i], categories)) {
        tables[resampling.clusters().of(i)][first[i] * categories + second[i]]++;
        units++;
      }
    }
    double[][] distance = new double[categories][categories];
    for (int i = 0; i < categories; i++) {
      for (int j = 0; j < categories; j++) {
        double apart = Math.abs(i - j) / Math.max(1.0, categories - 1.0);
        distance[i][j] =
            switch (weights) {
              case NOMINAL -> i == j ? 0 : 1;
              case LINEAR -> apart;
              case QUADRATIC -> apart * apart;
            };
      }
    }
    String name =
        switch (weights) {
          case NOMINAL -> "cohen-kappa";
          case LINEAR -> "cohen-kappa-linear";
          case QUADRATIC -> "cohen-kappa-quadratic";
        };
    return of(name, units, tables, table -> kappa(table, distance), resampling);
  }

  /** Observed and expected disagreement. */
  private static double[] kappa(double[] table, double[][] distance) {
    int k = distance.length;
    double[] rows = new double[k];
    double[] columns = new double[k];
    double n = 0;
    double observed = 0;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        double cell = table[i * k + j];
        rows[i] += cell;
        columns[j] += cell;
        n += cell;
        observed += distance[i][j] * cell;
      }
    }
    double expected = 0;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        expected += distance[i][j] * rows[i] * columns[j];
      }
    }
    return new double[] {observed / n, expected / (n * n)};
  }

  /**
   * Returns Krippendorff's alpha of any number of raters, with gaps (Krippendorff 2019, Content
   * Analysis, 4th edition, section 12.3). The interval resamples units, not ratings.
   *
   * @param ratings by unit and rater: a category, 0 to values.length - 1; negative if missing
   * @param values the categories' values in ascending order; only read for interval and ratio
   *     scales
   */
  public static Agreement krippendorff(
      int[][] ratings, double[] values, Scale scale, Resampling resampling) {
    int k = values.length;
    checkCategories(k);
    resampling.clusters().checkItems(ratings.length);
    double[][] tables = new double[resampling.clusters().count()][k * k];
    int units = 0;
    for (int u = 0; u < ratings.length; u++) {
      units += coincide(ratings[u], k, tables[resampling.clusters().of(u)]) ? 1 : 0;
    }
    String name =
        switch (scale) {
          case NOMINAL -> "krippendorff-alpha-nominal";
          case ORDINAL -> "krippendorff-alpha-ordinal";
          case INTERVAL -> "krippendorff-alpha-interval";
          case RATIO -> "krippendorff-alpha-ratio";
        };
    return of(name, units, tables, table -> alpha(table, values, scale), resampling);
  }

  /** Adds a unit's pairs of ratings, each by 1 / (ratings - 1). */
  private static boolean coincide(int[] ratings, int k, double[] table) {
    int[] counts = new int[k];
    int all = 0;
    for (int rating : ratings) {
      if (checkCategory(rating, k)) {
        counts[rating]++;
        all++;
      }
    }
    if (all < 2) {
      return false;
    }
    for (int c = 0; c < k; c++) {
      for (int d = 0; d < k; d++) {
        table[c * k + d] += counts[c] * (counts[d] - (c == d ? 1.0 : 0.0)) / (all - 1);
      }
    }
    return true;
  }

  private static double[] alpha(double[] table, double[] values, Scale scale) {
    int k = values.length;
    double[] sizes = new double[k];
    double n = 0;
    for (int i = 0; i < table.length; i++) {
      sizes[i / k] += table[i];
      n += table[i];
    }
    double observed = 0;
    double expected = 0;
    for (int c = 0; c < k; c++) {
      double passed = sizes[c] / 2;
      for (int d = c + 1; d < k; d++) {
        double between = passed + sizes[d] / 2;
        passed += sizes[d];
        double distance =
            switch (scale) {
              case NOMINAL -> 1;
              case ORDINAL -> between;
              case INTERVAL -> values[c] - values[d];
              case RATIO ->
                  values[c] == values[d] ? 0 : (values[c] - values[d]) / (values[c] + values[d]);
            };
        observed += 2 * table[c * k + d] * distance * distance;
        expected += 2 * sizes[c] * sizes[d] * distance * distance;
      }
    }
    return new double[] {observed / n, expected / (n * (n - 1))};
  }

  private interface Disagreements {
    double[] of(double[] table);
  }

  private static Agreement of(
      String name,
      int units,
      double[][] tables,
      Disagreements disagreements,
      Resampling resampling) {
    if (units == 0) {
      throw new IllegalArgumentException("agreement needs units rated at least twice, not 0");
    }
    double[] total = Rows.of(tables).total();
    double[] parts = disagreements.of(total);
    double value = parts[1] > 0 ? 1 - parts[0] / parts[1] : Double.NaN;
    if (Double.isNaN(value)) {
      return new Agreement(name, value, parts[0], parts[1], units, null);
    }
    Interval interval =
        ClusterBootstrap.draw(tables, resampling.replicates(), resampling.seed())
            .estimate(
                table -> {
                  double[] drawn = disagreements.of(table);
                  return drawn[1] > 0 ? 1 - drawn[0] / drawn[1] : Double.NaN;
                })
            .bca(resampling.level());
    return new Agreement(name, value, parts[0], parts[1], units, interval);
  }

  private static void checkCategories(int categories) {
    if (categories < 1 || categories > MOST_CATEGORIES) {
      throw new IllegalArgumentException(
          "categories are 1 to " + MOST_CATEGORIES + ", not " + categories);
    }
  }

  private static boolean checkCategory(int category, int categories) {
    if (category >= categories) {
      throw new IllegalArgumentException("a category is below " + categories + ", not " + category);
    }
    return category >= 0;
  }

  /** Returns the numbers 0 to categories - 1, for scales on which values play no part. */
  public static double[] ranks(int categories) {
    return IntStream.range(0, categories).asDoubleStream().toArray();
  }
}
