package org.gwageo.lineage.independence;

/** A family of tests; families differ in the disguises that they see through. */
public enum Family {
  /** Equal bit patterns at equal places. */
  T0(Invariance.NONE, true),
  /** Order of scalars of the neurons of an MLP. */
  T1(Invariance.NEURON_ORDER, true),
  /** Rows of the neurons of an MLP, neuron by neuron. */
  PHI_U(Invariance.NEURON_ORDER, true),
  /** Order of the gains of the norms along the residual channels. */
  T2(Invariance.GAINS_ONLY, true),
  /** Relations between the residual channels inside each matrix. */
  T4(Invariance.INNER_AXIS, true),
  /** Agreement of two ways to match the neurons of an MLP through tokens that both models know. */
  T5(Invariance.ALL_ORDERS, false);

  /**
   * What a family of tests holds on to, and so which disguises it shares with other families. Two
   * findings support each other only if they come from different groups.
   */
  public enum Invariance {
    /** Nothing: every element counts where it stands. */
    NONE,
    /** The neuron tests: tied to the order of the neurons. */
    NEURON_ORDER,
    /** The norms, which no matrix enters. */
    GAINS_ONLY,
    /** Any change of the axis that is not the residual stream: neuron order, head basis, slices. */
    INNER_AXIS,
    /** Any order of neurons and channels, and other widths. */
    ALL_ORDERS
  }

  private final Invariance invariance;
  private final boolean exact;

  Family(Invariance invariance, boolean exact) {
    this.invariance = invariance;
    this.exact = exact;
  }

  /** Returns the group that the family belongs to when findings are counted. */
  public Invariance invariance() {
    return invariance;
  }

  /** Returns whether the null distribution follows from exchangeability alone. */
  public boolean exact() {
    return exact;
  }
}
