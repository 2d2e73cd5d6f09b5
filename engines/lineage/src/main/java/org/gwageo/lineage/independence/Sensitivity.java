package org.gwageo.lineage.independence;

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

  /** Tries the grid upwards until both thresholds are reached. */
  public static Sensitivity measure(
      String component, Family family, String unit, Strength strength, Planted planted) {
    double indicated = Double.NaN;
    double established = Double.NaN;
    for (double fraction : GRID) {
      double[] found = planted.at(fraction);
      if (Double.isNaN(indicated) && strength.indicates(found[1])) {
        indicated = fraction;
      }
      if (family.exact() && strength.establishes(found[0], found[1])) {
        established = fraction;
        break;
      }
    }
    return new Sensitivity(component, family, unit, indicated, established);
  }
}
