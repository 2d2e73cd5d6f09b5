package org.gwageo.lineage.anatomy;

/**
 * What an axis of a part runs along, and whether its indices may be exchanged: whether an untrained
 * model with the indices in another order is as likely as the model itself. Only along such an axis
 * is a permutation test exact.
 */
public enum Axis {
  /** Residual channels: exchangeable, by one permutation for the whole tower. */
  CHANNELS(true),
  /** Neurons of one MLP or expert: exchangeable, by one permutation for its tensors. */
  NEURONS(true),
  /** Experts of one layer: exchangeable, together with the rows of the router. */
  EXPERTS(true),
  /**
   * Value heads and the channels inside them: heads inside one key-value group and channels inside
   * one head are exchangeable, the flat index across groups is not.
   */
  VALUE_HEADS(true),
  /**
   * Query or key heads and the channels inside them: under rotary positions a channel has a
   * frequency of its own and is never exchangeable; without them it is, by one permutation for
   * query and key. {@link Tower#exchangeable} decides.
   */
  ROTARY_HEADS(false),
  /** Channels of a latent projection: exchangeable where no rotary rows are among them. */
  LATENT(true),
  /** Channels inside a state-space or linear-attention block: heads and decay rates are ordered. */
  STATE(false),
  /** Token ids, which the tokenizer gives. */
  TOKENS(false),
  /** Absolute positions or segment types. */
  POSITIONS(false),
  /** Pixels of a patch, mel bins or taps of a convolution. */
  TAPS(false),
  /** Nothing known, or no such axis. */
  NONE(false);

  private final boolean exchangeable;

  Axis(boolean exchangeable) {
    this.exchangeable = exchangeable;
  }

  /** Returns whether the indices may be exchanged in every tower. */
  public boolean exchangeable() {
    return exchangeable;
  }
}
