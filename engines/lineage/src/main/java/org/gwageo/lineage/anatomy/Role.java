package org.gwageo.lineage.anatomy;

import java.util.Locale;
import java.util.OptionalInt;

/** What a tensor does in a tower, and what its axes run along. */
public enum Role {
  /** Rows of the input vocabulary, (tokens, channels). */
  EMBEDDING("embedding", Axis.TOKENS, Axis.CHANNELS),
  /** Rows of learned absolute positions, (positions, channels). */
  POSITION("embedding", Axis.POSITIONS, Axis.CHANNELS),
  /** Rows of segment types, (types, channels). */
  SEGMENT("embedding", Axis.POSITIONS, Axis.CHANNELS),
  /** Rows of the output vocabulary, (tokens, channels). */
  LM_HEAD("lm-head", Axis.TOKENS, Axis.CHANNELS),
  /** The convolution or projection of patches or frames, (channels, taps). */
  STEM("stem", Axis.CHANNELS, Axis.TAPS),
  /** Bias of the convolution or projection of patches or frames. */
  STEM_BIAS("stem", Axis.CHANNELS),
  /** Gain of the norm after the embedding. */
  EMBEDDING_NORM("norms", Axis.CHANNELS),
  /** Gain of the norm before attention; before attention and MLP where both read one norm. */
  ATTENTION_NORM("norms", Axis.CHANNELS),
  /** Gain of a norm over the output of attention, or over the stream right after attention. */
  POST_ATTENTION_NORM("norms", Axis.CHANNELS),
  /** Gain of the norm before the MLP, whatever the file calls it. */
  PRE_FEEDFORWARD_NORM("norms", Axis.CHANNELS),
  /** Gain of a norm over the output of the MLP, or over the stream right after the MLP. */
  POST_FEEDFORWARD_NORM("norms", Axis.CHANNELS),
  /** Gain of the norm before the output vocabulary. */
  FINAL_NORM("norms", Axis.CHANNELS),
  /** A learned scale of what attention or an MLP adds; the place's name says of which. */
  LAYER_SCALE("norms", Axis.CHANNELS),
  /** Bias of a norm over the residual channels; the place's name says of which. */
  NORM_BIAS("norms", Axis.CHANNELS),
  /** What reads the stream to gate the gain of a norm, (rank, channels). */
  NORM_GATE_DOWN("norm-gates", Axis.LATENT, Axis.CHANNELS),
  /** What turns the gate of a norm's gain back to channels, (channels, rank). */
  NORM_GATE_UP("norm-gates", Axis.CHANNELS, Axis.LATENT),
  /** Bias that attention adds to the residual channels. */
  OUTPUT_BIAS("norms", Axis.CHANNELS),
  /** Bias that an MLP adds to the residual channels. */
  DOWN_BIAS("norms", Axis.CHANNELS),
  /** Gain over the channels of a query head: not exchangeable under rotary positions. */
  QUERY_NORM("attention", Axis.ROTARY_HEADS),
  /** Gain over the channels of a key head: not exchangeable under rotary positions. */
  KEY_NORM("attention", Axis.ROTARY_HEADS),
  /** Query projection, (heads x width, channels). */
  QUERY("attention", Axis.ROTARY_HEADS, Axis.CHANNELS),
  /** Key projection, (heads x width, channels). */
  KEY("attention", Axis.ROTARY_HEADS, Axis.CHANNELS),
  /** Value projection, (heads x width, channels). */
  VALUE("attention", Axis.VALUE_HEADS, Axis.CHANNELS),
  /** Output projection of attention, (channels, heads x width). */
  OUTPUT("attention", Axis.CHANNELS, Axis.VALUE_HEADS),
  /** Projection whose sigmoid scales the output of attention, (heads x width, channels). */
  ATTENTION_GATE("attention", Axis.VALUE_HEADS, Axis.CHANNELS),
  /** Latent query projection, (rank, channels). */
  QUERY_DOWN("attention", Axis.LATENT, Axis.CHANNELS),
  /** Query heads from the latent query, (heads x width, rank). */
  QUERY_UP("attention", Axis.ROTARY_HEADS, Axis.LATENT),
  /** Latent key and value projection with the rotary key in its last rows, (rank, channels). */
  KEY_VALUE_DOWN("attention", Axis.ROTARY_HEADS, Axis.CHANNELS),
  /** Key and value heads from the latent, (heads x width, rank). */
  KEY_VALUE_UP("attention", Axis.ROTARY_HEADS, Axis.LATENT),
  /** Gain over the latent channels of latent attention. */
  LATENT_NORM("attention", Axis.LATENT),
  /**
   * The first of two factors of the output projection, over groups of heads, (groups x rank, width
   * of a group).
   */
  OUTPUT_DOWN("attention", Axis.LATENT, Axis.NONE),
  /** Bias of a query, key or value projection, or a sink; the place's name says of which. */
  ATTENTION_BIAS("attention", Axis.NONE),
  /** A projection that reads the residual stream into a linear-attention or state-space block. */
  STATE_IN("linear-attention", Axis.STATE, Axis.CHANNELS),
  /** The projection that writes a linear-attention or state-space block back. */
  STATE_OUT("linear-attention", Axis.CHANNELS, Axis.STATE),
  /** Any other tensor of a linear-attention or state-space block. */
  STATE("linear-attention", Axis.NONE),
  /** Gate projection of an MLP, (neurons, channels). */
  GATE("mlp", Axis.NEURONS, Axis.CHANNELS),
  /** Up projection of an MLP, the only reading one where there is no gate, (neurons, channels). */
  UP("mlp", Axis.NEURONS, Axis.CHANNELS),
  /** Down projection of an MLP, (channels, neurons). */
  DOWN("mlp", Axis.CHANNELS, Axis.NEURONS),
  /** Bias of the gate projection, one per neuron. */
  GATE_BIAS("mlp", Axis.NEURONS),
  /** Bias of the up projection, one per neuron. */
  UP_BIAS("mlp", Axis.NEURONS),
  /** Router of a mixture of experts, (experts, channels). */
  ROUTER("router", Axis.EXPERTS, Axis.CHANNELS),
  /** A bias of the router. */
  ROUTER_BIAS("router", Axis.EXPERTS),
  /**
   * One of two projections of an MLP that read the stream where nothing says which is the gate,
   * (neurons, channels); the place's name tells the two apart.
   */
  GATE_OR_UP("mlp", Axis.NEURONS, Axis.CHANNELS),
  /**
   * A projection of attention that reads the stream where nothing says whether it is query, key or
   * value, (width, channels); the place's name tells them apart.
   */
  ATTENTION_IN("attention", Axis.NONE, Axis.CHANNELS),
  /**
   * Key or value projection that reads the stream of another tower, (heads x width, channels of
   * that tower); the place's name says which of the two.
   */
  CROSS("attention", Axis.NONE),
  /** A tensor that mixes several residual streams, of hyper-connections. */
  STREAM_MIX("hyper-connections", Axis.NONE),
  /** A table of positions that a formula set, (positions, channels): no test looks at it. */
  FIXED_POSITION("fixed", Axis.NONE),
  /** A mask, an index or another tensor that a formula set: no test looks at it. */
  FIXED("fixed", Axis.NONE),
  /** A tensor of a head that predicts tokens further ahead. */
  PREDICTION("prediction", Axis.NONE),
  /** A tensor that joins a tower to the language model. */
  PROJECTOR("projector", Axis.NONE),
  /** A tensor of a vision tower whose place inside it is unknown. */
  VISION("vision", Axis.NONE),
  /** A tensor of an audio tower whose place inside it is unknown. */
  AUDIO("audio", Axis.NONE),
  /** A tensor whose name, shape and graph say nothing known. */
  UNKNOWN("other", Axis.NONE);

