package org.gwageo.nano.training.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;

/** What a training makes small. */
@FunctionalInterface
interface Objective {
  /** The weight of the evenness of experts beside the loss of the text. */
  float BALANCE = 0.01f;

  /** The loss of the next token. */
  Objective NEXT_TOKEN =
      (step) ->
          entropy(step.pass().logits(), step.targets()).add(step.pass().balance().mul(BALANCE));

  /**
   * One batch under way.
   *
   * @param scratch takes everything computed on the way
   * @param ids the inputs, B x T
   * @param targets the tokens that follow them, N x 1
   * @param pass what the model computed
   * @param weights the model's weights by name
   */
  record Step(
      NDManager scratch,
      NDArray ids,
      NDArray targets,
      Graph.Pass pass,
      Map<String, NDArray> weights) {}

  /** Returns the loss, a single number. */
  NDArray loss(Step step);

  /** Returns the mean negative log-likelihood, in nats, of {@code targets}, N x 1. */
  static NDArray entropy(NDArray logits, NDArray targets) {
    return logits.logSoftmax(-1).gather(targets, 1).mean().neg();
  }

  /** Learns the whole next-token distribution of {@code teacher} and nothing else. */
  static Objective distributionsOf(Graph teacher) {
    return step -> {
      NDArray wanted = teacher.pass(step.scratch(), step.ids()).logits().softmax(-1).stopGradient();
      NDArray log = step.pass().logits().logSoftmax(-1);
      return wanted.mul(log).sum(new int[] {1}).mean().neg();
    };
  }

  /** Learns the states of {@code teacher} after every block, scaled to unit mean square. */
  static Objective statesOf(Graph teacher) {
    return step -> {
      Graph.Pass wanted = teacher.pass(step.scratch(), step.ids());
      NDArray sum = NEXT_TOKEN.loss(step);
      for (int i = 0; i < wanted.states().size(); i++) {
        NDArray target = wanted.states().get(i).stopGradient();
        NDArray error = step.pass().states().get(i).sub(target).square().mean();
        sum = sum.add(error.div(target.square().mean()));
      }
      return sum;
    };
  }

  /** Returns {@code values} as a column. */
  static NDArray column(NDManager scratch, long[] values) {
    return scratch.create(values, new Shape(values.length, 1));
  }
}
