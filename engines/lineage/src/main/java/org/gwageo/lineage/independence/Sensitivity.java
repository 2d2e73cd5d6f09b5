package org.gwageo.lineage.independence;

import java.util.Arrays;
import java.util.List;
import org.gwageo.lineage.checkpoint.CheckpointException;

/**
 * How small a copy a family would have found: copies of the reference are planted into the
 * subject's own tensors and the test is run again.
 *
 * @param component the part of the model
 * @param family the family
 * @param unit what the fractions are fractions of
 * @param indicated the smallest fraction of the grid that reaches grade indicated; NaN if none does
 * @param established the smallest fraction that reaches the strength which grade
 *     derivation-established asks of each family; NaN if none does
 */
public record Sensitivity(
    String component, Family family, String unit, double indicated, double established) {

  /** The planted fractions, ascending. */
  static final double[] GRID = {0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1};

  /** A planted copy's z and log10 p. */
  public interface Planted {
    /** Returns {z, log10 p} with the given fraction planted. */
    double[] at(double fraction);
  }

  /** Planted copies that are tried at the same time. */
  public interface PlantedTogether {
    /**
     * Returns {z, log10 p} for every fraction, in their order.
     *
     * @throws CheckpointException if tensors do not fit together or a value is not finite
     */
    List<double[]> at(List<Double> fractions) throws CheckpointException;
  }

  /** Tries the grid upwards until both thresholds are reached, or the only one that can be. */
  public static Sensitivity measure(
      String component, Family family, String unit, Strength strength, Planted planted) {
    var search = new Search(family, strength);
    for (double fraction : GRID) {
      if (search.ended(fraction, planted.at(fraction))) {
        break;
      }
    }
    return search.found(component, unit);
  }

  /**
   * Tries the grid upwards as {@link #measure} does, some fractions at a time.
   *
   * @param together how many, at least 1
   * @throws CheckpointException what the copies throw
   */
  public static Sensitivity measureTogether(
      String component,
      Family family,
      String unit,
      Strength strength,
      int together,
      PlantedTogether planted)
      throws CheckpointException {
    var search = new Search(family, strength);
    boolean ended = false;
    for (int from = 0; from < GRID.length && !ended; from += together) {
      double[] fractions = Arrays.copyOfRange(GRID, from, Math.min(GRID.length, from + together));
      List<double[]> found = planted.at(Arrays.stream(fractions).boxed().toList());
      for (int i = 0; i < fractions.length && !ended; i++) {
        ended = search.ended(fractions[i], found.get(i));
      }
    }
    return search.found(component, unit);
  }

  /** The thresholds on the way up the grid. */
  private static final class Search {

    private final Family family;
    private final Strength strength;
    private double indicated = Double.NaN;
    private double established = Double.NaN;

    Search(Family family, Strength strength) {
      this.family = family;
      this.strength = strength;
    }

    /** Takes {z, log10 p} of a fraction and returns whether larger ones say nothing more. */
    boolean ended(double fraction, double[] found) {
      if (Double.isNaN(indicated) && strength.indicates(found[1])) {
        indicated = fraction;
      }
      if (!family.exact()) {
        return !Double.isNaN(indicated);
      }
      if (strength.establishes(found[0], found[1])) {
        established = fraction;
      }
      return !Double.isNaN(established);
    }

    Sensitivity found(String component, String unit) {
      return new Sensitivity(component, family, unit, indicated, established);
    }
  }
}