  private final String component;
  private final Axis rows;
  private final Axis columns;
  private final int axes;

  Role(String component, Axis rows) {
    this.component = component;
    this.rows = rows;
    this.columns = Axis.NONE;
    this.axes = rows == Axis.NONE ? 0 : 1;
  }

  Role(String component, Axis rows, Axis columns) {
    this.component = component;
    this.rows = rows;
    this.columns = columns;
    this.axes = 2;
  }

  /** Returns the component of the report that the role belongs to. */
  public String component() {
    return component;
  }

  /**
   * Returns what an axis of the canonical shape runs along.
   *
   * @param index 0 for the only axis of a vector or the rows of a matrix, 1 for its columns
   */
  public Axis axis(int index) {
    return switch (index) {
      case 0 -> rows;
      case 1 -> columns;
      default -> throw new IllegalArgumentException("a part has axes 0 and 1, not " + index);
    };
  }

  /** Returns the axis of the residual channels, if the role has one. */
  public OptionalInt channelAxis() {
    if (rows == Axis.CHANNELS) {
      return OptionalInt.of(0);
    }
    return columns == Axis.CHANNELS ? OptionalInt.of(1) : OptionalInt.empty();
  }

  /** Returns whether this is a vector over the residual channels: a norm's gain or a bias. */
  public boolean residualGain() {
    return component.equals("norms");
  }

  /** Returns whether this belongs to the neurons of an MLP. */
  public boolean ofNeurons() {
    return component.equals("mlp");
  }

  /** Returns the number of axes that a part of this role has, 0 for any number. */
  int axes() {
    return axes;
  }

  /** Returns the role as the label of another place, such as {@code attention-norm}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
