package org.gwageo.lineage.independence;

/**
 * How strong a family's finding has to be.
 *
 * @param log10Hypotheses log10 of the size of the family of hypotheses, for Bonferroni's correction
 */
public record Strength(double log10Hypotheses) {

  /** log10 of the adjusted p-value that grade indicated needs. */
  public static final double INDICATED_LOG10P = -3;

  /** log10 of the adjusted p-value that grade derivation-established needs of each family. */
  public static final double ESTABLISHED_LOG10P = -6;

  /** The z that grade derivation-established needs of each family. */
  public static final double ESTABLISHED_Z = 10;

  /** Returns whether a raw log10 p reaches grade indicated. */
  boolean indicates(double log10p) {
    return log10p + log10Hypotheses <= INDICATED_LOG10P;
  }

  /** Returns whether a family's z and raw log10 p suffice for grade derivation-established. */
  public boolean establishes(double z, double log10p) {
    return z >= ESTABLISHED_Z && log10p + log10Hypotheses <= ESTABLISHED_LOG10P;
  }
}
