package org.gwageo.lineage.anatomy;

import java.util.OptionalInt;

/** What a tensor does in a decoder, and which of its axes runs along the residual channels. */
public enum Role {
  /** Rows of the input vocabulary, (tokens, channels). */
  EMBEDDING("embedding", 1),
  /** Rows of the output vocabulary, (tokens, channels). */
  LM_HEAD("lm-head", 1),
  /** Gain of the norm before attention. */
  ATTENTION_NORM("norms", 0),
  /** Gain of the norm after the attention block. */
  POST_ATTENTION_NORM("norms", 0),
  /** Gain of a norm directly before the MLP where the model has a third norm. */
  PRE_FEEDFORWARD_NORM("norms", 0),
  /** Gain of a norm after the MLP. */
  POST_FEEDFORWARD_NORM("norms", 0),
  /** Gain of the norm before the output vocabulary. */
  FINAL_NORM("norms", 0),
  /** Gain over the channels of a query head: not exchangeable under rotary positions. */
  QUERY_NORM("attention", -1),
  /** Gain over the channels of a key head: not exchangeable under rotary positions. */
  KEY_NORM("attention", -1),
  /** Query projection, (heads x width, channels). */
  QUERY("attention", 1),
  /** Key projection, (heads x width, channels). */
  KEY("attention", 1),
  /** Value projection, (heads x width, channels). */
  VALUE("attention", 1),
  /** Output projection of attention, (channels, heads x width). */
  OUTPUT("attention", 0),
  /** Bias of a query, key or value projection. */
  ATTENTION_BIAS("attention", -1),
  /** Gate projection of an MLP, (neurons, channels). */
  GATE("mlp", 1),
  /** Up projection of an MLP, (neurons, channels). */
  UP("mlp", 1),
  /** Down projection of an MLP, (channels, neurons). */
  DOWN("mlp", 0),
  /** Router of a mixture of experts, (experts, channels). */
  ROUTER("router", 1),
  /** A tensor of a vision tower or its projector. */
  VISION("vision", -1),
  /** A tensor of an audio tower or its projector. */
  AUDIO("audio", -1),
  /** A tensor whose name says nothing known. */
  UNKNOWN("other", -1);

  private final String component;
  private final int channelAxis;

  Role(String component, int channelAxis) {
    this.component = component;
    this.channelAxis = channelAxis;
  }

  /** Returns the component of the report that the role belongs to. */
  public String component() {
    return component;
  }

  /** Returns the axis of the residual channels, if the role has one. */
  public OptionalInt channelAxis() {
    return channelAxis < 0 ? OptionalInt.empty() : OptionalInt.of(channelAxis);
  }

  /** Returns whether this is a gain over the residual channels. */
  public boolean residualGain() {
    return component.equals("norms");
  }
}
