package org.gwageo.lineage.independence;

/** A family of tests; families differ in the disguises that they see through. */
public enum Family {
  /** Equal bit patterns at equal places. */
  T0,
  /** Order of scalars of the neurons of an MLP. */
  T1,
  /** Order of the gains of the norms along the residual channels. */
  T2
}
