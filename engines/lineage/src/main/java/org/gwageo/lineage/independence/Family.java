package org.gwageo.lineage.independence;

/** A family of tests; families differ in the disguises that they see through. */
public enum Family {
  /** Equal bit patterns at equal places. */
  T0,
  /** Order of scalars of the neurons of an MLP. */
  T1,
  /** Order of the gains of the norms along the residual channels. */
  T2,
  /** Agreement of two ways to match the neurons of an MLP through tokens that both models know. */
  T5;

  /** Returns whether the null distribution follows from exchangeability alone. */
  public boolean exact() {
    return this != T5;
  }
}
