package org.gwageo.lineage.anatomy;

import java.util.List;
import org.gwageo.lineage.checkpoint.StoredTensor;
import org.jspecify.annotations.Nullable;

/** One block of a reduced ONNX graph: what it does, with which weight, and what it reads. */
final class GraphBlock {

  /** What a block does. */
  enum Kind {
    /** A lookup of rows. */
    EMBED,
    /** A convolution of the graph's input. */
    STEM,
    /** A matrix product with a weight. */
    LINEAR,
    /** A norm with a gain. */
    NORM,
    /** The sum of two streams. */
    ADD,
    /** The element-wise product of two streams. */
    GATED,
    /** The matrix product of two streams. */
    PRODUCT,
    /** A softmax. */
    SOFTMAX,
    /** Attention as one operation over query, key and value. */
    ATTEND
  }

  /**
   * Where a value comes from.
   *
   * @param block the block that gives it
   * @param activated whether a non-linear function was applied on the way
   * @param reshaped whether its axes were regrouped on the way
   * @param share which part of a split it is, -1 if it is no part
   */
  record Flow(int block, boolean activated, boolean reshaped, int share) {

    Flow activate() {
      return new Flow(block, true, reshaped, share);
    }

    Flow reshape() {
      return new Flow(block, activated, true, share);
    }
  }

  final int index;
  final Kind kind;
  final List<Flow> inputs;
  final @Nullable StoredTensor weight;
  final boolean inFirst;
  @Nullable StoredTensor bias;

  GraphBlock(
      int index, Kind kind, List<Flow> inputs, @Nullable StoredTensor weight, boolean inFirst) {
    this.index = index;
    this.kind = kind;
    this.inputs = inputs;
    this.weight = weight;
    this.inFirst = inFirst;
  }

  /** Returns the length of the output, 0 if there is no matrix. */
  long out() {
    return weight == null || weight.shape().size() != 2 ? 0 : weight.shape().get(inFirst ? 1 : 0);
  }

  /** Returns the length of the input, 0 if there is no matrix. */
  long in() {
    return weight == null || weight.shape().size() != 2 ? 0 : weight.shape().get(inFirst ? 0 : 1);
  }
}
