package org.gwageo.lineage.independence;

/** A family of tests; families differ in the disguises that they see through. */
public enum Family {
  /** Equal bit patterns at equal places. */
  T0(Invariance.NONE, true, "T0"),
  /** Order of scalars of the neurons of an MLP. */
  T1(Invariance.NEURON_ORDER, true, "T1"),
  /** Rows of the neurons of an MLP, neuron by neuron. */
  PHI_U(Invariance.NEURON_ORDER, true, "φU"),
  /** Order of the gains of the norms along the residual channels. */
  T2(Invariance.GAINS_ONLY, true, "T2"),
  /** The trace of the map between the embeddings of shared tokens. */
  T3(Invariance.CHANNEL_RELATIONS, false, "T3"),
  /** Relations between the residual channels inside each matrix, in the order they stand in. */
  T4(Invariance.CHANNEL_RELATIONS, true, "T4"),
  /** The same relations after the channels were brought into one order through the embeddings. */
  T4_ALIGNED(Invariance.CHANNEL_RELATIONS, false, "T4a"),
  /** Agreement of two ways to match the neurons of an MLP through tokens that both models know. */
  T5(Invariance.ALL_ORDERS, false, "T5"),
  /** Weights after a rotation that was fitted on other layers. */
  T6(Invariance.ROTATIONS, false, "T6");

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
    CHANNEL_RELATIONS,
    /** Any order of neurons and channels, and other widths. */
    ALL_ORDERS,
    /** Any rotation of the residual stream, even with fresh embeddings. */
    ROTATIONS
  }

  private final Invariance invariance;
  private final boolean exact;
  private final String label;

  Family(Invariance invariance, boolean exact, String label) {
    this.invariance = invariance;
    this.exact = exact;
    this.label = label;
  }

  /** Returns the group that the family belongs to when findings are counted. */
  public Invariance invariance() {
    return invariance;
  }

  /**
   * Returns whether the null distribution follows from exchangeability alone. The p-values of the
   * other families hold only after calibration on models that are known to be independent.
   */
  public boolean exact() {
    return exact;
  }

  /** Returns the family's short name for people. */
  public String label() {
    return label;
  }
}
